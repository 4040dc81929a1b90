"""The shell's promises: answers, exit codes, refusals that store nothing, and no byte that steers a terminal.

Run by meson with the path of paletti; by hand:  PALETTI=build/src/paletti python3 tests/command/commands.py
"""
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

PALETTI = os.environ["PALETTI"]
NOW = "2026-03-20T10:00:00+01:00"

RULES = {"type": "rule", "from": "2026-01-01T00:00:00Z", "zone": "Europe/Rome",
         "hours": {d: ["09:00-18:00"] for d in ("mon", "tue", "wed", "thu", "fri")}}
ADA = {"type": "client", "ref": "ada", "name": "Ada Quill", "emails": ["ada@willow.example"]}
BLAS = {"type": "client", "ref": "blas", "name": "Blas Nublado", "zone": "America/New_York"}


def message(ref, client, at, direction="in", **more):
    return {"type": "interaction", "ref": ref, "client": client, "at": at, "direction": direction, "kind": "message",
            "channel": "email", **more}


def kept(ref, client, at):
    """A decision to keep, as triage makes one."""
    return {"type": "decision", "ref": ref, "client": client, "at": at, "zone": "Europe/Madrid", "program": "0.1.0", "light": True,
            "answers": {"ref": "a-" + ref, "client": client, "state": "committed", "first_answer": "yes", "first_at": at,
                        "answer": "yes", "path": "keep"}}


class Shell(unittest.TestCase):
    """paletti on a file of its own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.db = os.path.join(self.folder.name, "data", "paletti.db")

    def tearDown(self):
        self.folder.cleanup()

    def run_raw(self, *words, now=NOW, stdin=b"", env=None, **more):
        environment = {"HOME": self.folder.name, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **(env or {})}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        return subprocess.run([PALETTI, "--db", self.db, "--now", now, *words], input=stdin, env=environment,
                              stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, timeout=60, **more)

    def ok(self, *words, code=0, **more):
        done = self.run_raw(*words, **more)
        self.assertEqual(done.returncode, code, (words, done.stderr))
        return done.stdout.decode()

    def json(self, *words, **more):
        return json.loads(self.ok(*words, "--json", **more))

    def put(self, *records):
        lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
        return self.json("import", "--format", "jsonl", "-", stdin=lines.encode())

    def refused(self, *words, says=(), code=1, **more):
        done = self.run_raw(*words, **more)
        error = done.stderr.decode()
        self.assertEqual(done.returncode, code, (words, error))
        self.assertEqual(done.stdout, b"")
        for part in [says] if isinstance(says, str) else says:
            self.assertIn(part, error)
        self.assertTrue(error.startswith("paletti: ") and error.endswith("\n"), error)
        return error

    def contents(self):
        """What every file beside the database holds, the lock apart."""
        found = {}
        for folder, _, names in os.walk(os.path.dirname(self.db)):
            for name in names:
                path = os.path.join(folder, name)
                if not name.endswith(("-lock", "-shm")):
                    with open(path, "rb") as f:
                        found[path] = hashlib.sha256(f.read()).hexdigest()
        return found


class Commands(Shell):
    # --- usage ---

    def test_help_of_everything(self):
        whole = self.ok("--help")
        for name in ("import", "export", "clients", "log", "today", "search", "judge", "explain", "notice", "backup",
                     "restore", "check"):
            self.assertIn(f"  {name} ", whole)
            self.assertIn(f"paletti {name}", self.ok(name, "--help"))
            self.assertEqual(self.ok("help", name), self.ok(name, "--help"))
        self.assertEqual(self.ok("help"), whole)
        self.assertIn("paletti 0.", self.ok("--version"))

    def test_accounts_that_are_not_set_up(self):
        answer = self.json("courier", "check")
        self.assertEqual([(c["account"], c["result"]) for c in answer["checks"]],
                         [("file", "absent"), ("mail", "absent"), ("stripe", "absent")])
        self.assertTrue(answer["works"])
        self.assertIn("not set up", self.ok("courier", "check"))
        self.refused("courier", "send", code=2, says="check")

    def test_wrong_usage_is_2(self):
        for words in (["frobnicate"], ["clients", "--frob"], ["log"], ["import", "--format", "pdf", "x"],
                      ["notice", "ada"], ["--now", "yesterday", "clients"], ["--color", "pink", "clients"],
                      ["explain"], ["search"], ["backup", "x", "extra"], ["--frob"], ["log", "ada", "--limit", "many"]):
            with self.subTest(words=words):
                self.refused(*words, code=2)

    def test_global_options_stand_anywhere(self):
        self.put(ADA)
        first = self.ok("--json", "clients")
        self.assertEqual(first, self.ok("clients", "--json"))

    def test_languages(self):
        """By name and by the environment, where none of these locales is installed; records are in none."""
        self.put(ADA)
        english, spanish, italian = (self.ok(*words, "records", "invoice") for words in
                                     ([], ["--language", "es"], ["--language", "it_IT.UTF-8"]))
        self.assertEqual(spanish, "No hay ninguno.\n")
        self.assertEqual(len({english, spanish, italian}), 3)
        for env, said in (({"LC_ALL": "es_ES.UTF-8"}, spanish), ({"LC_ALL": "es_AR"}, spanish),
                          ({"LANGUAGE": "es:en"}, spanish), ({"LC_ALL": "de_DE.UTF-8"}, english),
                          ({"LC_ALL": "it_CH.UTF-8", "LANGUAGE": "de:it"}, italian),
                          ({"LC_ALL": "C", "LANGUAGE": "es"}, english), ({"LANGUAGE": "en:es"}, english)):
            with self.subTest(env=env):
                self.assertEqual(self.ok("records", "invoice", env=env), said)
        self.refused("--language", "es", "frobnicate", code=2, says="no hay ninguna orden")
        self.assertEqual(self.ok("clients", "--json"), self.ok("--language", "es", "clients", "--json"))

    # --- records by their fields ---

    def test_add_edit_show(self):
        self.put(RULES, ADA)
        added = self.json("add", "invoice", "ada", "number=INV-7", "amount=1.234,5", "due_on=in 15 days")
        self.assertEqual((added["type"], added["client"], added["amount"], added["issued_on"], added["due_on"]),
                         ("invoice", "ada", {"amount": "1234.50", "currency": "EUR"}, "2026-03-20", "2026-04-04"))
        self.assertEqual(self.json("show", "INV-7"), added)
        shown = self.ok("show", "inv-7")
        for part in ("Ada Quill", "1,234.50 EUR", "Sat 4 Apr"):
            self.assertIn(part, shown)
        edited = self.json("edit", "INV-7", "due=", "net=1000")
        self.assertNotIn("due_on", edited)
        self.assertEqual(edited["net"], {"amount": "1000.00", "currency": "EUR"})
        client = self.json("edit", "ada", "tags=vip", "people=Severo Pega <severo@x.example> payer")
        self.assertEqual(client["people"], [{"given": "Severo", "family": "Pega", "role": "payer",
                                             "email": "severo@x.example"}])
        self.assertEqual(self.json("edit", "ada", "tags+=late, slow")["tags"], ["vip", "late", "slow"])

    def test_add_begins_a_file(self):
        self.assertEqual(self.json("add", "client", "Ñandú & Co")["ref"], "ñandu")
        self.assertEqual(self.json("add", "client", "Ñandú Sur")["ref"], "ñandu-2")
        self.assertEqual(self.json("add", "me", "name=Nora", "email=nora@palabra.example", "zone=madrid")["zone"],
                         "Europe/Madrid")
        rule = self.json("add", "rule", "hours=lun-vie 9:30-13:30 y 15-18; sáb 10-12", "channels=whatsapp never")
        self.assertEqual(rule["hours"]["sat"], ["10:00-12:00"])
        self.assertEqual(rule["hours"]["fri"], ["09:30-13:30", "15:00-18:00"])
        self.assertEqual(rule["channels"], {"whatsapp": {"hours": "never"}})
        self.assertEqual(rule["from"], "2026-03-19T23:00:00Z")

    def test_wrong_fields_store_nothing(self):
        self.put(RULES, ADA, BLAS)
        before = self.ok("export", "--format", "jsonl")
        for words, says in ((["add", "invoice", "ada", "number=1"], "amount: is missing"),
                            (["add", "invoice", "ada", "number=1", "amount=lots"], "amount: \"lots\" is no sum"),
                            (["add", "frob"], "there are no records of type \"frob\""),
                            (["add", "later", "ada"], "there are no records of type \"later\""),
                            (["add", "invoice", "nobody"], "no client is called"),
                            (["edit", "ada", "foo=1"], "there is no field \"foo\""),
                            (["edit", "ada", "name="], "name: is missing"),
                            (["edit", "ada", "emails=x"], "addresses: \"x\" is no mail address"),
                            (["edit", "ada", "ref=x"], "ref: stays as it is"),
                            (["edit", "nobody", "name=x"], "nothing is called"),
                            (["edit", "ada", "name"], "is no FIELD=VALUE"),
                            (["add", "override", "ada", "until=+1w", "reason=x", "hours=mon 18-9"], "contact hours: "),
                            (["show", "nobody"], "nothing is called")):
            with self.subTest(words=words):
                self.refused(*words, says=says)
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)

    def test_refs_of_several_types(self):
        self.put(RULES, ADA, {"type": "invoice", "ref": "x", "client": "ada", "number": "1", "issued_on": "2026-03-01",
                              "amount": {"amount": "5.00", "currency": "EUR"}},
                 {"type": "payment", "ref": "x", "client": "ada", "on": "2026-03-02",
                  "amount": {"amount": "5.00", "currency": "EUR"}})
        self.refused("show", "x", says=("invoice, payment", "TYPE:x"))
        self.assertEqual(self.json("show", "payment:x")["type"], "payment")

    def test_no_reply_is_a_toggle(self):
        self.put(RULES, ADA, message("m", "ada", "2026-03-18T10:00:00+01:00"),
                 message("n", "ada", "2026-03-18T11:00:00+01:00"), message("o", "ada", "2026-03-18T12:00:00+01:00", "out"))
        self.assertEqual(self.json("no-reply", "m", "n"), [{"ref": "m", "needs_reply": False},
                                                          {"ref": "n", "needs_reply": False}])
        self.assertFalse(any("due" in row for row in self.json("log", "ada")))
        self.ok("undo")
        self.assertTrue(any("due" in row for row in self.json("log", "ada")))
        self.ok("redo")
        self.assertEqual(self.json("no-reply", "m"), [{"ref": "m", "needs_reply": True}])
        self.refused("no-reply", "n", "o", says=("Wed 18 Mar 12:00", "only what came from a client"))
        self.assertFalse(next(row for row in self.json("log", "ada") if row["ref"] == "n").get("needs_reply", True))

    def test_pay(self):
        def invoice(ref, number, amount):
            return {"type": "invoice", "ref": ref, "client": "ada", "number": number, "issued_on": "2026-03-01",
                    "amount": {"amount": amount, "currency": "EUR"}}
        self.put(RULES, ADA, invoice("a", "INV-2026-007", "320.00"))
        paid = self.json("pay", "ada", "yesterday", "100", "EUR", "bonifico")
        self.assertEqual((paid["invoice"], paid["on"], paid["method"]), ("a", "2026-03-19", "transfer"))
        self.put(invoice("b", "INV-2026-008", "50.00"))
        self.refused("pay", "ada", "60", says=("INV-2026-007 (220.00 EUR)", "INV-2026-008 (50.00 EUR)"))
        self.refused("pay", "ada", "60 cash INV-9", says="no invoice of theirs")
        self.assertEqual(self.json("pay", "ada", "50,00")["invoice"], "b")
        self.assertEqual(self.json("pay", "ada", "10 mar 20 EUR 7")["invoice"], "a")
        paid = self.json("pay", "ada", "0,50 cash 7 ieri")
        self.assertEqual((paid["invoice"], paid["on"]), ("a", "2026-03-19"))
        paid = self.json("pay", "ada", "0.50 yesterday")
        self.assertEqual((paid["invoice"], paid["on"]), ("a", "2026-03-19"))
        for line in ("0.50 ieri cash", "0.50 cash ieri", "0.50 ieri cash 7", "0.50 7 cash ieri", "0.50 7 ieri cash",
                     "ieri 0,50 7 cash", "0.50 10 mar for invoice 7 cash"):
            paid = self.json("pay", "ada", line)
            self.assertEqual((paid["invoice"], paid["method"]), ("a", "cash"), line)
            self.assertLess(paid["on"], "2026-03-20", line)
            self.ok("undo")
        self.refused("pay", "ada", "10 mar 20 EUR 7 yesterday", says="no invoice of theirs")
        self.assertNotIn("invoice", self.json("pay", "ada", "9.50 cash none"))
        self.refused("pay", "ada", "soon", says="there is no sum")
        self.assertEqual(self.json("clients")[0]["owed"], [{"amount": "199.00", "currency": "EUR"}])

    def test_what_must_be_polite_today(self):
        # Tuesday evening; the reply is due as Wednesday opens, which New York does not see before my afternoon.
        self.put(RULES, {**BLAS, "day": "09:00-12:00"}, message("m", "blas", "2026-03-14T10:00:00+01:00"))
        tuesday = "2026-03-18T10:00:00+01:00"
        self.assertEqual(self.json("today", now=tuesday), [])
        people = self.ok("today", now=tuesday)
        self.assertIn("Wed 18 Mar 17:00", people)
        self.assertIn("12:00", people)
        self.assertIn("Nothing is due today", self.ok("today", now="2026-03-17T10:00:00+01:00"))

    def test_status_bar(self):
        self.assertEqual(self.ok("status"), "OPEN until 18:00\n")
        self.put(RULES, ADA, message("m", "ada", "2026-03-17T10:00:00+01:00"),
                 {"type": "invoice", "ref": "i", "client": "ada", "number": "7", "issued_on": "2026-02-01",
                  "due_on": "2026-03-01", "amount": {"amount": "1200.00", "currency": "EUR"}})
        self.assertEqual(self.ok("status"), "OPEN until 18:00  overdue 1  replies due 1\n")
        self.assertIn("  replies due 1, 1 late\n", self.ok("status", now="2026-03-20T11:00:00+01:00"))
        self.assertEqual(self.ok("status", "--format", "{first} {due}{late?, late}|{polite}|{owed}"),
                         "Ada Quill 10:00|10:00|1,200.00 EUR\n")
        self.assertEqual(self.ok("status", "--format", "#[fg=red]%H {{x}} {late?{first}}{replies?{{}"),
                         "#[fg=red]%H {x} {\n")
        self.assertEqual(self.ok("status", "--format", "{hours} {until}", now="2026-03-20T18:30:00+01:00"),
                         "closed Mon 23 Mar 09:00\n")
        self.assertEqual(self.json("status")["owed"], [{"amount": "1200.00", "currency": "EUR"}])
        self.refused("status", "--format", "{nobody}", says="no field")
        self.refused("status", "--format", "{late?x", says="without its")
        self.assertEqual(self.ok("status", "--language", "es"), "ABIERTO hasta 18:00  vencidas 1  por responder 1\n")

    def reminders(self):
        """Ada was told on 7 January; since then she has called at night three times, written by WhatsApp, and chased."""
        me = {"type": "me", "name": "Nora Inventada", "email": ["nora@palabra.example"], "zone": "Europe/Rome"}
        rules = {**RULES, "channels": {"whatsapp": {"hours": "never"}}}
        ada = {**ADA, "language": "en-GB", "notes": "pays her sister's debts with every job",
               "people": [{"given": "Ada", "family": "Quill", "role": "contact", "email": "ada@willow.example"}]}
        call = lambda ref, day: message(ref, "ada", f"2026-{day}T22:00:00+01:00", channel="phone", kind="call")
        self.put(me, rules, ada, {"type": "told", "ref": "t", "client": "ada", "on": "2026-01-07"},
                 call("early", "01-02"), call("a", "02-10"), call("b", "02-17"), call("c", "02-24"),
                 message("w", "ada", "2026-03-03T11:00:00+01:00", channel="whatsapp"),
                 message("mine", "ada", "2026-03-03T22:00:00+01:00", direction="out"),
                 message("q", "ada", "2026-03-18T11:00:00+01:00"), message("chase", "ada", "2026-03-18T16:00:00+01:00"),
                 {"type": "invoice", "ref": "inv", "client": "ada", "number": "INV-1", "issued_on": "2026-01-20",
                  "amount": {"amount": "100.00", "currency": "EUR"}})

    def test_cards_tell_the_rules(self):
        me = {"type": "me", "name": "Nora Inventada", "email": ["nora@palabra.example"], "language": "en-GB"}
        person = lambda given: [{"given": given, "role": "contact", "email": f"{given.lower()}@people.example"}]
        self.put(me, RULES, {**ADA, "language": "en-GB", "people": person("Ada")},
                 {**BLAS, "language": "es-ES", "register": "usted", "people": person("Blas")},
                 {"type": "client", "ref": "gone", "name": "Vecchia Gloria", "state": "left"},
                 {"type": "client", "ref": "club", "name": "Club", "language": "es-ES", "number": "several",
                  "emails": ["club@people.example"]},
                 {"type": "client", "ref": "zoe", "name": "Zoe", "member_of": "club"},
                 {"type": "client", "ref": "rita", "name": "Rita", "member_of": "club", "state": "prospect"},
                 {"type": "contract", "ref": "k", "client": "rita", "signed": "2026-01-02"},
                 {"type": "told", "ref": "t", "client": "ada", "on": "2026-01-07"},
                 message("late", "blas", "2026-03-19T22:00:00+01:00", channel="phone", kind="call"))
        self.assertIn("- Hours: Monday to Friday, 9:00 to 18:00.\n", self.ok("card"))
        self.assertIn("Buenos días, Blas:", self.ok("card", "blas"))
        card = self.json("card", "ada", "--rule", "2026-01-01")
        self.assertEqual((card["rule"], card["told_on"]), ("2026-01-01T00:00:00Z", "2026-01-07"))
        self.refused("card", "ada", "--rule", "2025-01-01", says="no version")
        self.refused("card", "--draft", says="either clients or --all")
        self.refused("card", "--draft", "ada", "--all", says="either clients or --all")
        # A group stands for its members, but for who has a contract; who left is told nothing.
        untold = self.json("card", "--untold")["untold"]
        self.assertEqual([(u["client"], u["register"], u["to"]) for u in untold],
                         [("blas", "usted", "blas@people.example"), ("club", "ustedes", "club@people.example"),
                          ("rita", "none", None)])
        before = self.ok("export", "--format", "jsonl")
        self.assertEqual(self.json("card", "--draft", "--all"), {"drafts": 3})
        self.assertEqual(self.json("card", "--draft", "--all"), {"drafts": 0})
        drafts = {d["client"]: d for d in self.json("drafts")}
        self.assertEqual(drafts["blas"]["about"], "rule:2026-01-01T00:00:00Z")
        self.ok("undo")
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)
        self.ok("redo")
        # Sent: they were told, that day and by that channel, in the same act.
        waiting = self.ok("export", "--format", "jsonl")
        self.ok("draft", drafts["blas"]["ref"], "--done")
        told = [json.loads(line) for line in self.ok("export", "--format", "jsonl").splitlines() if '"type":"told"' in line]
        self.assertEqual([(t["client"], t["on"], t["rule"], t["how"]) for t in told if t["client"] == "blas"],
                         [("blas", "2026-03-20", "2026-01-01T00:00:00Z", "email")])
        self.assertNotIn("blas", [u["client"] for u in self.json("card", "--untold")["untold"]])
        # What came before that day still does not count.
        self.assertEqual([b["counted"] for row in self.json("judge", "blas") for b in row["breaches"]], [False])
        self.ok("undo")
        self.assertEqual(self.ok("export", "--format", "jsonl"), waiting)
        # A card of hours that are not those rules' any more tells nothing.
        self.ok("edit", "2026-01-01", "hours=mon-fri 10-12")
        done = self.run_raw("draft", drafts["blas"]["ref"], "--done")
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"nothing is noted as told", done.stderr)
        self.assertIn("blas", [u["client"] for u in self.json("card", "--untold")["untold"]])
        self.ok("check")

    def test_decide_tells_what_is_open_and_decisions_what_was_made(self):
        self.put({"type": "client", "ref": "ada", "name": "Ada Test"}, {"type": "client", "ref": "blas", "name": "Blas Test"},
                 {"type": "client", "ref": "humo", "name": "Humo", "state": "prospect"})
        self.assertEqual(self.json("decide", "ada")["state"], "idle")
        self.assertEqual(self.json("decisions"), [])
        decision = {**kept("d1", "ada", "2026-03-02T09:15:00Z"), "review_on": "2026-05-31"}
        self.put(decision)
        self.assertEqual([(d["ref"], d["state"], d["first_answer"], d["path"], d["review_on"]) for d in self.json("decisions", "Ada")],
                         [("d1", "made", "yes", "keep", "2026-05-31")])
        self.assertEqual(self.json("decisions", "blas"), [])
        self.assertIn("keep", self.ok("decisions"))
        self.assertEqual(self.json("decide", "ada")["usual"], None)
        self.refused("decide", "humo", says="prospect")
        self.refused("decide", "nobody", says="nobody")
        self.refused("decide", code=2, says="CLIENT")
        self.refused("edit", "decision:d1", "path=terms", says="never changed")
        self.refused("remove", "decision:d1", says="never removed")
        self.refused("add", "decision", says="no records of type")
        decision["answers"]["first_answer"] = "no"
        self.refused("import", "--format", "jsonl", "-", stdin=json.dumps(decision).encode(), says="never changed")
        exported = [json.loads(line) for line in self.ok("export", "--format", "jsonl").splitlines()][-1]
        self.assertEqual((exported["type"], exported["answers"]["first_answer"], len(exported["hash"])), ("decision", "yes", 64))
        exported["answers"]["first_answer"] = "no"
        exported["ref"] = "d2"
        self.refused("import", "--format", "jsonl", "-", stdin=json.dumps(exported).encode(), says="decision.hash")

    def decide_about(self, client, ref, at, path, **more):
        answers = {"ref": "a-" + ref, "client": client, "state": "committed", "first_answer": "yes", "first_at": at,
                   "answer": "yes", "path": path, **more.pop("answers", {})}
        return {"type": "decision", "ref": ref, "client": client, "at": at, "zone": "Europe/Rome", "program": "0.1.0",
                "answers": answers, **more}

    def test_looking_back_is_one_act(self):
        self.put(RULES, ADA, BLAS, self.decide_about("ada", "d1", "2025-12-01T10:00:00Z", "keep", review_on="2026-03-01",
                                                     answers={"expect": "calmer weeks", "sure": 4},
                                                     tripwires=[{"code": "date", "on": "2026-03-01"}]))
        self.assertEqual([(r["client"], r["decision"], r["why"], r["since"]) for r in self.json("reviews")],
                         [("ada", "d1", "date", "2026-03-01")])
        self.assertEqual(self.json("reviews", "blas"), [])
        before = self.json("review", "ada")
        self.assertEqual((before["decision"], before["path"], len(before["why"])), ("d1", "keep", 1))
        self.assertNotIn("expected", before)  # what was expected comes after the answer
        self.refused("review", "d1", "perhaps", says="neither yes nor no")
        self.refused("review", "d1", "yes", "--process", "6", says="1 to 5")
        self.refused("review", "d1", "yes", "--relief", "1", says="after an end")
        self.refused("review", "blas", says="nothing was decided")
        self.refused("review", "ghost", says="ghost")
        after = self.json("review", "d1", "no", "--process", "4", "--result", "2", "too many changes")
        self.assertEqual((after["again"], after["expected"], after["sure"]), ("no", "calmer weeks", 4))
        self.assertEqual(self.json("reviews"), [])
        record = [r for r in map(json.loads, self.ok("export", "--format", "jsonl").splitlines()) if r["type"] == "review"]
        self.assertEqual([(r["decision"], r["again"], r["process"], r["result"], r["text"]) for r in record],
                         [("d1", "no", 4, 2, "too many changes")])
        self.ok("undo")
        self.assertEqual(len(self.json("reviews")), 1)

    def test_tasks_and_the_end(self):
        self.put(RULES, {**ADA, "state": "leaving"}, BLAS,
                 self.decide_about("ada", "d1", "2026-03-01T10:00:00Z", "notice", last_day="2026-03-16"),
                 {"type": "task", "ref": "k2", "client": "ada", "decision": "d1", "kind": "letter", "what": "write", "n": 2},
                 {"type": "task", "ref": "k1", "client": "ada", "decision": "d1", "kind": "call", "what": "call",
                  "due": "2026-03-02", "n": 1})
        self.assertEqual([(k["ref"], k["late"]) for k in self.json("tasks")], [("k1", True), ("k2", False)])
        self.refused("close", "blas", says="nothing to close")
        self.refused("close", "ada", "--end", says="2 tasks")
        self.refused("task", "k2", "waive", says="why")
        self.refused("task", "k2", "perhaps", says="none of")
        self.refused("task", "k9", "done", says="k9")
        self.ok("task", "k1", "done")
        self.ok("task", "k2", "waive", "they know it")
        self.assertEqual(self.json("tasks", "ada"), [])
        self.assertEqual([(k["ref"], k["state"], k["reason"]) for k in self.json("tasks", "ada", "--all")],
                         [("k1", "done", None), ("k2", "waived", "they know it")])
        self.refused("close", "ada", "--end", says="colleague")
        self.ok("goodbye", "ada", "nobody", "they have somebody")
        self.refused("close", "ada", "--end", says="lesson")
        shown = self.json("close", "ada", "--lesson", "half in advance", "--as", "price")
        self.assertEqual((shown["leaving"], shown["waits"], shown["lessons"]), (True, [], ["half in advance"]))
        self.ok("close", "ada", "--end")
        self.assertEqual(self.json("show", "ada")["state"], "left")
        self.refused("close", "ada", says="nothing to close")
        for _ in range(5):
            self.ok("undo")
        self.assertEqual([k["ref"] for k in self.json("tasks")], ["k1", "k2"])

    def test_a_second_chance_is_judged_by_the_log(self):
        terms = [{"what": "no calls at night", "measure": "off_hours", "limit": 0, "until": "2026-04-01"},
                 {"what": "says please", "measure": "yes_no", "test": "Do they say please?", "until": "2026-03-10"}]
        self.put(RULES, ADA, {"type": "told", "ref": "t1", "client": "ada", "on": "2026-01-02"},
                 self.decide_about("ada", "d1", "2026-03-01T10:00:00Z", "chance", answers={"chance": {"conditions": terms}}))
        shown = self.json("chance", "ada")
        self.assertEqual((shown["state"], [t["state"] for t in shown["terms"]]), ("ask", ["open", "ask"]))
        self.put(message("call", "ada", "2026-03-05T22:00:00+01:00", kind="call", **{"channel": "phone"}))
        shown = self.json("chance", "ada")
        self.assertEqual((shown["state"], shown["terms"][0]["said"]), ("broken", "1 breach, at most 0"))
        self.assertEqual([r["why"] for r in self.json("reviews")], ["chance_broken"])
        self.assertEqual(self.json("triage")[0]["client"], "ada")

    def test_intake_comes_before_work(self):
        self.put(RULES, {**ADA, "state": "prospect"})
        self.assertEqual(len(self.json("intake", "ada")["questions"]), 5)
        self.refused("intake", "ada", "--answer", "6=yes", says="6=yes")
        self.refused("intake", "ada", "--activate", says="not answered")
        for n in range(1, 5):
            self.ok("intake", "ada", "--answer", f"{n}=yes")
        shown = self.json("intake", "ada", "--answer", "5=no")
        self.assertEqual((shown["answered"], shown["yes"]), (5, 4))
        self.refused("intake", "ada", "--activate", says="answered with no")
        self.assertFalse(self.json("intake", "ada", "--activate", "--waive", "a small job")["prospect"])
        self.assertEqual(self.json("show", "ada").get("state", "active"), "active")
        self.refused("intake", "ada", "--decline", says="no prospect")

    def test_no_sql_changes_a_first_answer(self):
        self.put({"type": "client", "ref": "ada", "name": "Ada Test"},
                 {"type": "decision", "ref": "d1", "client": "ada", "at": "2026-03-02T09:15:00Z",
                  "answers": {"ref": "a1", "client": "ada", "state": "committed", "first_answer": "yes",
                              "first_at": "2026-03-02T09:14:00Z", "answer": "no", "path": "keep"}})
        before = self.ok("export", "--format", "jsonl")
        file = sqlite3.connect(self.db)
        file.execute("INSERT INTO deciding (ref, client, state, step, path, revision, saved_at, first_answer, first_at, answers) "
                     "VALUES ('x', 'ada', 'open', 'ask', 'none', 1, 0, 'yes', 5, '{\"first_answer\":\"yes\"}')")
        file.commit()
        for sql in ("UPDATE decision SET first_answer = 'no'", "UPDATE decision SET first_at = 1", "UPDATE decision SET hash = 'x'",
                    "UPDATE decision SET frozen = json_set(frozen, '$.answers.first_answer', 'no')", "DELETE FROM decision",
                    "REPLACE INTO decision SELECT id, ref, client, at, path, 'no', first_at, answer, review_on, "
                    "json_set(frozen, '$.answers.first_answer', 'no'), hash, state FROM decision",
                    "UPDATE deciding SET first_answer = 'no', answers = '{\"first_answer\":\"no\"}'",
                    "UPDATE deciding SET answers = '{\"first_answer\":\"no\"}'", "UPDATE deciding SET first_at = 6",
                    "UPDATE deciding SET first_answer = NULL, first_at = NULL, answers = '{}'", "DELETE FROM deciding",
                    "REPLACE INTO deciding SELECT id, ref, client, state, step, path, revision, saved_at, wakes, later_until, 'no', 5, "
                    "decision, '{\"first_answer\":\"no\"}' FROM deciding"):
            with self.assertRaises(sqlite3.IntegrityError, msg=sql):
                file.execute(sql)
            file.rollback()
        file.close()
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)

    def test_reminders_go_step_by_step(self):
        self.reminders()
        before = self.ok("export", "--format", "jsonl")
        self.refused("remind", "early", "--reason", "rest", says=["had not been told", "T3b"])
        self.refused("remind", "mine", "--reason", "rest", says="only you crossed")
        self.refused("remind", "q", "--reason", "rest", says="no line was crossed")
        self.refused("remind", "nobody", says="nothing is called")
        self.refused("remind", "a", says=["gives a reason", "cannot_take_on, too_much"])
        self.refused("remind", "a", "--reason", "", says="gives a reason")
        self.refused("remind", "a", "--reason", "rest", "--channel", "whatsapp", says="your own rules close")
        self.refused("remind", "a", "--reason", "You pay your sister's debts with every job.",
                     says="nothing is given away")
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)

        self.assertEqual(self.json("remind", "inv")["code"], "T6a")
        self.ok("undo")
        first = self.json("remind", "a", "--reason", "rest")
        self.assertEqual({k: first[k] for k in ("client", "code", "about", "channel", "to")},
                         {"client": "ada", "code": "T4", "about": "off_hours:a", "channel": "email",
                          "to": "ada@willow.example"})
        self.assertIn("Outside those hours I rest", first["text"])
        self.assertNotIn("The rules I gave you", first["text"])
        self.refused("remind", "a", "--reason", "rest", says=["written already", first["draft"]])
        second = self.json("remind", "b", "--reason", "I am with my family then.")
        self.assertIn("The rules I gave you on 7 January say", second["text"])
        self.assertIn("I am with my family then.", second["text"])
        third = self.json("remind", "c", "--reason", "alike")
        self.assertIn("this is what I will do", third["text"])
        # Another line is counted by itself, and a channel is first led to the right one; no reason is needed for that.
        again = self.json("remind", "w")
        self.assertEqual(again["code"], "T5")
        self.assertIn("send it again", again["text"])
        self.ok("undo")
        self.assertIn("I have copied it there", self.json("remind", "w", "--copied")["text"])
        chase = self.json("remind", "chase", "--reason", "in_turn")
        self.assertEqual((chase["code"], chase["about"]), ("T4", "chase:chase"))
        states = {row["ref"]: [b["state"] for b in row["breaches"]] for row in self.json("judge")}
        self.assertEqual([states[r] for r in ("a", "b", "c", "w", "chase", "early")], [["reminded"]] * 5 + [["open"]])
        self.assertIn("reminder drafted: Ada Quill", self.ok("acts"))
        self.ok("check")
        # Undo takes letter and mark back together, and the step with them.
        for _ in range(5):
            self.ok("undo")
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)
        self.ok("waive", "a", "I had asked")
        self.refused("remind", "a", "--reason", "rest", says=["let it pass", "I had asked"])
        self.assertNotIn("The rules I gave you", self.json("remind", "b", "--reason", "rest")["text"])

    def test_drafts_are_shown_written_and_sent_by_hand(self):
        self.reminders()
        self.assertEqual(self.ok("drafts"), "No letter waits to be sent.\n")
        ref = self.json("remind", "chase", "--reason", "in_turn")["draft"]
        self.assertEqual([d["ref"] for d in self.json("drafts", "ada")], [ref])
        self.assertIn("To: ada@willow.example\nSubject: ", self.ok("draft", ref))
        path = os.path.join(self.folder.name, "letter.txt")
        self.ok("draft", ref, "--file", path)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), self.ok("draft", ref))
        self.refused("draft", ref, "--file", path, says="exists already")
        self.refused("draft", "nobody", says="drafts lists them")
        # What gives something away is shown, so that it can be changed, and goes nowhere.
        self.ok("edit", "draft:" + ref, "text=Ada, she pays her sister's debts with every job!")
        self.assertIn("leak", [f["fault"] for f in self.json("draft", ref)["findings"]])
        self.refused("draft", ref, "--done", says="given away")
        self.refused("draft", ref, "--file", path + "2", says="given away")
        self.assertFalse(os.path.exists(path + "2"))
        self.ok("edit", "draft:" + ref, "text=One message is enough.")
        # The question of 18 March waits still: the letter holds, and its due stays where it is.
        due = self.json("log", "ada")[1]["due"]
        before = self.ok("export", "--format", "jsonl")
        self.ok("draft", ref, "--done")
        self.assertEqual(self.json("drafts"), [])
        self.assertEqual(self.json("drafts", "--all")[0]["done_on"], "2026-03-20")
        self.refused("draft", ref, "--done", says="already")
        entry = json.loads(self.ok("show", self.json("log", "ada")[0]["ref"], "--json"))
        self.assertEqual((entry["direction"], entry["channel"], entry["body"], entry["holding"]),
                         ("out", "email", "One message is enough.", True))
        self.assertEqual(self.json("clients")[0]["waiting"], True)
        self.assertEqual(self.json("log", "ada")[2]["due"], due)
        self.assertIn("letter sent by you: Ada Quill", self.ok("undo"))
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)

    def test_a_letter_by_hand_answers(self):
        self.reminders()
        self.ok("add", "draft", "ada", "subject=About your question", "text=Yes, gladly.")
        draft = self.json("drafts")[0]
        self.assertEqual((draft["code"], draft["channel"], draft["to"]), (None, "email", "ada@willow.example"))
        self.ok("draft", draft["ref"], "--done")
        self.assertEqual(self.json("clients")[0]["waiting"], False)

    def ladder_file(self):
        """An invoice of 1,000 that is due on Tue 10 March, with a person in charge, in Spain."""
        people = [{"given": "Ada", "role": "contact", "email": "ada@willow.example"},
                  {"given": "Eva", "role": "in_charge", "email": "eva@willow.example"}]
        self.put({"type": "me", "name": "Nora", "email": ["nora@paletti.example"], "language": "en-GB"}, RULES,
                 {**ADA, "language": "en-GB", "since": "2020-01-01", "country": "ES", "b2b": True, "people": people},
                 {"type": "invoice", "ref": "i1", "client": "ada", "number": "F-1",
                  "amount": {"amount": "1000.00", "currency": "EUR"}, "issued_on": "2026-02-10", "due_on": "2026-03-10"})

    def test_the_ladder_goes_step_by_step(self):
        self.ladder_file()
        days = {"2026-03-10": ("ahead", "kind"), "2026-03-11": ("due", "kind")}
        for day, (state, step) in days.items():
            debt = self.json("ladder", "ada", now=day + "T10:00:00+01:00")["invoices"][0]
            self.assertEqual((debt["state"], debt["step"]), (state, step))
        for day, letter in (("2026-03-11", "T6a"), ("2026-03-18", "T6b"), ("2026-03-25", "T6c"), ("2026-04-02", "T6d")):
            now = day + "T10:00:00+02:00"
            made = self.json("ladder", "ada", "--draft", now=now)
            self.assertEqual(made["code"], letter)
            self.refused("remind", "i1", says=("waits already",), now=now)
            self.json("draft", made["draft"], "--done", now=now)
        debt = self.json("ladder", "ada", now="2026-04-09T10:00:00+02:00")["invoices"][0]
        self.assertEqual((debt["state"], debt["done"], debt["letter"]), ("waits", 3, None))
        self.assertEqual(self.json("ladder", "ada", now="2026-04-10T10:00:00+02:00")["invoices"][0]["state"], "over")
        self.refused("ladder", "ada", "--draft", says=("every letter is out",), now="2026-04-10T10:00:00+02:00")

    def test_a_promise_is_one_and_short(self):
        self.ladder_file()
        self.refused("ladder", "ada", "--promise", "2026-03-28", says=("7 days at most",))
        self.refused("ladder", "ada", "--promise", "2026-04-20", "--amount", "500 EUR", says=("within 30 days",))
        self.refused("log", "ada", "--add", "promise 28 mar", says=("7 days at most",))
        self.refused("ladder", "ada", "--promise", "soon", says=("is no day",))
        self.json("ladder", "ada", "--promise", "2026-03-27", "--excuse", "office")
        debt = self.json("ladder", "ada")["invoices"][0]
        self.assertEqual((debt["state"], debt["on"]), ("sleeps", "2026-03-27"))
        rows = self.json("today", code=11, now="2026-03-27T10:00:00+01:00")
        self.assertEqual([(row["kind"], row["overdue"]) for row in rows], [("invoice", True), ("promise", False)])
        late = self.json("ladder", "ada", now="2026-03-28T10:00:00+01:00")
        self.assertEqual((late["broken"], late["invoices"][0]["step"], late["invoices"][0]["skipped"]), (1, "firm", 1))
        self.assertEqual(late["excuses"], [{"excuse": "office", "n": 1, "again": False}])
        self.ok("pay", "ada", "2026-03-27 1000 EUR F-1")
        kept = self.json("ladder", "ada", now="2026-03-28T10:00:00+01:00")
        self.assertEqual((kept["kept"], kept["broken"], kept["invoices"][0]["state"]), (1, 0, "paid"))

    def test_what_a_debt_is_worth(self):
        self.ladder_file()
        card = self.json("ladder", "ada", "--cost", "100 EUR", "--hours", "0", "--likely", "50")["recovery"]
        # ten days at 10.15 percent: 2.78
        self.assertEqual([card[k]["amount"] for k in ("owed", "interest", "sum", "likely", "spent", "left")],
                         ["1000.00", "2.78", "40.00", "521.39", "100.00", "421.39"])
        self.assertIn("never advice", self.ok("ladder", "ada", "--hours", "3"))
        self.refused("ladder", "ada", "--likely", "101", says=("from 0 to 100",))
        self.json("ladder", "ada", "--choose", "write_off")
        self.assertEqual(self.json("ladder", "ada")["invoices"][0]["state"], "written_off")
        self.refused("ladder", "ada", "--invoice", "F-1", "--choose", "pursue", says=("written off already",))
        self.ok("undo")
        self.assertEqual(self.json("ladder", "ada")["invoices"][0]["state"], "due")

    def test_waived_with_a_reason(self):
        told = {"type": "told", "ref": "t", "client": "ada", "on": "2026-01-07"}
        late = message("p", "ada", "2026-03-10T22:00:00+01:00", channel="phone", kind="call")
        mine = message("q", "ada", "2026-03-10T22:30:00+01:00", direction="out")
        self.put(RULES, ADA, told, late, mine, message("r", "ada", "2026-03-11T11:00:00+01:00"))
        state = lambda: {row["ref"]: [b["state"] for b in row["breaches"]] for row in self.json("judge")}
        before = self.ok("export", "--format", "jsonl")
        self.assertEqual(state()["p"], ["open"])
        self.refused("waive", "r", "why", says="no line was crossed")
        self.refused("waive", "q", "why", says="they teach")
        self.refused("waive", "p", code=2)
        self.ok("waive", "p", "I had", "asked")
        self.assertEqual(state(), {**state(), "p": ["waived"], "q": ["open"]})
        self.assertIn("client: out of hours (waived)", self.ok("judge"))
        self.assertNotIn("me: out of hours (", self.ok("judge"))
        self.assertIn("You waived it on Fri 20 Mar: I had asked", self.ok("explain", "p"))
        note = [json.loads(x) for x in self.ok("export", "--format", "jsonl").splitlines() if '"type":"breach"' in x]
        self.assertEqual(note, [{"type": "breach", "of": "p", "kind": "off_hours", "state": "waived",
                                 "reason": "I had asked", "on": "2026-03-20"}])
        self.ok("remove", "p")
        self.assertNotIn('"breach"', self.ok("export", "--format", "jsonl"))
        self.ok("undo")
        self.assertEqual(state()["p"], ["waived"])
        self.ok("check")
        self.ok("undo")
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)
        unknown = json.dumps({"type": "breach", "of": "nobody", "kind": "chase", "state": "reminded"}) + "\n"
        self.refused("import", "--format", "jsonl", "-", stdin=unknown.encode(),
                     says=["line 1", "breach.of", "nobody"])

    def test_what_is_taught(self):
        night = [message(f"n{d}", "ada", f"2026-02-{d:02}T22:00:00+01:00") for d in (2, 9, 12, 13)]
        mine = message("q", "ada", "2026-02-10T22:30:00+01:00", direction="out")
        late = message("r", "ada", "2026-03-19T22:30:00+01:00", direction="out")
        self.put(RULES, ADA, *night, mine, late)
        taught = self.json("teach", "ada")
        self.assertEqual([(x["ref"], x["before"], x["after"], x["whole"]) for x in taught["lines"]],
                         [("r", 0, 0, False), ("q", 2, 2, True)])
        self.assertEqual((taught["answers"], taught["whole"], taught["before"], taught["after"]), (2, 1, 2, 2))
        self.assertIn("Around 1 answer of yours", self.ok("teach"))
        self.refused("teach", "nobody", says="nobody")

    # --- pictures ---

    def svg(self, *words, **more):
        path = os.path.join(self.folder.name, "picture.svg")
        self.ok("plot", *words, "--svg", path, "--force", **more)
        with open(path, encoding="utf-8") as f:
            text = f.read()
        return text, xml.etree.ElementTree.fromstring(text)

    def test_pictures_count_every_contact(self):
        self.put(RULES, ADA, message("a", "ada", "2026-03-09T09:30:00+01:00"),
                 message("b", "ada", "2026-03-10T08:59:59+01:00", direction="out"),
                 message("c", "ada", "2026-03-14T23:00:00+01:00", kind="note"),
                 message("d", "ada", "2026-03-16T09:00:00+01:00"))
        hours = self.json("plot", "hours", "ada")
        self.assertEqual(hours["theirs"]["week"][0], [0] * 9 + [2] + [0] * 14)
        self.assertEqual([hours[side][key] for side in ("theirs", "mine") for key in ("total", "inside", "outside")],
                         [2, 2, 0, 1, 0, 1])
        self.assertEqual(self.json("plot", "hours", "--since", "2026-03-16")["theirs"]["total"], 1)
        replies = self.json("plot", "replies")
        self.assertEqual((replies["window"], replies["on_time"], replies["late"], replies["waiting"]), ("72h", 1, 0, 1))
        for key in ("on_time", "late", "waiting"):
            self.assertEqual(sum(b[key] for b in replies["bins"]), replies[key])
        self.assertNotIn("to", replies["bins"][-1])
        self.assertEqual(replies["bins"][1], {"from": 12, "to": 24, "on_time": 1, "late": 0, "waiting": 0})

    def test_pictures_as_text(self):
        self.put(RULES, ADA, message("a", "ada", "2026-03-09T09:30:00+01:00"))
        self.assertIn("█", self.ok("plot", "hours"))
        ascii_text = self.ok("plot", "hours", env={"LC_ALL": "C"})
        ascii_text.encode("ascii")
        self.assertIn("Mon", ascii_text)
        self.assertIn("1 (100%) inside your hours", self.ok("plot", "hours", "--plain"))
        self.assertIn("████", self.ok("plot", "replies").replace("░", "█"))

    def test_svg_is_whole_inert_and_says_what_it_shows(self):
        name = "<script>&\"'\x1b[31m]]> Ñandú"
        self.put(RULES, {**ADA, "name": name, "notes": "never shown", "label": "difficult"},
                 message("a", "ada", "2026-03-09T09:30:00+01:00", subject="secret subject"))
        for words in (["hours", "ada"], ["hours", "ada", "--mine"], ["replies", "ada"], ["hours"], ["replies"]):
            text, root = self.svg(*words)
            self.assertNotIn("<script", text)
            self.assertNotIn("\x1b", text)
            for private in ("never shown", "difficult", "secret subject", "http://", "https://", "@import", "url(h"):
                self.assertNotIn(private, text.replace("http://www.w3.org/2000/svg", ""))
            space = "{http://www.w3.org/2000/svg}"
            tags = {e.tag.replace(space, "") for e in root.iter()}
            self.assertLessEqual(tags, {"svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "text"})
            title = root.find(space + "title").text
            self.assertEqual("<script>&\"'" in title, "ada" in words)
            self.assertTrue(root.find(space + "desc").text)
            self.assertEqual(root.get("role"), "img")
            self.assertTrue(root.get("viewBox"))
            self.assertFalse([e.attrib for e in root.iter() for key in e.attrib if key.startswith("on") or "href" in key])

    # --- one's own numbers ---

    def put_book(self):
        eur = lambda amount: {"amount": amount, "currency": "EUR"}
        work = lambda ref, client, day, minutes: {"type": "interaction", "ref": ref, "client": client, "kind": "work",
                                                  "at": day + "T12:00:00+01:00", "direction": "none", "minutes": minutes}
        paid = lambda ref, client, on, amount: {"type": "payment", "ref": ref, "client": client, "on": on, "amount": eur(amount)}
        self.put(RULES, {"type": "me", "name": "Nora", "currency": "EUR", "target_rate": eur("60.00")},
                 {**ADA, "label": "difficult", "notes": "never shown"}, BLAS,
                 work("w1", "ada", "2026-03-02", 120), paid("p1", "ada", "2026-03-03", "100.00"),
                 work("w2", "blas", "2026-02-02", 60), paid("p2", "blas", "2026-02-03", "300.00"))

    def test_stats_are_counted(self):
        self.put_book()
        stats = self.json("stats")
        clients = stats["clients"]
        self.assertEqual((clients["active"], clients["below_target"], clients["by_hour"]),
                         (2, 1, {"unknown": 0, "loss": 0, "even": 0, "low": 1, "fair": 1}))
        self.assertEqual(clients["median_hour"]["amount"], "175.00")
        self.assertEqual([(c["client"], c["hour"]["amount"], c["minutes"]) for c in stats["below"]], [("ada", "50.00", 120)])
        self.assertEqual([q["from"] for q in stats["quarters"]], ["2026-01-01"])
        self.assertEqual(len(self.json("stats", "--year", "2025")["quarters"]), 4)
        text = self.ok("stats")
        self.assertIn("2 clients, 0 prospects; 0 left.", text)
        self.assertIn("1 earned it, 1 less", text)
        self.assertIn("50.00 EUR   2 h", text)
        self.refused("stats", "--year", "soon", code=2, says="soon")
        self.refused("stats", "--year", "7", says="--year")

    def test_stats_of_a_year_are_its_decisions(self):
        self.put_book()
        self.assertEqual(self.json("stats")["decisions"]["decided"], 0)
        self.assertIn("Nothing was decided", self.ok("stats"))
        self.put(kept("k1", "ada", "2026-02-10T10:00:00Z"), kept("k2", "blas", "2025-12-31T22:59:59Z"),
                 kept("k3", "blas", "2025-12-31T23:30:00Z"))  # in Rome it is the new year
        years = {y["year"]: y for y in self.json("plot", "decisions")["years"]}
        for year, refs in ((2025, ["k2"]), (2026, ["k1", "k3"])):
            counted = self.json("stats", "--year", str(year))["decisions"]
            self.assertEqual((counted["decided"], counted["kept"]), (len(refs), len(refs)))
            self.assertEqual(years[year]["kept"], len(refs))
        self.assertEqual(self.json("stats")["decisions"]["decided"], len(self.json("decisions")))
        self.assertNotIn("well done", self.ok("plot", "decisions").lower())

    def test_dossier_says_all_but_what_is_private(self):
        self.put_book()
        self.put({**kept("k1", "ada", "2026-02-10T10:00:00Z"), "private_reason": "because of the cat"},
                 {"type": "complaint", "ref": "c1", "client": "ada", "on": "2026-03-01", "what": "too *bold* | too <b>red</b>", "right": "me"},
                 {"type": "lesson", "ref": "l1", "client": "ada", "on": "2026-03-02", "text": "quote first", "kind": "none"},
                 {"type": "review", "ref": "r1", "client": "ada", "on": "2026-03-05", "decision": "k1", "again": "yes", "text": "calmer"},
                 message("n1", "ada", "2026-03-04T10:00:00+01:00", direction="none", kind="note", subject="my own note", energy=2))
        text = self.ok("dossier", "ada")
        for private in ("difficult", "never shown", "because of the cat", "my own note"):
            self.assertNotIn(private, text)
        for said in ("# Ada Quill\n", "## Facts", "50 EUR", "100.00 EUR", "First answer: yes", "calmer", "quote first",
                     "too \\*bold\\* \\| too \\<b\\>red"):
            self.assertIn(said, text)
        path = os.path.join(self.folder.name, "ada.md")
        self.ok("dossier", "ada", "--file", path)
        with open(path, encoding="utf-8") as f:
            self.assertEqual(f.read(), text)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.refused("dossier", "ada", "--file", path, says="exists already")
        self.assertEqual(self.json("dossier", "ada")["markdown"], text)
        self.refused("dossier", "nobody", says="nobody")

    def test_pictures_of_everybody(self):
        self.put_book()
        rate = self.json("plot", "rate")
        self.assertEqual([(c["client"], c["hour"]["amount"]) for c in rate["clients"]], [("ada", "50.00"), ("blas", "300.00")])
        self.assertEqual(rate["target"]["amount"], "60.00")
        share = self.json("plot", "share")
        self.assertEqual([(c["client"], c["share"]) for c in share["clients"]], [("ada", 250), ("blas", 750)])
        self.assertLess(self.ok("plot", "share").index("Ada"), self.ok("plot", "share").index("Blas"))
        self.assertGreater(*(self.ok("plot", "share", "--by-amount").index(name) for name in ("Ada", "Blas")))
        for name in ("rate", "share", "quarters", "decisions"):
            text, root = self.svg(name)
            self.assertNotIn("difficult", text)
            self.assertNotIn("never shown", text)
            self.assertTrue(root.find("{http://www.w3.org/2000/svg}desc").text)
            self.assertLess(max(float(e.get("y", 0)) for e in root.iter()), float(root.get("viewBox").split()[3]))
            self.ok("plot", name, env={"LC_ALL": "C"}).encode("ascii")
            self.refused("plot", name, "ada", says="everybody")
        self.assertIn("tu objetivo", self.svg("rate", "--language", "es")[0])

    def test_svg_speaks_the_language(self):
        self.put(RULES, ADA, message("a", "ada", "2026-03-09T09:30:00+01:00"))
        self.assertIn("tu horario", self.svg("hours", "--language", "es")[0])
        self.assertIn("Tempi di risposta", self.svg("replies", "--language", "it")[0])

    def test_svg_never_over_what_is_there(self):
        self.put(RULES, ADA)
        path = os.path.join(self.folder.name, "there.svg")
        with open(path, "w") as f:
            f.write("mine")
        self.refused("plot", "hours", "--svg", path, says=["there.svg", "--force"])
        with open(path) as f:
            self.assertEqual(f.read(), "mine")
        self.ok("plot", "hours", "--svg", path, "--force")
        with open(path) as f:
            self.assertTrue(f.read().endswith("</svg>\n"))
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.refused("plot", "hours", "--svg", "/dev/full", "--force", says="/dev/full")
        self.refused("plot", "hours", "--svg", os.path.join(self.folder.name, "no", "folder.svg"))
        self.assertEqual([n for n in os.listdir(self.folder.name) if "svg" in n], ["there.svg"])

    def test_later_moves_no_due(self):
        self.put(RULES, ADA, BLAS, message("m", "ada", "2026-03-10T10:00:00+01:00"),
                 message("n", "blas", "2026-03-11T10:00:00+01:00"))
        before = self.json("today", code=11)
        self.assertEqual(self.json("later", "ada", "monday")["until"], "2026-03-22T23:00:00Z")
        after = self.json("today", code=11)
        self.assertEqual(after[0].pop("later"), "2026-03-22T23:00:00Z")
        self.assertEqual(after, before)
        people = self.ok("today", code=11)
        self.assertLess(people.index("Blas"), people.index("Ada"))
        self.assertEqual(self.json("later", "n", "in 2 h")["type"], "interaction")
        self.assertIn("later", self.json("today", code=11)[1])
        self.assertNotIn("later", self.json("today", code=11, now="2026-03-24T10:00:00+01:00")[0])
        self.assertNotIn("later", self.ok("export", "--format", "jsonl"))
        self.ok("undo")
        self.assertNotIn("later", self.json("today", code=11)[1])
        self.assertIsNone(self.json("later", "ada", "none")["until"])
        self.assertEqual(self.json("today", code=11), before)
        several = self.json("later", "ada,n", "monday")
        self.assertEqual([done["type"] for done in several], ["client", "interaction"])
        self.assertEqual(len([one for one in self.json("today", code=11) if "later" in one]), 2)
        self.ok("undo")
        self.assertEqual(self.json("today", code=11), before)
        self.refused("later", "ada,nobody", "monday", says="nothing is called \"nobody\"")
        self.assertEqual(self.json("today", code=11), before)
        self.refused("later", "ada", "yesterday", says="is over already")
        self.refused("later", "ada", "today", says="is over already")
        self.assertEqual(self.json("later", "ada", "viernes")["until"], "2026-03-26T23:00:00Z")
        self.refused("later", "ada", "whenever", says="says no moment")

    # --- previews ---

    MAILBOX = b"".join(
        b"From x@y.example Tue Mar 10 10:15:00 2026\n"
        + (b"Delivered-To: nora@paletti.example\nReceived: from a by b; %s\n" % date if came else b"")
        + b"From: %s\nTo: %s\nMessage-ID: <%d@x.example>\nDate: %s\n\nhola\n\n" % (who, to, i, date)
        for i, (who, to, date, came) in enumerate([
            (b"Blas <blas@tormenta.example>", b"nora@paletti.example", b"Tue, 10 Mar 2026 10:15:00 +0100", True),
            (b"Nora <nora@paletti.example>", b"blas@tormenta.example, ivo@ombra.example",
             b"Tue, 10 Mar 2026 11:15:00 +0100", False),
            (b"Blas <blas@tormenta.example>", b"nora@paletti.example", b"Wed, 11 Mar 2026 10:15:00 +0100", True)]))

    def mailbox(self):
        path = os.path.join(self.folder.name, "box")
        with open(path, "wb") as f:
            f.write(self.MAILBOX)
        return path

    def test_preview_of_a_mailbox_makes_no_file(self):
        said = self.json("import", "--preview", self.mailbox())
        self.assertFalse(os.path.exists(os.path.dirname(self.db)))
        self.assertEqual((said["preview"], said["read"], said["new"]), (True, 3, 0))
        self.assertEqual((said["first"], said["last"]), ("2026-03-10T09:15:00Z", "2026-03-11T09:15:00Z"))
        self.assertEqual(said["mine"],
                         [{"address": "nora@paletti.example", "name": "Nora", "count": 3, "likely": True}])
        self.assertEqual([(u["address"], u["count"]) for u in said["unknown"]],
                         [("blas@tormenta.example", 3), ("ivo@ombra.example", 1)])
        self.assertIn("nothing was stored", self.ok("import", "--preview", self.mailbox()))

    def test_preview_says_what_the_import_then_does(self):
        box = self.mailbox()
        for choice in (["--add-correspondents"], ["--at-least", "2"], ["--correspondent", "IVO@ombra.example"], []):
            with self.subTest(choice=choice):
                words = ["--me", "nora@paletti.example", *choice, box]
                before = self.contents()
                foretold = self.json("import", "--preview", *words)
                self.assertEqual(self.contents(), before)
                done = self.json("import", *words)
                for key in ("read", "new", "updated", "unchanged", "skipped", "unknown"):
                    self.assertEqual(foretold[key], done[key], key)
        self.assertEqual(sorted(c["ref"] for c in self.json("clients")), ["blas@tormenta.example", "ivo@ombra.example"])

    def test_preview_stores_nothing(self):
        self.put(RULES, ADA, message("m1", "ada", "2026-03-10T10:15:00+01:00"))
        before, exported = self.contents(), self.ok("export", "--format", "jsonl")
        lines = "".join(json.dumps(r) + "\n" for r in (
            dict(ADA, name="Ada Q."), BLAS, message("m2", "blas", "2026-03-11T10:15:00+01:00")))
        said = self.json("import", "--preview", "--format", "jsonl", "-", stdin=lines.encode())
        self.assertEqual((said["new"], said["updated"], said["unchanged"]), (2, 1, 0))
        self.assertEqual([t["type"] for t in said["types"]], ["client", "interaction"])
        self.assertEqual((self.contents(), self.ok("export", "--format", "jsonl")), (before, exported))

    def test_preview_refuses_what_an_import_refuses(self):
        self.put(ADA)
        before = self.contents()
        for bad in ({"type": "client", "ref": "x"}, message("m", "nobody", "2026-03-11T10:15:00+01:00"),
                    {"type": "override", "ref": "o", "client": "ada", "from": "2026-03-02", "until": "2026-03-08",
                     "reason": "r", "hours": {}}):
            line = (json.dumps(bad) + "\n").encode()
            there = self.refused("import", "--preview", "--format", "jsonl", "-", stdin=line, says="line 1")
            self.assertEqual(there, self.refused("import", "--format", "jsonl", "-", stdin=line))
        self.assertEqual(self.contents(), before)

    def test_a_member_may_stand_before_its_group(self):
        self.put(dict(ADA, ref="willow"))
        path = os.path.join(self.folder.name, "list")
        with open(path, "w") as f:
            f.write("ref,name,emails,member_of\nm,Rita,,ada\nada,Willow,ada@willow.example,\nn,Pepe,,ada\n")
        self.assertEqual(self.json("import", "--format", "csv", path)["new"], 2)
        records = [json.loads(line) for line in self.ok("export", "--format", "jsonl").splitlines()]
        self.assertEqual({r["ref"]: r.get("member_of") for r in records}, {"willow": None, "m": "willow", "n": "willow"})

    def test_a_cell_of_many_addresses(self):
        path = os.path.join(self.folder.name, "list")
        with open(path, "w") as f:
            f.write("Name,Email\nAda," + ";".join(f"a{i % 30000}@willow.example" for i in range(60000)) + "\n")
        for expected in ("new", "unchanged"):
            self.assertEqual(self.json("import", "--format", "csv", path)[expected], 1)
        client = json.loads(self.ok("export", "--format", "jsonl"))
        self.assertEqual(client["emails"], [f"a{i}@willow.example" for i in range(30000)])

    def test_far_windows_do_not_take_forever(self):
        rule = dict(RULES, hours={"mon": ["09:00-09:01"]}, reply_window="4000oh")
        self.put(rule, ADA, *(message(f"m{i}", "ada", f"2026-03-{i % 28 + 1:02}T{i // 28 % 24:02}:{i // 672:02}:00Z",
                                      "in" if i % 2 else "out") for i in range(2000)))
        self.assertEqual(self.json("check")["faults"], [])

    def test_format_is_seen(self):
        with open(os.path.join(self.folder.name, "list"), "w") as f:
            f.write("Name,Email\nAda,ada@willow.example\n")
        self.assertEqual(self.json("import", f.name)["new"], 1)
        with open(f.name, "w") as f:
            f.write("nothing of that sort\n")
        self.refused("import", f.name, says="--format")

    # --- records ---

    def test_waiting_and_due(self):
        self.put(RULES, ADA, message("m1", "ada", "2026-03-13T16:40:00+01:00"))
        rows = self.json("clients", now="2026-03-14T10:00:00+01:00")
        self.assertEqual(rows, [{"ref": "ada", "name": "Ada Quill", "state": "active", "waiting": True,
                                 "due": "2026-03-16T15:40:00Z", "overdue": False, "owed": [],
                                 "breaches": {"client": 0, "me": 0}, "last": "2026-03-13T15:40:00Z"}])
        self.assertTrue(self.json("clients")[0]["overdue"])
        judged = self.json("judge")
        self.assertEqual(judged, [{"type": "interaction", "ref": "m1", "client": "ada",
                                   "receipt": "2026-03-13T15:40:00Z", "due": "2026-03-16T15:40:00Z",
                                   "state": "overdue", "early": False, "breaches": []}])

    def test_today_and_its_exit_codes(self):
        self.put(RULES, ADA, message("m1", "ada", "2026-03-10T10:15:00+01:00"))
        self.assertEqual(self.json("today", now="2026-03-12T10:00:00+01:00"), [])
        rows = self.json("today", now="2026-03-13T09:00:00+01:00", code=10)
        self.assertEqual([(r["kind"], r["ref"], r["due"], r["overdue"]) for r in rows],
                         [("reply", "m1", "2026-03-13T09:15:00Z", False)])
        self.assertTrue(self.json("today", now="2026-03-13T11:00:00+01:00", code=11)[0]["overdue"])

    def test_too_long_a_line_is_refused_and_the_next_one_read(self):
        self.put(ADA)
        said = self.ok("--plain", stdin=b"x" * 3000000 + b"\n:clients\n")
        self.assertEqual(said.count("more than a million characters is not read"), 1)
        self.assertNotIn("xxx", said)
        self.assertEqual(said.count("> :clients\n"), 1)

    def test_keys_that_are_a_pipe_are_not_waited_for(self):
        self.put(ADA)
        keys = os.path.join(self.folder.name, ".config", "paletti", "keys")
        os.makedirs(os.path.dirname(keys))
        os.mkfifo(keys)
        self.refused("--plain", says="keys is no regular file")

    def test_explain_adds_up(self):
        self.put(RULES, ADA, message("m1", "ada", "2026-03-14T11:00:00+01:00"))
        told = self.json("explain", "m1")
        parts = told["segments"]
        self.assertEqual(parts[0]["from"], told["at"])
        self.assertEqual(parts[-1]["to"], told["due"])
        for a, b in zip(parts, parts[1:]):
            self.assertEqual(a["to"], b["from"])
        self.assertEqual(sum(p["seconds"] for p in parts if p["counted"]), 72 * 3600)
        self.assertEqual([p["why"] for p in parts], ["before_receipt", "window"])
        self.assertIn("72h", self.ok("explain", "m1"))

    def test_notice(self):
        self.put(RULES, ADA)
        self.assertEqual(self.json("notice", "ada", "--sent", "2026-03-05T11:00:00+01:00")["last_day"], "2026-03-20")
        self.assertEqual(self.json("notice", "ada", "--sent", "2026-03-06T20:30:00+01:00")["last_day"], "2026-03-24")

    def test_rules(self):
        self.put(ADA)
        self.assertTrue(self.json("rules")["default"])
        self.assertEqual(self.json("rules", "--history"), {"versions": []})
        self.put(RULES)
        rules = self.json("rules")
        self.assertEqual((rules["default"], rules["reply_window"], rules["told"], rules["clients"]), (False, "72h", 0, 1))
        self.ok("add", "rule", "from=2027-01-11", "reply_window=4d")
        self.ok("add", "told", "client=ada", "on=2026-11-02")
        versions = self.json("rules", "--history")["versions"]
        self.assertEqual([(v["state"], v["told"]) for v in versions], [("coming", 0), ("now", 1)])
        self.assertEqual(versions[0]["changes"], ["reply window: 72 hours → 4 days"])

    def test_client_by_beginning_of_name(self):
        self.put(ADA, BLAS, {"type": "client", "ref": "adan", "name": "Adán Árbol"})
        self.ok("log", "blas")
        self.ok("log", "ADAN A")
        error = self.refused("log", "Ad")
        self.assertIn("Ada Quill", error)
        self.assertIn("Adán Árbol", error)
        self.refused("log", "zoe", says="zoe")

    def test_search_folds_accents_but_keeps_enye(self):
        self.put(ADA, message("m1", "ada", "2026-03-10T10:00:00Z", subject="El año próximo"),
                 message("m2", "ada", "2026-03-11T10:00:00Z", subject="Ano, no anno"),
                 message("m3", "ada", "2026-03-12T10:00:00Z", body="PRÓXIMA reunión"))
        self.assertEqual([r["ref"] for r in self.json("search", "proxim")], ["m3", "m1"])
        self.assertEqual([r["ref"] for r in self.json("search", "año")], ["m1"])
        self.assertEqual([r["ref"] for r in self.json("search", "ano")], ["m2"])
        for hostile in ('"', "a*", "NEAR(", "AND", "x' OR 1=1 --", "{}", "col:"):
            self.json("search", hostile)

    def test_log_add(self):
        self.put(RULES, ADA)
        row = self.json("log", "ada", "--add", "yesterday 17:50 in email 25m a different header")
        self.assertEqual((row["at"], row["direction"], row["kind"], row["channel"], row["minutes"], row["subject"]),
                         ("2026-03-19T16:50:00Z", "in", "message", "email", 25, "a different header"))
        self.assertEqual(self.json("log", "ada")[0]["ref"], row["ref"])
        row = self.json("log", "ada", "--add", "ayer 9:30 llamada 2h por la cabecera")
        self.assertEqual((row["at"], row["kind"], row["minutes"]), ("2026-03-19T08:30:00Z", "call", 120))
        row = self.json("log", "ada", "--add", "ieri nota solo una nota")
        self.assertEqual((row["kind"], row["direction"]), ("note", "none"))
        self.refused("log", "ada", "--add", "31 feb in hello", says="feb")
        self.assertEqual(len(self.json("log", "ada")), 3)

    def test_export_import_export(self):
        self.put(RULES, ADA, BLAS, message("m1", "ada", "2026-03-10T10:00:00Z", subject="é \u202e \u001b[31m", body="a\nb"),
                 {"type": "ask", "ref": "k", "client": "ada", "interaction": "m2", "what": "files"},
                 message("m2", "ada", "2026-03-10T10:00:00Z", "out"))
        first = self.ok("export", "--format", "jsonl")
        self.db = os.path.join(self.folder.name, "second", "paletti.db")
        self.ok("import", "--format", "jsonl", "-", stdin=first.encode())
        self.assertEqual(first, self.ok("export", "--format", "jsonl"))

    def test_importing_again_adds_nothing(self):
        records = [RULES, ADA, message("m1", "ada", "2026-03-10T10:00:00Z")]
        self.put(*records)
        again = self.put(*records)
        self.assertEqual((again["new"], again["updated"], again["unchanged"]), (0, 0, 3))

    # --- refusals ---

    BAD = [
        ("{", "line 3"),
        ("[]", "line 3"),
        ('"text"', "line 3"),
        ('{"type":"interaktion"}', "interaktion"),
        ('{"ref":"x"}', "type"),
        ('{"type":"client","ref":"x"}', "client.name"),
        ('{"type":"client","ref":"x","name":"N","zone":"Europe/Atlantis"}', 'client.zone: "Europe/Atlantis" is no time zone'),
        ('{"type":"client","ref":"x","name":"N","nmae":"M"}', "nmae"),
        ('{"type":"client","ref":"x","name":"N","name":"M"}', "line 3"),
        ('{"type":"client","ref":"x","name":7}', "client.name"),
        ('{"type":"client","ref":"x","name":"N","state":"happy"}', "client.state"),
        ('{"type":"client","ref":"x","name":"N","emails":["no address"]}', "client.emails[0]"),
        ('{"type":"client","ref":"x","name":"N","member_of":"nobody"}', "client.member_of"),
        ('{"type":"interaction","ref":"x","client":"nobody","at":"2026-03-10T10:00:00Z","direction":"in","kind":"note"}', "interaction.client"),
        ('{"type":"interaction","ref":"x","client":"ada","at":"2026-03-10 10:00","direction":"in","kind":"note"}', "interaction.at"),
        ('{"type":"interaction","ref":"x","client":"ada","at":"2026-02-30T10:00:00Z","direction":"in","kind":"note"}', "interaction.at"),
        ('{"type":"interaction","ref":"x","client":"ada","at":"2026-03-10T10:00:00Z","direction":"in","kind":"note","minutes":-1}', "interaction.minutes"),
        ('{"type":"interaction","ref":"x","client":"ada","at":"2026-03-10T10:00:00Z","direction":"out","kind":"message","holding":true}', "holding"),
        ('{"type":"interaction","ref":"x","client":"ada","at":"2026-03-10T10:00:00Z","direction":"in","kind":"message","signs":["made_up"]}', "signs"),
        ('{"type":"rule","from":"2026-02-01T00:00:00Z","zone":"Europe/Rome","hours":{"mon":["09:00-13:00","12:00-14:00"]}}', "rule.hours.mon"),
        ('{"type":"rule","from":"2026-02-01T00:00:00Z","zone":"Europe/Rome","hours":{"mon":["22:00-02:00"]}}', "rule.hours.mon"),
        ('{"type":"rule","from":"2026-02-01T00:00:00Z","zone":"Europe/Rome","hours":{}}', "opening"),
        ('{"type":"rule","from":"2026-02-01T00:00:00Z","zone":"Europe/Rome","hours":{"mon":["09:00-13:00"]},"reply_window":"24h"}', "reason"),
        ('{"type":"rule","from":"2026-02-01T00:00:00Z","zone":"Europe/Rome","hours":{"mon":["09:00-13:00"]},"reply_window":"soon"}', "rule.reply_window"),
        ('{"type":"invoice","ref":"x","client":"ada","number":"1","amount":{"amount":"10.5","currency":"EUR"},"issued_on":"2026-01-01"}', "invoice.amount"),
        ('{"type":"invoice","ref":"x","client":"ada","number":"1","amount":{"amount":"10.50","currency":"ABC"},"issued_on":"2026-01-01"}', "invoice.amount"),
        ('{"type":"override","ref":"x","client":"ada","from":"2026-03-02","until":"2026-03-01","reason":"r"}', "override"),
        ('{"type":"use","ref":"x","package":"p","on":"2026-03-01"}', "use.package"),
    ]

    def test_bad_lines_store_nothing(self):
        self.put(ADA)
        before = self.ok("export", "--format", "jsonl")
        good = json.dumps(BLAS)
        for line, says in self.BAD:
            with self.subTest(line=line):
                path = os.path.join(self.folder.name, "bad.jsonl")
                with open(path, "w", encoding="utf-8") as f:
                    f.write(good + "\n" + good.replace("blas", "carla") + "\n" + line + "\n")
                self.refused("import", "--format", "jsonl", path, says=["line 3", says])
                self.assertEqual(before, self.ok("export", "--format", "jsonl"))

    def test_malformed_bytes_are_refused_with_their_line(self):
        self.refused("import", "--format", "jsonl", "-", stdin=b'{"type":"client","ref":"x","name":"\xff"}\n',
                     says="line 1")

    def test_foreign_newer_damaged_files_are_refused_unchanged(self):
        import sqlite3
        os.makedirs(os.path.dirname(self.db), mode=0o700)

        def foreign():
            with sqlite3.connect(self.db) as c:
                c.execute("create table t(x)")
            c.close()

        def newer():
            os.unlink(self.db)
            self.put(ADA)
            c = sqlite3.connect(self.db)
            c.execute("pragma user_version = 9999")
            c.commit()
            c.execute("pragma wal_checkpoint(truncate)")
            c.close()

        def damaged():
            with open(self.db, "r+b") as f:
                f.write(b"\0" * 64)

        def text():
            with open(self.db, "wb") as f:
                f.write(b"just some text, and long enough to be looked at " * 40)

        for make in (foreign, newer, damaged, text):
            with self.subTest(make=make.__name__):
                make()
                os.chmod(self.db, 0o600)
                before = self.contents()
                for words in (["clients"], ["log", "ada", "--add", "in hello"], ["import", "--format", "jsonl", "-"],
                              ["check"]):
                    self.refused(*words)
                self.assertEqual(before, self.contents())

    def test_no_file_yet(self):
        self.assertEqual(self.json("clients"), [])
        self.assertFalse(os.path.exists(self.db), "a question makes no file")

    # --- sinks ---

    PAYLOADS = ["\x1b[2J", "\x1b]52;c;aGk=\x07", "\x1b]0;title\x07", "\x9b31m", "\x07", "\r\n.", "\u202eevil",
                "\u2066x\u2069", "\U000e0041", "\x7f", "\x1bP+q\x1b\\", "=cmd()", "%n%s", "$(id)", "`id`"]

    def test_hostile_text_is_inert_in_every_sink(self):
        records = [RULES]
        for i, p in enumerate(self.PAYLOADS):
            records.append({"type": "client", "ref": f"c{i}", "name": f"N{i} {p}", "short": f"s{i}"})
            records.append(message(f"m{i}", f"c{i}", "2026-03-10T10:00:00Z", subject=f"s {p}", body=f"b {p}"))
        self.put(*records)
        sinks = [["clients"], ["clients", "--plain"], ["clients", "--json"], ["judge"], ["today"], ["search", "s"],
                 ["search", "s", "--json"], ["export", "--format", "jsonl"], ["clients", "--color", "always"]]
        sinks += [["log", f"c{i}"] for i in range(len(self.PAYLOADS))]
        sinks += [["explain", f"m{i}"] for i in range(len(self.PAYLOADS))]
        for words in sinks:
            with self.subTest(words=words):
                out = self.run_raw(*words).stdout.decode()
                if "always" in words:
                    for allowed in ("\x1b[1m", "\x1b[2m", "\x1b[0m"):
                        out = out.replace(allowed, "")
                for c in out:
                    bad = (c < " " and c != "\n") or "\x7f" <= c <= "\x9f" or c in "\u202e\u2066\u2069\U000e0041"
                    self.assertFalse(bad, (words, hex(ord(c))))

    def test_errors_are_safe_too(self):
        for words in (["log", "\x1b[2Jx"], ["\x1b]0;t\x07"], ["explain", "\u202ex"]):
            done = self.run_raw(*words)
            self.assertNotEqual(done.returncode, 0)
            self.assertNotIn(b"\x1b", done.stderr)
            self.assertNotIn("\u202e", done.stderr.decode())

    def test_an_answer_that_cannot_be_written_fails(self):
        self.put(ADA)
        for words in (["clients"], ["export", "--format", "jsonl"], ["clients", "--json"], ["--help"]):
            with self.subTest(words=words), open("/dev/full", "wb") as full:
                self.assertEqual(self.run_raw(*words, stdout=full).returncode, 1)

    def test_undo_and_redo(self):
        self.refused("undo", says="does not exist yet")
        self.put(ADA, message("m1", "ada", "2026-03-19T09:00:00Z", body="hello"))
        before = self.ok("export", "--format", "jsonl")
        self.ok("log", "ada", "--add", "yesterday 17:50 in email a header")
        after = self.ok("export", "--format", "jsonl")
        act = self.json("undo")
        self.assertEqual((act["act"], act["made"], act["undone"]), (2, 1, True))
        self.assertIn("entry added: Ada Quill, e-mail", act["what"])
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)
        self.assertEqual(self.json("redo")["undone"], False)
        self.assertEqual(self.ok("export", "--format", "jsonl"), after)
        self.ok("undo")
        self.assertEqual(self.ok("undo"), "undone: import of -: 2 new; redo does it again\n")
        self.assertEqual(self.ok("export", "--format", "jsonl"), "")
        self.refused("undo", says="nothing to undo")
        self.assertEqual([a["undone"] for a in self.json("acts")], [True, True])
        self.assertEqual(len(self.json("acts", "--limit", "1")), 1)
        self.put(BLAS)
        self.refused("redo", says="nothing was undone")
        self.ok("check")

    def test_remove(self):
        self.put(RULES, ADA, BLAS, message("m1", "ada", "2026-03-19T09:00:00Z"),
                 message("m2", "ada", "2026-03-19T10:00:00Z"), {"type": "me", "name": "Nora"},
                 {"type": "ask", "ref": "a1", "client": "ada", "interaction": "m1", "what": "files"})
        before = self.ok("export", "--format", "jsonl")
        self.refused("remove", "m1", says=["ask:a1", "nothing was removed"])
        self.refused("remove", "m2", "nothing-of-the-kind", says="nothing-of-the-kind")
        self.refused("remove", "ada", says=["2 entries and 1 other record", "--with-log"])
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)
        self.assertEqual(self.json("remove", "m1", "a1", "me", "2026-01-01T00:00:00Z")["removed"], 4)
        self.assertIn("client removed: Ada Quill", self.ok("remove", "ada", "--with-log"))
        self.assertEqual([c["ref"] for c in self.json("clients")], ["blas"])
        self.ok("check")
        self.ok("undo")
        self.ok("undo")
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)
        self.ok("check")

    def test_killed_while_an_import_is_undone(self):
        self.put(ADA, *[message(f"m{i}", "ada", f"2026-03-{1 + i % 19:02}T10:{i % 60:02}:00Z", body="hello " * 30)
                        for i in range(6000)])
        states = {self.ok("export", "--format", "jsonl"), ""}
        for pause in (0.01, 0.03, 0.06, 0.1, 0.2):
            for command in ("undo", "redo"):
                done = subprocess.Popen([PALETTI, "--db", self.db, command], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
                time.sleep(pause)
                done.kill()
                done.wait()
                self.assertIn(self.ok("export", "--format", "jsonl"), states)
                self.assertIn('"faults":[]', self.ok("check", "--json"))

    def test_backup_and_restore(self):
        self.put(ADA)
        copy = os.path.join(self.folder.name, "copy.db")
        self.ok("backup", copy)
        self.assertEqual(os.stat(copy).st_mode & 0o777, 0o600)
        self.put(BLAS)
        self.ok("restore", copy)
        self.assertEqual([c["ref"] for c in self.json("clients")], ["ada"])
        self.refused("backup", copy)
        self.refused("restore", os.path.join(self.folder.name, "nowhere.db"))
        with open(copy, "r+b") as f:
            f.seek(100)
            f.write(b"\xff" * 400)
        self.refused("restore", copy)
        self.assertEqual([c["ref"] for c in self.json("clients")], ["ada"])

    def test_check(self):
        self.put(RULES, ADA, message("m1", "ada", "2026-03-10T10:00:00Z"))
        self.assertEqual(self.json("check")["faults"], [])
        import sqlite3
        c = sqlite3.connect(self.db)
        c.execute("update verdict set due = due + 1 where due is not null")
        c.commit()
        c.close()
        done = self.run_raw("check", "--json")
        self.assertEqual(done.returncode, 1)

    def test_a_damaged_column(self):
        """What is wrong inside the file is told of the file, not of a line that one could mend."""
        import sqlite3
        for value in ("x'5b2241c9225d'", "'[7]'", "'[\"a'"):
            self.db = os.path.join(self.folder.name, "data", value.strip("'[]\"") + ".db")
            self.put(RULES, ADA)
            c = sqlite3.connect(self.db)
            c.execute(f"UPDATE client SET emails = CAST({value} AS TEXT)")
            c.commit()
            c.close()
            error = self.refused("show", "ada", says=('"emails"', "paletti check"))
            self.assertNotIn("save the file as UTF-8", error)

    def test_private_modes(self):
        self.put(ADA)
        self.assertEqual(os.stat(self.db).st_mode & 0o777, 0o600)
        self.assertEqual(os.stat(os.path.dirname(self.db)).st_mode & 0o777, 0o700)

    def test_filter_words_are_told_in_the_language_of_the_screen(self):
        self.put(RULES, ADA)
        for language, some, values in (
                ("en", ["late", "since:", "theirs>"], ["owed:me", "lang:es", "breach:hours", "by:client"]),
                ("es", ["tarde", "cliente-desde:", "suyos>"], ["debe:yo", "idioma:es", "incumplimiento:horario", "por:cliente"]),
                ("it", ["ritardo", "cliente-dal:", "loro>"], ["deve:io", "lingua:es", "violazione:orari", "di:cliente"])):
            error = self.refused("clients", "zzz:1", "--language", language, says=some)
            told = error.replace("hay ", "are ").replace("ci sono ", "are ").split("are ", 1)[1].split(". ")[0].split(", ")
            self.assertGreater(len(told), 15)
            for word in [w for w in told if w[-1] not in ":>"] + [w + "3" for w in told if w[-1] == ">"] + values:
                self.assertEqual(self.ok("clients", word, "--json"), self.ok("clients", "--language", language, word, "--json"))

    # --- completions ---

    def test_completions_are_sound_scripts(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.ok("--completion", shell)
            self.assertIn("import", script)
            path = os.path.join(self.folder.name, "completion")
            with open(path, "w") as f:
                f.write(script)
            done = subprocess.run([shell, "-n", path], capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""), shell)
        self.refused("--completion", "csh", code=2)

    def test_bash_completes(self):
        script = self.ok("--completion", "bash")
        ask = script + '\nCOMP_WORDS=(paletti im); COMP_CWORD=1; _paletti; echo "${COMPREPLY[@]}"\n' \
                       'COMP_WORDS=(paletti import --format mb); COMP_CWORD=3; _paletti; echo "${COMPREPLY[@]}"\n' \
                       'COMP_WORDS=(paletti set th); COMP_CWORD=2; _paletti; echo "${COMPREPLY[@]}"\n' \
                       'COMP_WORDS=(paletti set theme d); COMP_CWORD=3; _paletti; echo "${COMPREPLY[@]}"\n' \
                       'COMP_WORDS=(paletti later a); COMP_CWORD=2; _paletti; echo "${COMPREPLY[@]}"\n' \
                       'COMP_WORDS=(paletti explain m); COMP_CWORD=2; _paletti; echo "${COMPREPLY[@]}"\n'
        self.put(RULES, ADA, message("mail-1", "ada", "2026-03-10T09:30:00+01:00"))
        ask = f'paletti() {{ {PALETTI} --db {self.db} --now {NOW} "$@"; }}\n' + ask
        done = subprocess.run(["bash", "-c", ask], capture_output=True, text=True)
        self.assertEqual(done.stdout.split("\n")[:6], ["import", "mbox", "theme", "dark", "ada", "mail-1"], done.stderr)

    def test_letter(self):
        me = {"type": "me", "name": "Nora Inventada", "email": ["nora@palabra.example"]}
        call = {"type": "interaction", "ref": "late", "client": "ada", "at": "2026-03-12T22:05:00+01:00", "direction": "in",
                "kind": "call", "channel": "phone"}
        self.put(me, RULES, {**ADA, "people": [{"given": "Ada", "role": "contact"}]}, call)
        text = self.ok("letter", "ada", "T4", "--of", "late", "--reason", "rest")
        self.assertTrue(text.startswith("# Your call of Thursday, 12 March\n\nHello Ada,\n\nI saw your call"), text)
        self.assertEqual(self.json("letter", "ada", "T4", "--of", "late", "--reason", "rest")["missing"], [])
        self.assertEqual(self.json("letter", "ada", "T4", "--of", "late", code=1), {"subject": None, "text": None, "missing": ["reason"]})
        said = self.run_raw("letter", "ada", "T4", "--of", "late")
        self.assertEqual((said.returncode, said.stdout), (1, b""))
        self.assertIn(b"it lacks reason", said.stderr)
        tone = self.run_raw("letter", "ada", "T4", "--of", "late", "--reason", "You ALWAYS do it")
        self.assertEqual(tone.returncode, 0)
        self.assertIn(b'"ALWAYS"', tone.stderr)



class Dealings(Shell):
    """Promises, deliveries, colleagues: what points at what, and what goes with a client."""

    def put_all(self):
        money = {"amount": "1450.00", "currency": "EUR"}
        self.put(RULES, ADA, BLAS,
                 {"type": "invoice", "ref": "v", "client": "ada", "number": "INV-7", "amount": money, "issued_on": "2026-02-01"},
                 {"type": "promise", "ref": "s", "client": "ada", "said_on": "2026-03-01", "pays_on": "2026-03-05", "invoice": "v"},
                 {"type": "delivery", "ref": "l", "client": "ada", "on": "2026-03-02", "what": "header"},
                 {"type": "complaint", "ref": "n", "client": "ada", "on": "2026-03-03", "delivery": "l"},
                 {"type": "colleague", "ref": "g", "name": "Pia Vecina"},
                 {"type": "referral", "client": "ada", "colleague": "g", "on": "2026-03-04"},
                 {"type": "task", "ref": "j", "client": "ada", "kind": "call", "what": "say it"},
                 {"type": "lesson", "ref": "e", "client": "blas", "on": "2026-03-04", "text": "ask first"})

    def test_what_is_pointed_at_stays(self):
        self.put_all()
        for ref, of in (("delivery:l", "complaint:n"), ("invoice:v", "promise:s"), ("colleague:g", "referral:ada:g:2026-03-04")):
            self.refused("remove", ref, says=("other records refer", of))
        self.refused("import", "--format", "jsonl", "-", stdin=b'{"type":"promise","ref":"t","client":"ada","said_on":"2026-03-01",'
                     b'"pays_on":"2026-03-05","invoice":"nobody"}\n', says=("line 1", "promise.invoice", '"nobody"'))
        self.ok("remove", "complaint:n", "delivery:l")

    def test_what_goes_with_a_client(self):
        self.put_all()
        before = self.ok("export", "--format", "jsonl")
        self.refused("remove", "ada", says=("6 other records", "--with-log"))
        self.ok("remove", "ada", "--with-log")
        left = [json.loads(line)["type"] for line in self.ok("export", "--format", "jsonl").splitlines()]
        self.assertEqual(sorted(left), ["client", "colleague", "lesson", "rule"])
        self.ok("undo")
        self.assertEqual(self.ok("export", "--format", "jsonl"), before)

    def test_one_for_each_of_what_makes_its_ref(self):
        self.put_all()
        self.assertEqual(self.put({"type": "intake", "client": "ada", "question": "Date?", "answer": "no", "on": "2026-03-01"})["new"], 1)
        again = self.put({"type": "intake", "client": "ada", "question": "Date?", "answer": "yes", "on": "2026-03-02"})
        self.assertEqual((again["new"], again["updated"]), (0, 1))
        self.ok("add", "rate", "currency=usd", "on=2026-03-01", "per_base=1.1")
        self.refused("edit", "rate:USD:2026-03-01", "on=2026-03-02", says=("stays as it is",))
        self.ok("edit", "rate:USD:2026-03-01", "per_base=1.2")
        self.refused("edit", "rate:USD:2026-03-01", "per_base=0", says=("is no rate",))
        self.assertEqual(self.json("records", "rate")[0]["ref"], "USD:2026-03-01")


class Profile(Shell):
    """Whom I work for, shown and on one page."""

    def test_one_page(self):
        self.put(RULES, ADA)
        self.refused("profile", says=("there is no profile yet", "paletti add profile"))
        long = "a question of many words, " * 12
        self.ok("add", "profile", "industries=books, inns", "questions=Is there a date?; " + long.strip(", "))
        self.ok("add", "me", "name=Nora Inventada", "target_rate=60 EUR")
        page = self.ok("profile", "--print").splitlines()
        self.assertLessEqual(len(page), 60)
        self.assertLessEqual(max(map(len, page)), 72)
        self.assertTrue(page[0].startswith("Nora Inventada") and page[0].endswith("20 Mar 2026"), page[0])
        for line in ("I work for", "  - inns", "  1. Is there a date?", "  2. a question of many words, a question of many words, a",
                     "     question of many words,", "My ideal client", "  - pays early", "My terms", "  an hour should earn: 60.00 EUR"):
            self.assertTrue(any(found.startswith(line) for found in page), (line, page))
        self.assertEqual(self.json("profile")["industries"], ["books", "inns"])
        self.assertEqual(self.json("profile", "--print")["text"].splitlines(), page)

    def test_no_more_than_a_page(self):
        self.put(RULES)
        self.ok("add", "profile", "questions=" + "; ".join(f"Question {i}?" for i in range(80)))
        page = self.ok("profile", "--print").splitlines()
        self.assertEqual(len(page), 60)
        self.assertRegex(page[-1], "^[0-9]+ lines more do not fit on the page$")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
