#!/usr/bin/env python3
"""Random books through paletti and through credit.py, facts.py and ladder.py: what they count must agree, to the cent.

    compare_decide.py PALETTI [--seeds A..B] [--demo FOLDER] [--what statement,facts,ladder] [--shrink] [--keep FOLDER]

The demo's invented people come first, where its folder is given. For each seed: generate, import into a new file,
export; from the export alone, the slow readings say what `statement`, `facts` and `ladder` must answer with --json for
each client. Shows the first disagreement and what to run
to see it again; --shrink first takes away every record that it does not need. Ends with "N passed, N failed".
"""
import argparse
import json
import os
import sys
import tempfile
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import credit
import facts
import ladder
from compare import Disagreement, Paletti
from generate_decide import generate
from slow import Book
from zone import parse_instant, show_instant

DATES = 4
A_THOUSANDTH = Fraction(1, 1000)    # quantities are shown with three decimals


class Case:
    """One book in a file of its own, and what the program exports of it."""

    def __init__(self, program, records, now, machine_zone, folder):
        self.now, self.machine_zone = now, machine_zone
        self.lines = folder / "book.jsonl"
        self.lines.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
        self.paletti = Paletti(program, folder, now, machine_zone)
        self.paletti("import", "--format", "jsonl", str(self.lines))
        exported = self.paletti("export", "--format", "jsonl")
        self.come_back(program, exported, folder)
        self.book = Book([json.loads(line) for line in exported.decode().splitlines()], machine_zone)
        self.everybody = lru_cache(None)(lambda: facts.Everybody(self.book, now))
        self.today = self.book.version_at(now).zone.civil_day(now)


    def come_back(self, program, exported, folder):
        """What is exported, imported into an empty file, is exported the same."""
        elsewhere = folder / "again"
        elsewhere.mkdir(mode=0o700)
        (elsewhere / "book.jsonl").write_bytes(exported)
        again = Paletti(program, elsewhere, self.now, self.machine_zone)
        again("import", "--format", "jsonl", str(elsewhere / "book.jsonl"))
        if again("export", "--format", "jsonl") != exported:
            raise Disagreement("export", "the same bytes after another import", "others")


def differences(expected, found, path=""):
    """The first place at which two answers differ, or None."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(k for k in found if k not in expected)]:
            at = differences(expected.get(key), found.get(key), f"{path}.{key}")
            if at:
                return at
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for n, pair in enumerate(zip(expected, found)):
            at = differences(*pair, f"{path}[{n}]")
            if at:
                return at
    elif expected != found and not (isinstance(expected, Fraction) and isinstance(found, Fraction)
                                    and abs(expected - found) < A_THOUSANDTH):
        return path.lstrip("."), expected, found
    return None


def same(words, expected, found):
    at = differences(expected, found)
    if at:
        raise Disagreement(f"{' '.join(words)}: {at[0]}", at[1], at[2], words)


def compare_statement(case, client, dates):
    for day in dates:
        words = ("statement", client, "--on", str(day))
        same(words, credit.statement(case.book, client, day, case.today),
             credit.comparable(case.paletti.answer(*words)))
        booked = credit.booked(case.book, client, day, case.today)[::2]
        if booked:
            words += tuple(word for ref in booked for word in ("--give-back", ref))
            same(words, credit.statement(case.book, client, day, case.today, booked),
                 credit.comparable(case.paletti.answer(*words)))


def asked(found, expected):
    """What was asked for of an answer: what the slow reading leaves out is left out."""
    if isinstance(expected, dict) and isinstance(found, dict):
        rows = all(isinstance(e, dict) for e in expected.values())
        return {k: asked(v, expected[k]) if k in expected else v for k, v in found.items() if rows or k in expected}
    return found


def compare_facts(case, client):
    words = ("facts", client)
    expected, found = case.everybody().answer(client), facts.comparable(case.paletti.answer(*words))
    same(words, expected, {key: asked(found.get(key), expected[key]) for key in expected})


def compare_ladder(case, client):
    words = ("ladder", client)
    expected, found = ladder.answer(case.book, client, case.now), ladder.comparable(case.paletti.answer(*words))
    same(words, expected, {key: asked(found.get(key), expected[key]) for key in expected})


def check(program, records, now, machine_zone, dates, what, folder):
    """None, or the first disagreement."""
    try:
        case = Case(program, records, now, machine_zone, folder)
        for n, client in enumerate(c["ref"] for c in case.book.of["client"]):
            if "statement" in what:
                compare_statement(case, client, [dates[(n * DATES + i) % len(dates)] for i in range(DATES)])
            if "facts" in what:
                compare_facts(case, client)
            if "ladder" in what:
                compare_ladder(case, client)
    except Disagreement as found:
        return found
    return None


def in_folder(program, records, *rest):
    with tempfile.TemporaryDirectory() as folder:
        return check(program, records, *rest, Path(folder))


def kind_of(found):
    """What went wrong, without which client and where in a list."""
    return found.what.split(" ")[0], found.what.rsplit(".", 1)[-1]


def shrink(program, records, now, machine_zone, dates, what, found):
    """Takes away records, many at once and then one by one, as long as the same thing goes wrong."""
    step = len(records) // 2
    while step:
        start = 0
        while start < len(records):
            fewer = records[:start] + records[start + step:]
            other = in_folder(program, fewer, now, machine_zone, dates, what)
            if other and other.refs and kind_of(other) == kind_of(found):
                records, found = fewer, other
            else:
                start += step
        step //= 2
    return records, found


def report(seed, found, records, now, machine_zone, kept):
    print(f"seed {seed}: {found.what}   (now {show_instant(now)}, machine in {machine_zone})")
    print(f"  slow reading  {found.expected}")
    print(f"  paletti       {found.found}")
    if kept:
        print(f"  rm -f x.db; paletti --db x.db --now {show_instant(now)} import --format jsonl {kept}; "
              f"paletti --db x.db --now {show_instant(now)} {' '.join(found.refs)} --json")


def demo(folder):
    """The invented people, at the moment at which their clock stands."""
    records = [json.loads(line) for path in sorted(Path(folder).glob("*.jsonl"))
               for line in path.read_text(encoding="utf-8").splitlines()]
    days = [date(2026, 9, 30), date(2026, 11, 16), date(2026, 11, 20), date(2026, 12, 1)]
    return records, parse_instant("2026-11-16T09:15:00Z"), "UTC", days


def main():
    parser = argparse.ArgumentParser(description="paletti against slow readings of credit, facts and ladder")
    parser.add_argument("paletti")
    parser.add_argument("--seeds", default="1..20")
    parser.add_argument("--demo", help="the folder of the demo's records")
    parser.add_argument("--what", default="statement,facts,ladder")
    parser.add_argument("--shrink", action="store_true", help="show the smallest book that still differs")
    parser.add_argument("--keep", help="a folder that keeps the records of every failed seed")
    args = parser.parse_args()
    first, _, last = args.seeds.partition("..")
    program, what, passed, failed = os.path.abspath(args.paletti), args.what.split(","), 0, 0
    seeds = range(int(first), int(last or first) + 1)
    for seed in ["demo", *seeds] if args.demo else seeds:
        records, now, machine_zone, dates = demo(args.demo) if seed == "demo" else generate(seed)
        found = in_folder(program, records, now, machine_zone, dates, what)
        if found is None:
            passed += 1
            continue
        failed += 1
        if args.shrink and found.refs:
            records, found = shrink(program, records, now, machine_zone, dates, what, found)
        kept = args.keep and keep(args.keep, seed, records)
        report(seed, found, records, now, machine_zone, kept)
        if args.shrink:
            print("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), end="")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def keep(folder, seed, records):
    kept = Path(folder) / f"decide-{seed}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return kept


if __name__ == "__main__":
    sys.exit(main())
