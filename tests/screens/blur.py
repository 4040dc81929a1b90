#!/usr/bin/env python3
"""No name, subject, text, address or phone of the demo's records stands in the blurred screens.

    blur.py DEMO_FOLDER SCREENS     SCREENS: the golden file of blur.keys; all but its last screen are blurred
"""
import json
import pathlib
import sys

WORDS = {"subject", "body", "scope", "title", "reason", "notes", "what", "text", "expect", "went_wrong", "win",
         "words", "override_reason", "private_reason"}
CODES = {"numbers", "tried"}  # what stands in them is the program's own
LEAST = 5  # letters: shorter texts are words of the screen as well


def texts(record):
    kind = record["type"]
    if kind == "client":
        yield from (record["name"], record.get("short"))
        yield from record.get("emails", []) + record.get("phones", [])
        for person in record.get("people", []):
            yield f"{person.get('given', '')} {person.get('family', '')}".strip()
            yield from (person.get("family"), person.get("email"), person.get("phone"))
    if kind == "colleague":
        yield from (record["name"], record.get("email"))
    yield from own_words(record)


def own_words(value):
    """What was written, however deep it stands: in the answers of a decision too."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(inner, (dict, list)):
            if key not in CODES:
                yield from own_words(inner)
        elif key in WORDS:
            yield from (inner or "").split("\n")


def needles(folder):
    found = set()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["type"] in ("me", "rule"):
                continue
            for text in texts(record):
                # What is cut or wrapped shows at least its beginning.
                if text and len(text) >= LEAST and any(c.isalpha() for c in text):
                    found.add(text[:16].strip())
    return found


def main():
    folder, golden = map(pathlib.Path, sys.argv[1:3])
    words = needles(folder)
    if len(words) < 200:
        sys.exit(f"{folder}: only {len(words)} texts; is that the demo?")
    screens = golden.read_text(encoding="utf-8").split("\n=== ")
    if not any(word in screens[-1] for word in words):
        sys.exit("what is not blurred shows nobody either: nothing was tried")
    bad = [(screen.split("\n")[0], word) for screen in screens[:-1] for word in sorted(words) if word in screen]
    for caption, word in bad:
        print(f"{caption}: {word}")
    sys.exit(1 if bad else 0)


main()
