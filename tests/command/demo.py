"""The demo: what its documents draw is what comes out, and moving it through the calendar changes nothing else.

Run by meson with the paths of paletti and of its data; by hand:
    PALETTI=build/src/paletti DEMO=data/demo python3 tests/command/demo.py
"""
import collections
import glob
import json
import os
import subprocess
import tempfile
import unittest
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

PALETTI = os.environ["PALETTI"]
DEMO = os.environ["DEMO"]
MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 11, 16, 10, 15, tzinfo=MADRID)
FIFTEEN = ["tormenta", "acme", "nube", "quejumbre", "confidenza", "fulmine", "bizcocho", "mandamas", "regateo", "kiosco",
           "grumbleton", "maraton", "willow", "humo", "gloria"]


def records():
    for path in sorted(glob.glob(os.path.join(DEMO, "*.jsonl"))):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(MADRID)


def wall(text):
    return instant(text).replace(tzinfo=None)


class Folder(unittest.TestCase):
    """A home of its own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.data = os.path.join(self.folder.name, "data")
        os.mkdir(self.data, 0o700)
        self.demo = os.path.join(self.data, "paletti", "demo.db")

    def run_raw(self, *words, now=NOW, db=None, stdin=b""):
        environment = {"HOME": self.folder.name, "XDG_DATA_HOME": self.data, "PATH": os.environ["PATH"],
                       "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        file = ["--db", db] if db else []
        return subprocess.run([PALETTI, *file, "--now", now.isoformat(), *words], input=stdin, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def json(self, *words, codes=(0,), **more):
        done = self.run_raw(*words, "--json", **more)
        self.assertIn(done.returncode, codes, done.stderr)
        return json.loads(done.stdout)

    def lines(self, db, **more):
        done = self.run_raw("export", "--format", "jsonl", db=db, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.decode().splitlines()]


class Facts(Folder):
    """At the fixed clock, what screens.md, decide.md and demo.md state."""

    @classmethod
    def setUpClass(cls):
        cls.by_ref = {r["ref"]: r for r in records() if "ref" in r}

    def setUp(self):
        super().setUp()
        self.demo = self.json("demo", "--fixed")["file"]
        self.judged = self.json("judge", db=self.demo)
        self.clients = {row["ref"]: row for row in self.json("clients", db=self.demo)}

    def breaches(self, client=None, by="client", counted=True, days=None):
        """How many of each kind; DAYS: in the last so many days."""
        kinds = collections.Counter()
        for row in self.judged:
            if client not in (None, row["client"]):
                continue
            for breach in row["breaches"]:
                if breach["by"] == by and breach["counted"] == counted and self.within(row, days):
                    kinds[breach["kind"]] += 1
        return dict(kinds)

    def within(self, row, days):
        record = self.by_ref[row["ref"]]
        if record["type"] == "interaction":
            at = instant(record["at"])
        elif record["type"] == "invoice":
            at = datetime.fromisoformat(record["due_on"]).replace(tzinfo=MADRID)
        else:
            at = instant(self.by_ref[record["interaction"]]["at"])
        return days is None or at > NOW - timedelta(days=days)

    def test_it_is_whole(self):
        check = self.json("check", db=self.demo)
        self.assertEqual((check["file"], check["faults"]), ("ok", []))
        types = collections.Counter(r["type"] for r in records())
        self.assertTrue(900 <= types["interaction"] <= 1000, types)
        self.assertEqual(sum(types.values()), len(self.lines(self.demo)))
        for ref in FIFTEEN:
            self.assertIn(ref, self.clients)

    def test_export_and_import_give_the_same(self):
        first = self.run_raw("export", "--format", "jsonl", db=self.demo).stdout
        other = os.path.join(self.data, "other.db")
        self.json("import", "--format", "jsonl", "-", db=other, stdin=first)
        self.assertEqual(first, self.run_raw("export", "--format", "jsonl", db=other).stdout)

    def test_three_invoices_and_two_replies(self):
        rows = self.json("today", db=self.demo, codes=(11,))
        self.assertEqual([(r["kind"], r["client"], r["overdue"]) for r in rows],
                         [("invoice", "acme", True), ("invoice", "tormenta", True), ("invoice", "nube", True),
                          ("promise", "acme", True), ("reply", "fulmine", False), ("reply", "quejumbre", False)])
        self.assertEqual(wall(rows[5]["due"]), datetime(2026, 11, 16, 17, 50))
        owed = [self.clients[ref]["owed"] for ref in ("acme", "tormenta", "nube")]
        self.assertEqual(owed, [[{"amount": a, "currency": "EUR"}] for a in ("3900.00", "2050.00", "1450.00")])

    def test_what_was_begun_before_one_looks(self):
        """A triage left at its seventh card, a decision slept on until Tuesday, and one put aside a week ago."""
        cooling, parked = self.json("decide", "mandamas", db=self.demo), self.json("decide", "regateo", db=self.demo)
        self.assertEqual((cooling["state"], cooling["path"], cooling["first_answer"]), ("cooling", "notice", "no"))
        self.assertEqual(wall(cooling["wakes"]), datetime(2026, 11, 17, 9, 30))
        self.assertEqual((parked["state"], parked["first_answer"]), ("parked", "unsure"))
        queue = {row["client"]: row["reasons"] for row in self.json("triage", db=self.demo)}
        self.assertEqual(queue["acme"][0], "promise_broken")
        self.assertEqual(queue["tormenta"][0], "step_due")
        self.assertEqual(queue["regateo"][0], "parked")
        self.assertEqual(queue["gloria"], ["review_due", "back_again"])
        self.assertEqual(queue["humo"], ["half_asked"])
        self.assertNotIn("mandamas", queue)

    def test_what_the_facts_say_of_quejumbre(self):
        """As decide.md draws them."""
        facts = self.json("facts", "quejumbre", db=self.demo)
        counts = facts["counts"]["window"]
        self.assertEqual((counts["requests"], counts["free_requests"]), (14, 11))
        self.assertEqual((counts["complaints"], counts["deliveries"]), (8, 9))
        self.assertEqual((counts["on_time"], counts["invoices"]), (6, 6))
        statement = self.json("statement", "quejumbre", "--on", "2026-12-01", db=self.demo)
        self.assertEqual(statement["total"], {"amount": "320.00", "currency": "EUR"})

    def test_quejumbre(self):
        self.assertEqual(self.breaches("quejumbre"), {"off_hours": 5, "channel": 3, "chase": 1})
        self.assertEqual(self.breaches("quejumbre", days=90), {"off_hours": 5, "channel": 3, "chase": 1})
        mine = self.breaches("quejumbre", by="me", days=184)
        self.assertEqual(mine["off_hours"], 4)
        self.assertTrue(self.breaches("quejumbre", counted=False))
        row = self.clients["quejumbre"]
        self.assertEqual((row["waiting"], row["overdue"], row["breaches"]["client"]), (True, False, 9))
        self.assertEqual(instant(row["due"]) - NOW, timedelta(hours=7, minutes=35))

    def test_quejumbres_log_as_drawn(self):
        drawn = [("13 Nov 22:40", "in", "whatsapp", '"and the third version?"', 2),
                 ("13 Nov 17:50", "in", "email", "wants a different header (4th)", 6),
                 ("12 Nov 16:05", "out", "email", "header v3 sent", 80),
                 ("12 Nov 09:10", "in", "phone", "complaint about header v2", 25),
                 ("11 Nov 16:00", "none", None, "training 8 of 12", 60),
                 ("10 Nov 21:15", "in", "whatsapp", '"just a detail"', 3),
                 ("06 Nov 12:00", "out", "email", "header v2 sent", 125),
                 ("29 Oct 13:30", "in", "email", "complaint about header v1; two points right", 8),
                 ("26 Oct 09:40", "in", "email", "chased after 20 h; the window is 72 h", 4),
                 ("05 Oct 19:30", "in", "whatsapp", 'photo of a banner, "can you do this too?"', 5),
                 ("30 Sep 16:00", "none", None, "training 4 of 12", 60),
                 ("11 Sep 10:00", "out", "email", "note: what is covered, what costs extra", 30),
                 ("03 Jun 11:00", "out", "phone", "talk about contact hours", 20)]
        log = self.json("log", "quejumbre", "--limit", "0", db=self.demo)
        rows = [(wall(r["at"]).strftime("%d %b %H:%M"), r["direction"], r.get("channel"), r["subject"], r.get("minutes"))
                for r in log]
        at = [rows.index(row) for row in drawn]
        self.assertEqual(at, sorted(at))
        self.assertEqual(at[:2], [0, 1])
        paid = [r for r in self.by_ref.values() if r["type"] == "payment" and r["client"] == "quejumbre"]
        self.assertEqual(len(log) + len(paid), 214)
        signs = collections.Counter(s for r in log if instant(r["at"]) > NOW - timedelta(days=184) for s in r.get("signs", []))
        self.assertEqual((signs["nitpick"], signs["beyond_contract"]), (8, 14))

    def test_quejumbres_credit(self):
        package = self.by_ref["package-quejumbre-sessions"]
        uses = [r for r in self.by_ref.values() if r["type"] == "use" and r["package"] == package["ref"]]
        left = int(package["quantity"]) - len(uses)
        self.assertEqual(left * float(package["price"]["amount"]) / int(package["quantity"]), 320.0)
        self.assertEqual(self.by_ref["pay-quejumbre-sessions"]["method"], "stripe")

    def test_counts_beside_the_names(self):
        for days in (90, None):
            self.assertEqual(self.breaches("confidenza", days=days)["off_hours"], 7)
            self.assertEqual(self.breaches("fulmine", days=days)["chase"], 4)
        self.assertEqual(self.breaches("grumbleton")["late_material"], 1)
        for client, sign, n in (("grumbleton", "beyond_contract", 6), ("regateo", "haggles", 5)):
            found = [r for r in self.by_ref.values() if r["type"] == "interaction" and r["client"] == client and
                     sign in r.get("signs", []) and instant(r["at"]) > NOW - timedelta(days=91)]
            self.assertEqual(len(found), n, client)

    def test_the_last_ninety_days(self):
        self.assertEqual(sum(self.breaches(days=90).values()), 47)
        self.assertEqual(sum(self.breaches(by="me", days=90).values()), 29)

    def test_late_by(self):
        for ref, days in (("inv-tormenta-3", 21), ("inv-acme-4", 46)):
            self.assertEqual((NOW.date() - date.fromisoformat(self.by_ref[ref]["due_on"])).days, days)
        files = self.by_ref["ask-grumbleton-files"]
        due = instant(self.by_ref["grumbleton-ask-files"]["at"]) + timedelta(days=7)
        self.assertEqual((instant(files["received"]) - due).days, 26)

    def row(self, ref):
        return next(r for r in self.judged if r["ref"] == ref)

    def test_edges_of_the_day(self):
        at_closing = next(r for r in self.by_ref.values() if r.get("at", "").startswith("2026-11-13T18:00:00"))
        row = self.row(at_closing["ref"])
        self.assertEqual((wall(row["receipt"]), wall(row["due"])),
                         (datetime(2026, 11, 16, 9, 30), datetime(2026, 11, 19, 9, 30)))
        before = next(r for r in self.by_ref.values() if "T09:29:59" in r.get("at", ""))
        self.assertEqual(wall(self.row(before["ref"])["receipt"]).time().isoformat(), "09:30:00")

    def test_mail_at_night_is_no_breach(self):
        late = next(r for r in self.by_ref.values() if r.get("subject") == "Late for you, no hurry at all")
        self.assertEqual(instant(late["at"]).hour, 23)
        self.assertEqual((self.row(late["ref"])["breaches"], self.row(late["ref"])["state"]), ([], "waiting"))

    def test_half_past_two_twice(self):
        night = next(r for r in self.by_ref.values() if r.get("at", "").startswith("2026-10-25T02:30"))
        self.assertEqual(night["at"], "2026-10-25T02:30:00+01:00")

    def test_old_breaches_keep_the_old_rule(self):
        rules = [r for r in records() if r["type"] == "rule"]
        self.assertEqual(len(rules), 2)
        chats = [r for r in self.judged if self.by_ref[r["ref"]].get("channel") == "whatsapp" and r["client"] == "fulmine"]
        kinds = {(self.by_ref[r["ref"]]["at"] >= "2026-06", b["kind"]) for r in chats for b in r["breaches"] if b["kind"] != "chase"}
        self.assertEqual(kinds, {(False, "off_hours"), (True, "channel")})

    def test_what_was_done_about_breaches(self):
        states = {(row["ref"], b["kind"]): b["state"] for row in self.json("judge", db=self.demo) for b in row["breaches"]}
        done = {key: state for key, state in states.items() if state != "open"}
        self.assertEqual(done, {("fulmine-073", "channel"): "reminded", ("fulmine-081", "chase"): "reminded",
                                ("mandamas-064", "off_hours"): "waived"})
        self.assertEqual(self.json("drafts", db=self.demo), [])
        sent = self.json("drafts", "--all", db=self.demo)
        self.assertEqual([(d["code"], d["about"], d["done_on"]) for d in sent],
                         [("T4", "chase:fulmine-081", "2026-09-29"), ("T5", "channel:fulmine-073", "2026-09-08")])
        # What was sent is what stands in the log of that day.
        for draft in sent:
            text = json.loads(self.run_raw("show", "draft:" + draft["ref"], "--json", db=self.demo).stdout)["text"]
            self.assertIn(text, [r.get("body") for r in self.by_ref.values() if r.get("at", "").startswith(draft["done_on"])])

    def test_somebody_with_nothing_but_zeros(self):
        row = self.clients["zoe"]
        self.assertEqual((row["waiting"], row["owed"], row["breaches"], row["last"]),
                         (False, [], {"client": 0, "me": 0}, None))

    def test_names_that_break_programs(self):
        names = " ".join(json.dumps(r, ensure_ascii=False) for r in records() if r["type"] == "client")
        for letter in "ñà&'":
            self.assertIn(letter, names)

    def test_everybody_in_their_own_language(self):
        spoken = {r["ref"]: (r["language"], r["register"]) for r in records() if r["type"] == "client"}
        expected = {"tormenta": ("es-ES", "tu"), "acme": ("it-IT", "lei"), "nube": ("es-ES", "usted"),
                    "confidenza": ("it-IT", "tu_it"), "bizcocho": ("es-AR", "vos"), "mandamas": ("es-AR", "usted"),
                    "kiosco": ("es-MX", "tu"), "grumbleton": ("en-GB", "none"), "willow": ("en-US", "none")}
        for ref, language in expected.items():
            self.assertEqual(spoken[ref], language)

    def test_nobody_says_the_same_thing_twice(self):
        said = collections.Counter(r["body"] for r in records() if r["type"] == "interaction" and len(r.get("body", "")) > 20)
        self.assertEqual([text for text, n in said.items() if n > 1], [])

    def test_lists_of_other_programs(self):
        for name, new in (("hubspot", 3), ("teamwork", 3)):
            answer = self.json("import", "--format", "csv", os.path.join(DEMO, name + ".csv"), db=self.demo)
            self.assertEqual((answer["new"], answer["skipped"]), (new, []))


class Moving(Folder):
    """The demo of another day."""

    DAYS = [datetime(2026, 11, 16, 10, 15), datetime(2026, 11, 22, 5, 0), datetime(2027, 3, 29, 9, 0),
            datetime(2027, 7, 1, 23, 0), datetime(2027, 10, 31, 2, 30), datetime(2028, 2, 29, 12, 0), datetime(2026, 1, 5, 8, 0)]

    def test_every_instant_and_date_moves_by_the_same_weeks(self):
        written = {json.dumps([r["type"], r.get("ref"), i]): r for i, r in enumerate(self.lines(self.json("demo", "--fixed")["file"]))}
        for day in self.DAYS:
            with self.subTest(day=day):
                now = day.replace(tzinfo=MADRID)
                answer = self.json("demo", "--fresh", now=now) if os.path.exists(self.demo) else self.json("demo", now=now)
                monday = (day + timedelta(days=2)).date()
                monday -= timedelta(days=(monday - date(2026, 11, 16)).days % 7)
                self.assertEqual(answer["weeks"], (monday - date(2026, 11, 16)).days // 7)
                self.assertEqual(wall(answer["now"]), datetime(2026, 11, 16, 10, 15) + timedelta(weeks=answer["weeks"]))
                self.assertEqual(self.json("check", db=self.demo, now=now)["faults"], [])
                moved = self.lines(self.demo, now=now)
                self.assertEqual(len(moved), len(written))
                self.compare_all(list(written.values()), moved, answer["weeks"])

    def compare_all(self, written, moved, weeks):
        """Interactions of one night that the clocks repeat or skip may change places: matched by ref."""
        def key(r):
            made = {"rate": ("currency", "per_base"), "intake": ("client", "question")}.get(r["type"])
            if made:
                return (r["type"], *(r[name] for name in made))
            return (r["type"], r.get("ref") or r.get("of") or r.get("zone") and r["type"] + str(len(r.get("special", []))) + str(r.get("reason")))
        others = {key(r): r for r in moved}
        for record in written:
            self.compare(record, others[key(record)], weeks, record)

    def compare(self, a, b, weeks, record):
        if isinstance(a, dict):
            self.assertEqual(list(a), list(b))
            for name in a:
                if name != "hash": # of a decision: of the words, with their dates
                    self.compare(a[name], b[name], weeks, record)
        elif isinstance(a, list):
            self.assertEqual(len(a), len(b))
            for x, y in zip(a, b):
                self.compare(x, y, weeks, record)
        elif isinstance(a, str) and len(a) == 20 and a.endswith("Z") and a[4] == "-":
            wanted = wall(a) + timedelta(weeks=weeks)
            skipped = wanted.replace(tzinfo=MADRID).astimezone(ZoneInfo("UTC")).astimezone(MADRID).replace(tzinfo=None)
            self.assertTrue(wall(b) == wanted or (skipped != wanted and wall(b).minute == 0), (record, a, b))
        elif isinstance(a, str) and len(a) == 10 and a[4] == a[7] == "-" and a[:4].isdigit():
            self.assertEqual(date.fromisoformat(b), date.fromisoformat(a) + timedelta(weeks=weeks), record)
        else:
            self.assertEqual(a, b, record)

    def verdicts(self, db, now, weeks):
        """By ref: state and breaches; receipt and due as the wall clock showed them where they were written."""
        back = timedelta(weeks=weeks)
        rows = {}
        for row in self.json("judge", db=db, now=now):
            times = tuple(row.get(k) and wall(row[k]) - back for k in ("receipt", "due"))
            kinds = sorted((b["by"], b["kind"], b["counted"]) for b in row["breaches"])
            rows[row["ref"]] = (row.get("state"), kinds, times)
        return rows

    def test_judged_the_same_but_for_the_clocks(self):
        written = self.verdicts(self.json("demo", "--fixed")["file"], NOW, 0)
        by_ref = {r["ref"]: r for r in records() if "ref" in r}
        for weeks in (1, 19, 52, 70):
            now = (NOW.replace(tzinfo=None) + timedelta(weeks=weeks)).replace(tzinfo=MADRID)
            self.json("demo", *(["--fresh"] if os.path.exists(self.demo) else []), now=now)
            moved = self.verdicts(self.demo, now, weeks)
            for ref in written.keys() | moved.keys():
                if written.get(ref) != moved.get(ref):
                    self.assertTrue(self.near_a_change(by_ref[ref], weeks), (weeks, ref, written.get(ref), moved.get(ref)))

    def near_a_change(self, record, weeks):
        """Whether the clocks change within five days of RECORD, where it is written or where it went; one
        answer later or earlier may change what an entry of the days around it is."""
        at = datetime.fromisoformat(record.get("at") or self.asked_at(record)).replace(tzinfo=None)
        for begin in (at, at + timedelta(weeks=weeks)):
            offsets = {(begin + timedelta(days=d)).replace(tzinfo=MADRID).utcoffset() for d in range(-5, 6)}
            if len(offsets) > 1:
                return True
        return False

    def asked_at(self, record):
        return next(r["at"] for r in records() if r.get("ref") == record["interaction"])

    def test_something_waits_on_each_working_day_until_thursday(self):
        for days in range(-2, 4):
            now = NOW + timedelta(days=days, weeks=3)
            answer = self.json("demo", now=now)
            waiting = [c for c in self.json("clients", db=self.demo, now=now) if c["waiting"] and not c["overdue"]]
            self.assertTrue(waiting or now.weekday() == 3, (now, answer))

    def test_nothing_lies_ahead_of_a_saturday(self):
        last = max(instant(r["at"]) for r in records() if r["type"] == "interaction")
        self.assertLess(last, datetime(2026, 11, 14, tzinfo=MADRID))


class Files(Folder):
    """Which file is made, kept, renewed, refused."""

    def test_the_own_file_is_never_touched(self):
        self.json("import", "--format", "jsonl", "-", stdin=b'{"type":"client","ref":"x","name":"X"}\n')
        own = os.path.join(self.data, "paletti", "paletti.db")
        before = contents(own)
        self.assertEqual(self.json("demo")["demo"], "made")
        self.json("demo", "--fixed")
        self.json("demo", "--fresh")
        self.assertEqual(before, contents(own))
        self.assertEqual([c["ref"] for c in self.json("clients")], ["x"])
        done = self.run_raw("demo", db=own)
        self.assertEqual((done.returncode, before), (1, contents(own)))
        self.assertIn(b"is not the demo", done.stderr)

    def test_made_once_a_week_unless_it_was_changed(self):
        week = timedelta(weeks=1)
        self.assertEqual(self.json("demo")["demo"], "made")
        self.assertEqual(self.json("demo", now=NOW + timedelta(days=4))["demo"], "opened")
        renewed = self.json("demo", now=NOW + 2 * week)
        self.assertEqual((renewed["demo"], renewed["weeks"], renewed.get("kept")), ("renewed", 2, None))
        self.run_raw("log", "willow", "--add", "in email xylophone", db=self.demo, now=NOW + 2 * week)
        aged = self.json("demo", now=NOW + 5 * week)
        self.assertEqual((aged["demo"], aged["weeks"], aged["age"]), ("opened", 2, 3))
        self.assertIn("--fresh", self.run_raw("demo", now=NOW + 5 * week).stdout.decode())
        fresh = self.json("demo", "--fresh", now=NOW + 5 * week)
        self.assertEqual((fresh["demo"], fresh["weeks"]), ("renewed", 5))
        self.assertTrue(os.path.exists(fresh["kept"]))
        mine = self.run_raw("search", "xylophone", "--json", db=fresh["kept"], now=NOW + 5 * week).stdout
        self.assertIn(b"xylophone", mine)
        left = sorted(os.path.basename(p) for p in glob.glob(os.path.join(self.data, "paletti", "*")))
        self.assertEqual([p for p in left if "replaced" not in p and "backups" not in p], ["demo.db", "demo.db-lock"])

    def test_a_file_of_ones_choice(self):
        chosen = os.path.join(self.data, "chosen.db")
        self.assertEqual(self.json("demo", db=chosen)["file"], chosen)
        self.assertFalse(os.path.exists(self.demo))

    def test_wrong_words(self):
        for words in (["demo", "now"], ["demo", "--stale"]):
            self.assertEqual(self.run_raw(*words).returncode, 2)


if __name__ == "__main__":
    unittest.main()
