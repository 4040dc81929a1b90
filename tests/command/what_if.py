"""paletti what-if: its answer, what it takes, what it refuses by line and field, and that it stores nothing.

Run by meson with the path of paletti; by hand:  PALETTI=build/src/paletti python3 tests/command/what_if.py
"""
import json
import os
import signal
import subprocess
import sys
import time
import unittest

import commands
from commands import ADA, BLAS, NOW, PALETTI, RULES, message

KINDS = ["my_off_hours", "my_channel", "late_reply", "broken_promise", "off_hours", "channel", "chase", "late_material",
         "late_payment"]
ALL_DAY = {**RULES, "hours": {d: ["00:00-24:00"] for d in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}}
LONG = {**RULES, "from": "2026-03-01T00:00:00Z", "reply_window": "120h"}


def call(ref, client, at, direction="in"):
    return {**message(ref, client, at, direction), "kind": "call", "channel": "phone"}


class WhatIf(commands.Shell):
    def setUp(self):
        super().setUp()
        self.put(RULES, ADA, BLAS, call("c1", "ada", "2026-03-10T20:00:00+01:00"),
                 call("c2", "ada", "2026-03-11T08:00:00+01:00"), call("c3", "blas", "2026-03-11T10:00:00+01:00"),
                 message("m1", "blas", "2026-03-10T10:15:00+01:00"),
                 message("m2", "blas", "2026-03-13T10:16:00+01:00", "out"))

    def file(self, *records, name="rules.jsonl"):
        path = os.path.join(self.folder.name, name)
        with open(path, "w", encoding="utf-8") as f:
            f.writelines((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)
        return path

    def test_answer(self):
        answer = self.json("what-if", self.file(ALL_DAY))
        self.assertEqual(list(answer), ["clients", "total"])
        self.assertEqual([c["client"] for c in answer["clients"]], ["ada", "blas"])
        for kinds in (answer["total"], *(c["kinds"] for c in answer["clients"])):
            self.assertEqual(list(kinds), KINDS)
        ada, blas = (c["kinds"] for c in answer["clients"])
        self.assertEqual(ada["off_hours"], {"now": 2, "then": 0, "counted_now": 2, "counted_then": 0})
        self.assertEqual(blas["late_reply"], {"now": 1, "then": 1, "counted_now": 1, "counted_then": 1})
        self.assertEqual(answer["total"]["off_hours"], ada["off_hours"])
        self.assertEqual(answer["total"]["late_reply"], blas["late_reply"])

    def test_one_client(self):
        path = self.file(ALL_DAY)
        whole, one = self.json("what-if", path), self.json("what-if", path, "ada")
        self.assertEqual(one["clients"], whole["clients"][:1])
        self.assertEqual(one["total"], one["clients"][0]["kinds"])
        self.refused("what-if", path, "zoe", says="zoe")

    def test_counted_as_if_everybody_were_told_todays_rules(self):
        # Before March nobody was told what held then; since March today's version holds.
        self.put(call("c0", "ada", "2026-02-10T20:00:00+01:00"))
        kinds = self.json("what-if", self.file(RULES, LONG))["total"]
        self.assertEqual(kinds["off_hours"], {"now": 3, "then": 3, "counted_now": 3, "counted_then": 2})
        self.assertEqual(kinds["late_reply"], {"now": 1, "then": 0, "counted_now": 1, "counted_then": 0})
        self.put({"type": "told", "ref": "t1", "client": "ada", "on": "2026-02-01"})
        kinds = self.json("what-if", self.file(RULES, LONG))["total"]
        self.assertEqual(kinds["off_hours"]["counted_then"], 3)

    def test_overrides_are_replaced_too(self):
        far = {"type": "override", "ref": "o1", "client": "ada", "from": "2026-01-01", "until": "2026-12-31",
               "reason": "far away", "hours": {"tue": ["08:00-21:00"]}}
        self.put(far)
        self.assertEqual(self.json("what-if", self.file(RULES))["total"]["off_hours"],
                         {"now": 1, "then": 2, "counted_now": 1, "counted_then": 2})
        same = self.json("what-if", self.file(RULES, far))["total"]["off_hours"]
        self.assertEqual(same, {"now": 1, "then": 1, "counted_now": 1, "counted_then": 1})

    def test_standard_input_and_no_rules(self):
        line = (json.dumps(ALL_DAY) + "\n").encode()
        self.assertEqual(self.json("what-if", "-", stdin=line), self.json("what-if", self.file(ALL_DAY)))
        # Without a rule the built-in ones, of which nobody is ever told.
        kinds = self.json("what-if", "-", stdin=b"")["total"]
        self.assertEqual(kinds["off_hours"]["counted_then"], 0)
        self.assertGreater(kinds["off_hours"]["then"], 0)

    def test_refusals_name_line_and_field(self):
        short = {**RULES, "reply_window": "12h"}
        shut = {**RULES, "hours": {}}
        override = {"type": "override", "ref": "o1", "client": "zoe", "from": "2026-01-01", "until": "2026-12-31",
                    "reason": "far away"}
        for lines, says in (
                ([RULES, {**RULES, "zone": "Europe/Atlantis"}], ("line 2: rule.zone:", "Europe/Atlantis")),
                (["{", RULES], ("line 1:",)),
                ([RULES, override], ("line 2: override.client:", "zoe")),
                ([RULES, ADA], ("line 2: type:", "client")),
                ([short], ("line 1:", "reply_window: 12h is shorter than the floor")),
                ([shut], ("line 1:", "no opening within three years")),
                ([RULES, {**override, "client": "ada", "reply_window": "1d", "reason": ""}], ("line 2:",))):
            self.refused("what-if", self.file(*lines), says=("rules.jsonl", *says))
        self.refused("what-if", os.path.join(self.folder.name, "none.jsonl"), says="none.jsonl")
        self.refused("what-if", code=2, says="usage")

    def test_nothing_is_stored(self):
        before = self.contents()
        self.ok("what-if", self.file(ALL_DAY))
        self.json("what-if", self.file(LONG), "ada")
        self.assertEqual(self.contents(), before)

    def test_for_people(self):
        lines = self.ok("what-if", self.file(ALL_DAY)).splitlines()
        self.assertEqual(lines[0], "Whose log would be judged otherwise:")
        self.assertIn("Ada Quill", lines[2])
        self.assertEqual(lines[3], "In all:")
        self.assertEqual(lines[5].split(), ["me", "out", "of", "hours", "0", "0", "0", "0"])
        self.assertEqual(lines[9].split(), ["client", "out", "of", "hours", "2", "0", "2", "0"])
        self.assertEqual(len({len(line) for line in lines[4:]}), 1, lines)
        self.assertIn("Nobody's log would be judged otherwise.", self.ok("what-if", self.file(RULES)))
        for language, word in (("es", "entonces"), ("it", "allora")):
            self.assertIn(word, self.ok("--language", language, "what-if", self.file(ALL_DAY)))

    def test_interrupted(self):
        """Ctrl-C in the middle: a sentence, no answer."""
        path = os.path.join(self.folder.name, "pipe")
        os.mkfifo(path)
        run = subprocess.Popen([PALETTI, "--db", self.db, "--now", NOW, "what-if", path], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, env={"HOME": self.folder.name, "PATH": os.environ["PATH"]})
        with open(path, "w", encoding="utf-8") as f:
            f.write(json.dumps(RULES) + "\n")
            f.flush()
            time.sleep(0.2)
            run.send_signal(signal.SIGINT)
            time.sleep(0.2)
        out, _ = run.communicate(timeout=30)
        self.assertNotEqual(run.returncode, 0)
        self.assertEqual(out, b"")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
