"""Whole goodbyes of the demo from the shell: from the decision to "left", and what nothing may do afterwards.

Run by meson with the paths of paletti and of its data; by hand:
    PALETTI=build/src/paletti DEMO=data/demo python3 tests/command/goodbye.py
"""
import email
import email.policy
import glob
import json
import os
import random
import subprocess
import time
import unittest

from commands import PALETTI, Shell
from outbox import CONF, SENDMAIL

DEMO = os.environ["DEMO"]
DECIDED = "2026-11-16T09:10:00Z"
MONDAY = "2026-11-16T10:15:00+01:00"
AFTER = "2026-12-02T10:00:00+01:00"


def demo():
    for path in sorted(glob.glob(os.path.join(DEMO, "*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def let_go(client, path, last_day, letters, closes, **exit_):
    answers = {"ref": "a-end", "client": client, "state": "committed", "at": DECIDED, "first_answer": "no", "first_at": DECIDED,
               "answer": "no", "path": path, "exit": {"last_day": last_day, "closes": closes, **exit_}}
    return {"type": "decision", "ref": "the-end", "client": client, "at": DECIDED, "zone": "Europe/Madrid", "program": "0.1.0",
            "last_day": last_day, "review_on": "2026-12-31", "letters": letters, "answers": answers}


def tasks(client, *kinds):
    return [{"type": "task", "ref": "k%d" % n, "client": client, "decision": "the-end", "kind": kind, "what": kind, "n": n}
            for n, kind in enumerate(kinds, 1)]


QUEJUMBRE = [
    let_go("quejumbre", "notice", "2026-12-01", ["T8", "T3"],
           [{"kind": "meeting", "ref": "meet-quejumbre-9", "what": "9"}, {"kind": "meeting", "ref": "meet-quejumbre-10", "what": "10"},
            {"kind": "access", "ref": "access-quejumbre-site", "what": "site"},
            {"kind": "access", "ref": "access-quejumbre-analytics", "what": "analytics"},
            {"kind": "access", "ref": "access-quejumbre-folder", "what": "folder"}],
           tell="call", framing="best_for_you", disclosure="none", referral={"colleague": "marta-ficticia"}),
    *tasks("quejumbre", "refund", "call", "letter", "handover", "referral", "meeting", "meeting", "access", "access", "access",
           "replacement")]
RITA = [
    let_go("rita", "today", "2026-11-16", ["T1"], [{"kind": "access", "ref": "access-rita-room", "what": "room"}], tell="write",
           framing="true", disclosure="none", referral={"none_because": "there is no other club"}),
    *tasks("rita", "refund", "letter", "handover", "access")]
RITA[0]["answers"]["cause"] = "harms_group"


class Goodbye(Shell):
    def setUp(self):
        super().setUp()
        self.now = MONDAY
        self.box = os.path.join(self.folder.name, "box")
        os.mkdir(self.box)
        program = os.path.join(self.folder.name, "sendmail")
        with open(program, "w", encoding="utf-8") as file:
            file.write(SENDMAIL % {"box": self.box})
        os.chmod(program, 0o700)
        folder = os.path.join(self.folder.name, ".config", "paletti")
        os.makedirs(folder, mode=0o700)
        path = os.path.join(folder, "paletti.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(CONF % program)
        os.chmod(path, 0o600)
        self.put(*demo())

    def run_raw(self, *words, now=None, **more):
        return super().run_raw(*words, now=now or self.now, **more)

    def decided(self, records):
        self.put(*records)
        self.client = records[0]["client"]
        self.ok("edit", self.client, "state=leaving")

    def bye(self, *words):
        """The page after the act, by step; its things by their ref or code."""
        page = self.json("goodbye", self.client, *words)
        self.steps = {step["step"]: step for step in page["steps"]}
        self.things = {key: item for step in page["steps"] for item in step["items"]
                       for key in (item.get("ref"), item.get("code")) if key}
        return page

    def not_yet(self, *words, says):
        self.refused("goodbye", self.client, *words, says=says)

    def states(self):
        return {name: step["state"] for name, step in self.steps.items()}

    def letters(self):
        found = {}
        for name in os.listdir(self.box):
            if name.startswith("letter."):
                with open(os.path.join(self.box, name), "rb") as file:
                    letter = email.message_from_binary_file(file, policy=email.policy.default)
                    found[letter["Subject"]] = (letter["To"], letter.get_content())
        return found

    def export(self, client=None):
        rows = map(json.loads, self.ok("export", "--format", "jsonl").splitlines())
        return [row for row in rows if client is None or row.get("client", row.get("ref")) == client]

    def refund_by_hand(self):
        self.ok("refund", self.client, "plan")
        lines = self.json("refund", self.client)["lines"]
        for n, line in enumerate(lines, 1):
            self.ok("refund", self.client, "by", str(n), "--by", "transfer")
            self.ok("refund", self.client, "confirm", str(n), "--name", self.bye()["short_name"])
        return lines

    def returned(self, lines):
        for n, _ in enumerate(lines, 1):
            self.ok("refund", self.client, "done", str(n), "--reference", "TR-%d" % n)

    def say_goodbye(self):
        """Everything up to the letters' leaving."""
        lines = self.refund_by_hand()
        self.returned(lines)
        self.bye("write")
        self.bye("true")
        self.bye("confirm", "--name", self.bye()["short_name"])
        self.bye("release")


class TheWhole(Goodbye):
    def test_from_the_decision_to_left(self):
        self.decided(QUEJUMBRE)
        page = self.bye()
        self.assertEqual((page["farewell"], self.states()["freeze"]), (None, "now"))
        self.bye("begin")
        self.assertEqual({name: state for name, state in self.states().items() if state in ("done", "waits")},
                         {"freeze": "done", "contract": "done", "access": "waits", "confirm": "waits", "release": "waits",
                          "close": "waits"})
        self.assertEqual(self.json("statement", self.client)["on"], "2026-12-01")
        self.bye("cancel", "meet-quejumbre-9")
        self.bye("cancel", "meet-quejumbre-10")
        self.assertEqual(self.states()["meetings"], "done")
        self.bye("write")
        self.assertEqual(sorted(i["code"] for i in self.steps["text"]["items"]), ["T15", "T16", "T3", "T8"])
        self.not_yet("confirm", "--name", "Quejumbre & Hijos", says="refund is confirmed first")

        # The money first, confirmed and seen; then the letter can say so.
        lines = self.refund_by_hand()
        self.assertEqual([(line["amount"]["amount"], line["payment"]) for line in lines], [("320.00", "pay-quejumbre-sessions")])
        self.returned(lines)
        self.bye()
        self.assertEqual(self.states()["refund"], "done")
        self.assertIn("out of date", self.things["T8"]["note"])
        for code in ("T8", "T3"):
            self.bye("write", code)
        self.assertNotIn("note", {k: v for k, v in self.things["T8"].items() if v})
        self.not_yet("confirm", "--name", "Quejumbre & Hijos", says="true")
        self.bye("true")
        shown = self.json("goodbye", self.client, "confirm", "T8")[0]
        self.assertIn("severo@quejumbre.example", shown["to"])
        self.assertIn("320,00", shown["sums"])
        self.not_yet("confirm", "--name", "Quejica", says="nothing is confirmed")
        self.assertEqual(self.letters(), {})
        self.bye("confirm", "--name", "Quejumbre & Hijos")
        self.assertEqual(self.states()["confirm"], "done")
        self.not_yet("write", "T8", says="is confirmed")
        self.not_yet("stop", says="has left")  # the refund has
        self.bye("release")
        self.bye("release")
        self.assertEqual((self.states()["release"], len(self.letters())), ("done", 4))
        letter = self.letters()["Nuestra colaboración, hasta el 1 de diciembre"][1]
        for part in ("le devolví 320,00", "1 de diciembre", "Marta Ficticia"):
            self.assertIn(part, letter.replace("\u00a0", " "))
        self.assertEqual(self.things["T8"]["state"], "done")
        self.not_yet("stop", says="has left")
        for _ in range(12):  # back to the beginning, which stays
            if self.run_raw("undo").returncode != 0:
                break
        self.refused("undo", says="has left")
        while self.run_raw("redo").returncode == 0:
            pass

        # Nothing is closed before its time.
        self.bye("told")
        self.not_yet("shut", "access-quejumbre-site", says="before the last day")
        self.not_yet("end", says="First")
        self.now = AFTER
        for access in ("site", "analytics", "folder"):
            self.bye("shut", "access-quejumbre-" + access)
        for task in ("k4", "k5"):
            self.bye("done", task)
        self.ok("task", "k11", "done")
        self.assertEqual([t["ref"] for t in self.json("tasks", self.client)], [])  # each was ticked by its step
        self.not_yet("end", says="One lesson")
        self.bye("learn", "price: no flat fee for changes")
        page = self.bye("end")
        self.assertEqual((page["client_state"], self.states()["close"]), ("left", "done"))
        self.assertEqual(self.json("show", self.client)["state"], "left")

        # Silence.
        stored = next(row for row in self.export(self.client) if row["type"] == "client")
        self.put({**stored, "state": "active"})
        self.assertEqual(self.json("show", self.client)["state"], "left")
        self.refused("edit", self.client, "state=active", says="has left")
        self.refused("add", "draft", self.client, "code=T4", "text=x", says="this client")
        for command, code in (("today", 11), ("triage", 0), ("reviews", 0)):
            self.assertNotIn(self.client, {row["client"] for row in self.json(command, code=code)}, command)
        self.ok("check")

    def draft(self, code):
        return next(r["text"] for r in self.export(self.client) if r["type"] == "draft" and r["code"] == code).replace("\u00a0", " ")

    def test_a_part_that_was_returned_stands_beside_the_rest(self):
        self.decided(QUEJUMBRE)
        self.bye("begin")
        self.bye("write")
        moved = self.bye("last-day", "2026-11-16", "--because", "agreed")["moved"]
        self.assertEqual(moved, "289.34 EUR more go back. 4 letters are to be made anew.")
        self.assertIn("289.34 EUR less go back", self.bye("last-day", "2026-12-01")["moved"])
        self.assertIn("289.34 EUR more", self.ok("goodbye", self.client, "last-day", "2026-11-16"))
        self.ok("refund", self.client, "plan")
        self.ok("refund", self.client, "confirm", "1", "--name", "Quejumbre & Hijos")
        for code in ("T3", "T8", "T16"):
            self.bye("write", code)
        for part in ("Total: 609,34 €", "Devolución: 320,00 €", "Devolución: 289,34 €"):
            self.assertIn(part, self.draft("T3"))
        self.ok("refund", self.client, "done", "1", "--reference", "TR-1")
        for code in ("T3", "T8"):
            self.bye("write", code)
        for part in ("Total: 609,34 €", "Devuelto el 16 de noviembre: 289,34 €", "Queda: 320,00 €", "Devolución: 320,00 €",
                     "Devolución: 289,34 €"):
            self.assertIn(part, self.draft("T3"))
        self.assertNotIn("Devuelto antes", self.draft("T3"))
        for part in ("Le devolveré 320,00 €", "De 609,34 €, 289,34 € quedaron devueltos el 16 de noviembre."):
            self.assertIn(part, self.draft("T8"))
        self.ok("refund", self.client, "by", "2", "--by", "transfer")
        self.ok("refund", self.client, "confirm", "2", "--name", "Quejumbre & Hijos")
        self.ok("refund", self.client, "done", "2", "--reference", "TR-2")
        self.bye("write", "T8")
        self.assertIn("le devolví 609,34 €", self.draft("T8"))

    def test_what_went_through_a_test_is_done_beside_a_real_one(self):
        self.decided(QUEJUMBRE)
        self.bye("begin")
        line = {"type": "refund", "client": self.client, "payment": "pay-quejumbre-sessions", "farewell": self.bye()["farewell"],
                "amount": {"amount": "320.00", "currency": "EUR"}}
        self.put({**line, "ref": "r-test", "state": "succeeded", "method": "stripe", "live": False, "external_id": "re_x",
                  "intent": "6f1f7a4e-1111-4222-8333-444455556666", "issued_on": "2026-11-16"})
        self.put({**line, "ref": "r-real", "state": "planned", "method": "transfer"})
        self.bye()
        self.assertEqual(self.states()["refund"], "done")
        self.assertIn("no money moved", self.things["r-test"]["note"])
        self.assertIn("a TEST: no money moved", self.ok("refund", self.client))

    def test_an_end_agreed_for_today_is_made_today(self):
        self.decided(QUEJUMBRE)
        self.bye("begin")
        self.bye("last-day", "2026-11-16", "--because", "agreed on the phone")
        for meeting in ("meet-quejumbre-9", "meet-quejumbre-10"):
            self.bye("cancel", meeting)
        self.say_goodbye()
        self.bye("told")
        for access in ("site", "analytics", "folder"):
            self.bye("shut", "access-quejumbre-" + access)
        for task in ("k4", "k5"):
            self.bye("done", task)
        self.ok("task", "k11", "done")
        self.bye("learn", "none: nothing new")
        self.assertEqual(self.bye("end")["client_state"], "left")
        self.now = AFTER  # and the statement stays at the last day
        self.assertEqual(self.json("statement", self.client)["on"], "2026-11-16")

    def test_a_member_leaves_and_the_group_stays(self):
        before = [row for row in self.export() if row.get("client", row["ref"] if "ref" in row else None) != "rita"]
        self.decided(RITA)
        self.bye("begin")
        self.assertEqual(self.bye()["group"], "Club Maratón de Ideas")
        meetings = [item["ref"] for item in self.steps["meetings"]["items"]]
        self.assertEqual(meetings, ["meet-maraton-1117", "meet-maraton-1124"])
        for meeting in meetings:
            self.bye("cancel", meeting)
        self.assertNotIn("T15", self.things)  # the group's meetings take place
        self.say_goodbye()
        names = {row["name"].split()[0] for row in self.json("clients") if row["ref"] != "rita"}
        for to, text in self.letters().values():
            self.assertIn("rita@vendaval.example", to)
            self.assertEqual([name for name in names if name in text], [])
        self.bye("shut", "access-rita-room")
        self.bye("done", "k3")
        self.bye("learn", "none: the clock was there from the first day")
        self.now = "2026-11-17T10:15:00+01:00"
        self.assertEqual(self.bye("end")["client_state"], "left")
        for row in before:
            if row.get("ref") in meetings:
                row["attendees"].remove("rita@vendaval.example")
        after = self.export()
        self.assertEqual([row for row in before if row not in after], [])

    def test_what_is_confirmed_is_taken_back_before_the_freeze(self):
        self.decided(QUEJUMBRE)
        self.bye("begin")
        self.refund_by_hand()
        self.not_yet("stop", says="take that back first")
        self.refused("undo", says="take that back first")
        self.ok("refund", self.client, "take-back", "1")
        self.bye("stop")
        self.assertEqual(self.json("show", self.client).get("state", "active"), "active")

    def test_each_act_is_taken_back(self):
        self.decided(QUEJUMBRE)
        self.bye("begin")
        acts = [("cancel", "meet-quejumbre-10"), ("keep", "meet-quejumbre-9"), ("access", "the mailbox"),
                ("leave", "access-quejumbre-site", "--because", "it is theirs"), ("nobody", "they", "have", "somebody"),
                ("handover", "photos"), ("done", "k4"), ("tell", "write"), ("told",), ("framing", "not_fit"),
                ("reason", "full", "--because", "we do not fit"), ("write",), ("true",), ("credit-note", "R-1"),
                ("waive", "refund", "--because", "they gave it to a charity"), ("last-day", "2026-12-04"), ("learn", "none: nothing")]
        for act in acts:
            before = self.export()
            self.bye(*act)
            self.assertNotEqual(before, self.export(), act)
            self.ok("undo")
            self.assertEqual(before, self.export(), act)
            self.bye(*act)

    # --- killed at any point ---

    def killed(self, *words):
        """An act that is killed on its way: it is done, or nothing of it is."""
        environment = {"HOME": self.folder.name, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        process = subprocess.Popen([PALETTI, "--db", self.db, "--now", self.now, "goodbye", self.client, *words], env=environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.random.uniform(0, 1.5 * self.took))
        process.kill()
        process.wait()

    def test_killed_at_any_act_it_goes_on(self):
        self.random = random.Random(int(os.environ.get("SEED", "1")))
        self.decided(QUEJUMBRE)
        begun = time.monotonic()
        self.bye("begin")
        self.took = time.monotonic() - begun  # an act, here and now
        self.returned(self.refund_by_hand())
        first = [("cancel", "meet-quejumbre-9"), ("cancel", "meet-quejumbre-10"), ("write",), ("told",), ("true",)]
        then = [("shut", "access-quejumbre-site"), ("shut", "access-quejumbre-analytics"), ("leave", "access-quejumbre-folder", "--because",
                "it is theirs"), ("done", "k4"), ("done", "k5"), ("learn", "none: nothing new"), ("end",)]
        found = {"nothing": 0, "all": 0}
        for act in first + then:
            if act == then[0]:
                self.bye("confirm", "--name", "Quejumbre & Hijos")
                self.bye("release")
                self.ok("task", "k11", "done")
                self.now = AFTER
            for _ in range(3):
                before = self.json("acts", "--limit", "1")
                self.killed(*act)
                if self.json("acts", "--limit", "1") == before:
                    found["nothing"] += 1
                    continue
                found["all"] += 1
                self.ok("undo")
            self.bye(*act)
        self.assertEqual((self.bye()["client_state"], len(self.letters())), ("left", 4))
        self.assertGreater(min(found.values()), 0, found)  # kills hit both sides of the commit
        self.ok("check")


if __name__ == "__main__":
    unittest.main()
