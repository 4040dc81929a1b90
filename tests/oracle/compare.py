#!/usr/bin/env python3
"""Random rule books and logs through paletti and through slow.py: what they judge must agree.

    compare.py PALETTI [--seeds A..B] [--keep FOLDER]

For each seed: generate, import into a new file, then `judge`, `explain` of a sample, `notice`, `today` and
`log` with --json, in another machine zone each time: every receipt, due, state and breach. Then `what-if` with
other rules: its counts must be slow.py's, those of each client asked for alone, and those of `judge` in a second file that
has these rules and what everybody is taken to have been told. Shows the first disagreement with the records involved; ends with "N passed,
N failed".
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import slow
from generate import draft_for, generate
from zone import parse_instant, show_instant

SAMPLE = 12
TIMED = ("receipt", "due")


class Disagreement(Exception):
    def __init__(self, what, expected, found, refs=()):
        super().__init__(what)
        self.what, self.expected, self.found, self.refs = what, expected, found, refs


def expect(what, expected, found, refs=()):
    if expected != found:
        raise Disagreement(what, expected, found, refs)


class Paletti:
    def __init__(self, program, folder, now, machine_zone):
        self.start = [program, "--db", str(folder / "x.db"), "--now", show_instant(now)]
        self.env = {"PATH": os.environ["PATH"], "HOME": str(folder), "TZ": machine_zone, "LC_ALL": "C.UTF-8",
                    **{k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")}}

    def __call__(self, *words):
        done = subprocess.run(self.start + list(words), capture_output=True, env=self.env, timeout=120)
        if done.returncode not in (0, 10, 11):
            said = done.stderr.decode(errors="replace").strip()
            raise Disagreement(" ".join(words), "exit 0", f"exit {done.returncode}: {said}")
        return done.stdout

    def answer(self, *words):
        try:
            return json.loads(self(*words, "--json"))
        except json.JSONDecodeError as error:
            raise Disagreement(" ".join(words), "JSON", str(error)) from None


def plain(row):
    """A row of judge with instants as numbers, breaches in one order, and what is null or false left out."""
    result = {k: row[k] for k in ("type", "ref", "client")}
    result.update({k: parse_instant(row[k]) for k in TIMED if row.get(k) is not None})
    result.update({k: row[k] for k in ("state", "early") if row.get(k)})
    result["breaches"] = sorted((b["by"], b["kind"], b["counted"], b["state"]) for b in row["breaches"])
    return result


def readable(value):
    if isinstance(value, dict):
        return {k: show_instant(v) if k in TIMED else v for k, v in value.items()}
    return value


def compare_judge(paletti, book, now):
    expected, found = [plain(r) for r in slow.judge(book, now)], [plain(r) for r in paletti.answer("judge")]
    by_ref = {(r["type"], r["ref"]): r for r in found}
    for row in expected:
        other = by_ref.pop((row["type"], row["ref"]), None)
        if row != other:
            raise Disagreement("judge", readable(row), readable(other), [row["ref"]])
    for row in by_ref.values():
        raise Disagreement("judge", None, readable(row), [row["ref"]])
    expect("judge: order of the rows", [r["ref"] for r in expected], [r["ref"] for r in found])
    client = book.of["client"][0]["ref"]
    expect(f"judge {client}", [r for r in expected if r["client"] == client],
           [plain(r) for r in paletti.answer("judge", client)], [client])
    return expected


def segments_of(answer):
    return [(parse_instant(s["from"]), parse_instant(s["to"]), s["counted"], s["why"])
            for s in answer.get("segments") or ()]


def joined(segments):
    """Neighbours of one reason as one; those of no length left out."""
    result = []
    for begin, end, counted, why in segments:
        if result and result[-1][1:] == (begin, counted, why):
            result[-1] = (result[-1][0], end, counted, why)
        elif begin < end:
            result.append((begin, end, counted, why))
    return result


def by_days(segments):
    return [s for s in segments if s[2] or s[0] < s[1]]


def check_tiling(what, answer, refs):
    segments, window = segments_of(answer), answer["window"]
    if any(s["seconds"] != end - begin for s, (begin, end, _, _) in zip(answer["segments"], segments)):
        raise Disagreement(f"{what}: seconds", "to - from", answer["segments"], refs)
    starts = [s[0] for s in segments] + [parse_instant(answer["due"])]
    expect(f"{what}: tiles without gap", [parse_instant(answer["at"])] + [s[1] for s in segments], starts,
           refs)
    number, by_day = int(window.rstrip("hdwo")), window.endswith("d")
    lengths = [1 if by_day else end - begin for begin, end, counted, _ in segments if counted]
    expect(f"{what}: counted", number if by_day else number * 3600, sum(lengths), refs)
    return by_day


def compare_explain(paletti, book, now, ref):
    what, expected, found = f"explain {ref}", slow.explain(book, now, ref), paletti.answer("explain", ref)

    def breaches(answer):
        return sorted((b["by"], b["kind"], b["counted"]) for b in answer["breaches"])
    expect(f"{what}: breaches", breaches(expected), breaches(found), [ref])
    if any(not b["text"] for b in found["breaches"]):
        raise Disagreement(f"{what}: a breach without a sentence", None, found["breaches"], [ref])
    if "segments" not in expected:
        return
    for key in ("at", "receipt", "due", "window", "rule_from"):
        expect(f"{what}: {key}", expected.get(key), found.get(key) if expected.get(key)
               or key == "rule_from" else None, [ref])
    by_day = check_tiling(what, found, [ref])
    shape = by_days if by_day else joined
    want, got = shape(segments_of(expected)), shape(segments_of(found))
    for mine, theirs in zip(want + [None] * len(got), got + [None] * len(want)):
        if mine != theirs:
            raise Disagreement(f"{what}: segment", shown(mine), shown(theirs), [ref])


def shown(segment):
    return segment and (show_instant(segment[0]), show_instant(segment[1]), *segment[2:])


def compare_notice(paletti, book, client, sent):
    words = ("notice", client, "--sent", show_instant(sent))
    found = paletti.answer(*words)
    expect(" ".join(words), book.notice(client, sent), {k: found.get(k) for k in ("received", "last_day",
                                                                                  "rule_from")}, [client])


def compare_today(paletti, book, now):
    """What is listed must agree; what is due by the end of today must be listed."""
    keys = ("client", "ref", "kind", "due", "polite", "overdue")
    expected = {(i["kind"], i["ref"]): {k: i.get(k) for k in keys} for i in slow.today(book, now)}
    listed = [i for i in paletti.answer("today") if i["kind"] in ("reply", "ask")]
    for item in listed:
        expect("today", expected.get((item["kind"], item["ref"])), {k: item.get(k) for k in keys},
               [item["ref"]])
    zone = book.version_at(now).zone
    end = zone.end_of(zone.civil_day(now))
    missing = [i for key, i in expected.items() if parse_instant(i["due"]) < end
               and key not in {(i["kind"], i["ref"]) for i in listed}]
    expect("today: missing", [], missing, [i["ref"] for i in missing])


def compare_log(paletti, book, now, client):
    keys = ("receipt", "due", "state")
    expected = [(r["ref"], *(r.get(k) for k in keys)) for r in slow.log(book, now, client)]
    found = [(r["ref"], *(r.get(k) for k in keys)) for r in paletti.answer("log", client, "--limit", "100000")
             if parse_instant(r["at"]) <= now]
    for mine, theirs in zip(expected + [None] * len(found), found + [None] * len(expected)):
        if mine != theirs:
            raise Disagreement(f"log {client}", mine, theirs, [(mine or theirs)[0]])


def stored(records):
    """Without told entries that name a version which is no more: an import refuses them, and they name nothing."""
    begins = {parse_instant(r["from"]) for r in records if r["type"] == "rule"}
    return [r for r in records if r["type"] != "told" or "rule" not in r or parse_instant(r["rule"]) in begins]


def judged_elsewhere(program, records, folder, now, machine_zone):
    """What `judge` counts in a file of its own with these records."""
    folder.mkdir(mode=0o700)
    lines, paletti = folder / "book.jsonl", Paletti(program, folder, now, machine_zone)
    lines.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in stored(records)), encoding="utf-8")
    paletti("import", "--format", "jsonl", str(lines))
    return slow.count_kinds(paletti.answer("judge"))


def compare_what_if(paletti, program, records, draft, folder, now, machine_zone):
    lines = folder / "draft.jsonl"
    lines.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in draft), encoding="utf-8")
    answer = paletti.answer("what-if", str(lines))
    columns = ("now", "then", "counted_now", "counted_then")
    found = {c["client"]: {kind: tuple(n[k] for k in columns) for kind, n in c["kinds"].items()}
             for c in answer["clients"]}
    expect("what-if", slow.what_if(records, draft, now, machine_zone), found)
    sums = {kind: tuple(sum(c[kind][i] for c in found.values()) for i in range(4)) for kind in answer["total"]}
    expect("what-if: total", sums, {kind: tuple(n[k] for k in columns) for kind, n in answer["total"].items()})
    for client in answer["clients"]:
        expect(f"what-if {client['client']} alone", {"clients": [client], "total": client["kinds"]},
               paletti.answer("what-if", str(lines), client["client"]), [client["client"]])
    none = {slow.kind_key(*kind): (0, 0) for kind in slow.KINDS}
    for side, told in (("now", records), ("then", slow.changed(records, draft))):
        told = slow.told_today(told, now, machine_zone)
        elsewhere, i = judged_elsewhere(program, told, folder / side, now, machine_zone), columns.index(side)
        expect(f"what-if: {side}, judged elsewhere", {c: elsewhere.get(c, none) for c in found},
               {c: {k: (n[i], n[i + 2]) for k, n in kinds.items()} for c, kinds in found.items()})


def run_seed(program, seed, folder):
    records, now, machine_zone = generate(seed)
    lines = folder / "book.jsonl"
    lines.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    paletti, book = Paletti(program, folder, now, machine_zone), slow.Book(records, machine_zone)
    try:
        paletti("import", "--format", "jsonl", str(lines))
        rows, dice = compare_judge(paletti, book, now), random.Random(seed)
        for row in dice.sample(rows, min(SAMPLE, len(rows))):
            compare_explain(paletti, book, now, row["ref"])
        for client in (r["ref"] for r in book.of["client"]):
            for sent in (now, now + dice.randint(-40 * 86400, 40 * 86400), edge(book, client, now)):
                compare_notice(paletti, book, client, sent)
            compare_log(paletti, book, now, client)
        compare_today(paletti, book, now)
        compare_what_if(paletti, program, records, draft_for(seed, records), folder, now, machine_zone)
    except Disagreement as found:
        return found, records, now, machine_zone
    return None


def edge(book, client, now):
    """A closing of that client's hours near now: a notice sent then is still inside."""
    terms = book.terms_at(client, now)
    spans = terms.open_spans(terms.zone.civil_day(now), 10)
    return spans[-1][1] if spans else now


def involved(records, refs):
    """The records a disagreement is about: those refs, their client's rules, and what happened near them."""
    chosen = [r for r in records if r.get("ref") in refs]
    clients = {r.get("client", r["ref"]) for r in chosen}
    about = {"override", "told", "contract", "payment"}
    near = []
    times = [parse_instant(r["at"]) for r in chosen if "at" in r]
    for record in records:
        if record["type"] in ("me", "rule") or record.get("ref") in clients:
            near.append(record)
        elif record.get("client") in clients and (record["type"] in about or record in chosen):
            near.append(record)
        elif record.get("client") in clients and record["type"] == "interaction":
            if any(abs(parse_instant(record["at"]) - at) < timedelta(days=12).total_seconds()
                   for at in times) or not times:
                near.append(record)
    return sorted(near, key=lambda r: r.get("at", ""))


def report(seed, outcome, kept):
    found, records, now, machine_zone = outcome
    print(f"seed {seed}: {found.what}   (now {show_instant(now)}, machine in {machine_zone})")
    print(f"  slow.py  {found.expected}")
    print(f"  paletti  {found.found}")
    for record in involved(records, found.refs):
        print("   ", json.dumps(record, ensure_ascii=False))
    if kept:
        print(f"  kept in {kept}")


def main():
    parser = argparse.ArgumentParser(description="paletti against the slow reading of boundaries.md")
    parser.add_argument("paletti")
    parser.add_argument("--seeds", default="1..20")
    parser.add_argument("--keep", help="a folder that keeps the records of every failed seed")
    args = parser.parse_args()
    first, _, last = args.seeds.partition("..")
    program, passed, failed = os.path.abspath(args.paletti), 0, 0
    for seed in range(int(first), int(last or first) + 1):
        with tempfile.TemporaryDirectory() as folder:
            outcome = run_seed(program, seed, Path(folder))
            if outcome is None:
                passed += 1
                continue
            failed += 1
            kept = None
            if args.keep:
                kept = Path(args.keep) / f"seed-{seed}.jsonl"
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_bytes((Path(folder) / "book.jsonl").read_bytes())
        if failed == 1:
            report(seed, outcome, kept)
        else:
            print(f"seed {seed}: {outcome[0].what}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
