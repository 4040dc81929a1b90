"""Refunds, from `paletti refund` through the outbox and the courier to a service that keeps what really happened.

  PALETTI=build/src/paletti COURIER=build/src/courier/paletti-courier KILLS=50 python3 tests/links/refunds.py [CASE]
"""
import datetime
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

from stripe_case import KEY, LIVE_KEY, StripeCase

PALETTI = os.path.abspath(os.environ["PALETTI"])
HOUR = 3600
KILLS = int(os.environ.get("KILLS", "1"))  # how often at each step
EVERY_DAY = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def day(back=0):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=back)).strftime("%Y-%m-%d")


class RefundCase(StripeCase):
    """One client with ten sessions, half of them used, paid by Stripe; a file and a configuration of their own."""

    def setUp(self):
        super().setUp()
        self.home = tempfile.mkdtemp(prefix="paletti-refunds-")
        self.moved = 0
        self.customer = self.stripe.add_customer("ana@casa.example")["id"]
        self.configure(KEY)
        self.begin()

    def begin(self):
        self.put({"type": "me", "name": "Nora", "email": ["nora@palabra.example"], "zone": "Etc/UTC", "currency": "EUR"},
                 {"type": "rule", "from": "2020-01-01T00:00:00Z", "zone": "Etc/UTC", "hours": EVERY_DAY},
                 {"type": "client", "ref": "casa", "name": "Casa Azul", "short": "Casa", "state": "active", "since": "2020-01-01",
                  "emails": ["ana@casa.example"]})

    def tearDown(self):
        shutil.rmtree(self.home)
        super().tearDown()

    def configure(self, key):
        folder = os.path.join(self.home, ".config", "paletti")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        secret = os.path.join(self.home, "key")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as f:
            f.write(key + "\n")
        with open(os.open(os.path.join(folder, "paletti.conf"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as f:
            f.write(f'[stripe]\nbase = {self.service.base}\nca = {self.authority.file}\nsecret_command = ["cat", "{secret}"]\n')

    # --- the program ---

    def start(self, *words):
        env = {"HOME": self.home, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        now = datetime.datetime.fromtimestamp(time.time() + self.moved, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return subprocess.Popen([PALETTI, "--now", now, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, env=env, start_new_session=True)

    def run_words(self, *words):
        process = self.start(*words)
        out, err = process.communicate(timeout=60)
        for key in (KEY, LIVE_KEY):
            self.assertNotIn(key, out + err)
        return process.returncode, out, err

    def paletti(self, *words):
        code, out, err = self.run_words(*words)
        self.assertEqual(code, 0, f"{words}: {out}{err}")
        return out

    def refund_json(self, *words):
        return json.loads(self.paletti("--json", "refund", "Casa", *words))

    def refuses(self, *words):
        code, out, err = self.run_words("refund", "Casa", *words)
        self.assertNotEqual(code, 0, out)
        return err

    def release(self):
        return self.run_words("outbox", "--release")

    def pass_time(self, seconds):
        self.moved += seconds
        self.stripe.moved += seconds

    def put(self, *records):
        path = os.path.join(self.home, "records.jsonl")
        with open(path, "w") as f:
            f.writelines(json.dumps(r) + "\n" for r in records)
        self.paletti("import", "--format", "jsonl", path)

    def export(self):
        return [json.loads(line) for line in self.paletti("export", "--format", "jsonl").splitlines()]

    def of_type(self, kind):
        return [r for r in self.export() if r["type"] == kind]

    def database(self):
        return sqlite3.connect(os.path.join(self.home, ".local", "share", "paletti", "paletti.db"))

    # --- what is there ---

    def buys(self, ref="p1", amount="600.00", there=True, live=False, quantity="10", used=5, linked=True, back=1, **fields):
        """A package that was paid; THERE: Stripe knows it, LINKED: and so do the records."""
        source = None
        if there:
            minor = int(amount.replace(".", ""))
            source = self.stripe.add_payment(minor, customer=self.customer, livemode=live, created=self.stripe.now() - back * 86400)["id"]
        payment = {"type": "payment", "ref": ref, "client": "casa", "amount": {"amount": amount, "currency": "EUR"},
                   "on": day(back), "method": "stripe", **fields}
        if source and linked:
            payment["external_id"] = source
        self.put(payment, {"type": "package", "ref": "k-" + ref, "client": "casa", "unit": "session", "quantity": quantity,
                           "price": {"amount": amount, "currency": "EUR"}, "bought_on": day(back), "payments": [ref]},
                 *({"type": "use", "ref": f"u-{ref}-{i}", "package": "k-" + ref, "on": day(back)} for i in range(used)))
        return source

    def confirmed(self, **more):
        source = self.buys(**more)
        self.paletti("refund", "Casa", "plan")
        self.paletti("refund", "Casa", "confirm", "--name", "casa")
        return source

    def line(self, n=0):
        return self.refund_json()["lines"][n]

    def states(self):
        return [r["state"] for r in self.refund_json()["lines"] if r["ref"]]

    def made(self, source):
        charge = self.stripe.charges[self.stripe.intents[source]["latest_charge"]]
        return [r for r in self.stripe.refunds_of(charge) if r["status"] not in ("failed", "canceled")]

    def total(self):
        return json.loads(self.paletti("--json", "statement", "Casa"))["total"]["amount"]

    def repaid(self):
        return [r["amount"]["amount"] for r in self.of_type("payment") if r["amount"]["amount"].startswith("-")]


class Planning(RefundCase):
    def test_nothing_to_return(self):
        answer = self.refund_json()
        self.assertEqual((answer["lines"], answer["settled"], answer["truth"]), ([], True, "nothing"))

    def test_a_line_for_each_payment_newest_first(self):
        self.buys("p1", back=2)
        self.buys("p2", amount="90.00", quantity="3", used=1)
        lines = self.refund_json("plan")["lines"]
        self.assertEqual([(r["payment"], r["amount"]["amount"], r["state"]) for r in lines],
                         [("p2", "60.00", "planned"), ("p1", "300.00", "planned")])
        again = self.refund_json("plan")["lines"]
        self.assertEqual([r["ref"] for r in again], [r["ref"] for r in lines])

    def test_the_statement_changes(self):
        self.buys()
        self.refund_json("plan")
        self.put({"type": "use", "ref": "u-more", "package": "k-p1", "on": day(1)})
        self.assertEqual(self.line()["block"], "stale")
        self.assertIn("something else", self.refuses("confirm", "--name", "Casa"))
        self.assertEqual([r["amount"]["amount"] for r in self.refund_json("plan")["lines"]], ["240.00"])

    def test_by_the_last_day_of_the_goodbye(self):
        self.buys()
        self.put({"type": "use", "ref": "u-booked", "package": "k-p1", "on": day(-3)})
        self.assertEqual([r["amount"]["amount"] for r in self.refund_json()["lines"]], ["300.00"])
        self.put({"type": "farewell", "ref": "bye-1", "client": "casa", "decision": "d-1", "begun_on": day(2), "last_day": day(-5)})
        line = self.refund_json("plan")["lines"]
        self.assertEqual([(r["amount"]["amount"], r["farewell"]) for r in line], [("240.00", "bye-1")])
        self.assertEqual([r["amount"]["amount"] for r in self.refund_json("--give-back", "u-booked")["lines"] if r["block"] == "stale"],
                         ["240.00"])
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")

    def test_what_nobody_knows(self):
        self.put({"type": "package", "ref": "k", "client": "casa", "unit": "session", "quantity": "4",
                  "price": {"amount": "100.00", "currency": "EUR"}, "bought_on": day(1)})
        answer = self.refund_json("plan")
        self.assertEqual([(r["block"], r["payment"]) for r in answer["lines"]], [("no_payment", None)])
        self.assertTrue(answer["asks"])
        self.assertFalse(answer["settled"])

    def test_no_record_by_hand(self):
        self.buys()
        self.refund_json("plan")
        ref = self.line()["ref"]
        for words in (("add", "refund", "casa"), ("edit", ref, "amount=1"), ("remove", ref)):
            self.assertNotEqual(self.run_words(*words)[0], 0, words)

    def test_undo_goes_past_it(self):
        self.buys()
        self.refund_json("plan")
        self.assertEqual(self.run_words("undo")[0] == 0, False)  # the payment holds: its refund is planned
        self.paletti("refund", "Casa", "drop")
        self.paletti("undo")


class Finding(RefundCase):
    def find(self, *words):
        return self.refund_json("find", *words)

    def test_one_of_each(self):
        source = self.buys(linked=False)
        found = self.find()
        self.assertEqual([(m["match"], m["source"]) for m in found["payments"]], [("found", source)])
        self.assertEqual(found["mode"], "TEST")
        self.assertEqual([p["external_id"] for p in self.of_type("payment")], [source])
        self.assertEqual([m["match"] for m in self.find()["payments"]], ["linked"])

    def test_planned_first(self):
        source = self.buys(linked=False)
        self.assertEqual([(r["state"], r["block"]) for r in self.refund_json("plan")["lines"]], [("planned", "unlinked")])
        self.find()
        self.assertEqual(self.line()["block"], "free")
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.release()
        self.assertEqual(len(self.made(source)), 1)

    def test_ambiguous_is_asked(self):
        self.buys("p1", linked=False)
        second = self.buys("p2", linked=False)
        found = self.find()
        self.assertEqual([m["match"] for m in found["payments"]], ["several", "several"])
        self.assertEqual([p.get("external_id") for p in self.of_type("payment")], [None, None])
        number = next(r["n"] for r in self.refund_json()["lines"] if r["payment"] == "p2")
        self.paletti("refund", "Casa", "find", str(number), "--source", second)
        self.assertEqual({p["ref"]: p.get("external_id") for p in self.of_type("payment")}, {"p1": None, "p2": second})
        self.assertEqual([m["match"] for m in self.find()["payments"]], ["found", "linked"])

    def test_another_currency(self):
        self.stripe.add_payment(60000, "usd", self.customer, created=self.stripe.now() - 86400)
        self.buys(there=False)
        self.assertEqual([m["match"] for m in self.find()["payments"]], ["currency"])

    def test_another_mode(self):
        self.buys(live=True)
        found = self.find()
        self.assertEqual([m["match"] for m in found["payments"]], ["not_there"])
        self.refund_json("plan")
        self.refuses("confirm", "--name", "Casa")
        self.configure(LIVE_KEY)
        self.stripe.customers[self.customer]["livemode"] = True
        self.assertEqual([(m["match"]) for m in self.find()["payments"]], ["linked"])
        self.assertEqual(self.find()["mode"], "LIVE")

    def test_disputed(self):
        source = self.buys(linked=False)
        self.stripe.charges[self.stripe.intents[source]["latest_charge"]]["disputed"] = True
        self.assertEqual([(m["match"], m["disputed"]) for m in self.find()["payments"]], [("found", True)])
        self.refund_json("plan")
        self.assertIn("bank", self.refuses("confirm", "--name", "Casa"))

    def test_no_address(self):
        self.put({"type": "client", "ref": "casa", "name": "Casa Azul", "short": "Casa", "state": "active"})
        self.assertIn("no e-mail address", self.refuses("find"))


class Confirming(RefundCase):
    def test_the_whole_way(self):
        source = self.buys()
        self.paletti("refund", "Casa", "plan")
        shown = self.paletti("refund", "Casa", "confirm")
        for word in ("TEST", "300.00 EUR", source, "paletti_intent", "Nothing is confirmed yet"):
            self.assertIn(word, shown)
        self.assertEqual(self.line()["state"], "planned")
        self.assertIn("short name", self.refuses("confirm", "--name", "Caso"))
        confirmed = self.refund_json("confirm", "--name", "casa")
        self.assertTrue(confirmed["confirmed"])
        self.assertEqual(self.line()["state"], "confirmed")
        self.assertEqual(self.posts(), [])
        self.assertEqual(self.total(), "300.00")
        self.release()
        line = self.line()
        self.assertEqual((line["state"], line["mode"], line["intent"]), ("succeeded", "TEST", confirmed["intent"]))
        self.assertEqual([(r["id"], r["amount"]) for r in self.made(source)], [(line["external_id"], 30000)])
        answer = self.refund_json()
        self.assertEqual((answer["settled"], answer["truth"], answer["left"]), (True, "returned", []))
        self.assertEqual((self.total(), self.repaid()), ("0.00", ["-300.00"]))
        self.assertEqual(self.run_words("check")[0], 0)
        self.release()
        self.assertEqual(len(self.made(source)), 1)

    def test_live_is_said(self):
        self.configure(LIVE_KEY)
        source = self.buys(live=True)
        self.paletti("refund", "Casa", "plan")
        self.assertIn("LIVE: real money", self.paletti("refund", "Casa", "confirm"))
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.release()
        self.assertEqual((self.line()["mode"], len(self.made(source))), ("LIVE", 1))

    def test_taken_back(self):
        source = self.confirmed()
        self.paletti("refund", "Casa", "take-back")
        self.assertEqual(self.line()["state"], "planned")
        self.release()
        self.assertEqual(self.made(source), [])
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.release()
        self.assertEqual(len(self.made(source)), 1)
        self.assertIn("may have left", self.refuses("take-back", "1"))

    def test_twice_at_once(self):
        source = self.buys()
        self.paletti("refund", "Casa", "plan")
        both = [self.start("refund", "Casa", "confirm", "--name", "Casa") for _ in range(2)]
        self.assertEqual(sorted(p.wait(60) != 0 for p in both), [False, True])
        for p in both:
            p.communicate()
        both = [self.start("outbox", "--release") for _ in range(2)]
        for p in both:
            p.communicate(timeout=60)
        self.release()
        self.assertEqual(len(self.made(source)), 1)
        self.assertEqual(self.line()["state"], "succeeded")

    def test_the_key_of_another_mode(self):
        source = self.confirmed()
        self.configure(LIVE_KEY)
        self.release()
        self.assertEqual((self.line()["state"], self.posts()), ("confirmed", []))
        self.configure(KEY)
        self.pass_time(HOUR)
        self.release()
        self.assertEqual(len(self.made(source)), 1)

    def test_by_hand(self):
        self.buys(there=False, method="transfer")
        self.paletti("refund", "Casa", "plan")
        self.refuses("done", "--reference", "T-4711")
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.assertIn("found by", self.refuses("done"))
        self.assertEqual(self.line()["state"], "confirmed")
        line = self.refund_json("done", "--reference", "T-4711")["lines"][0]
        self.assertEqual((line["state"], line["reference"], line["issued_on"]), ("succeeded", "T-4711", day()))
        self.assertEqual((self.total(), self.repaid()), ("0.00", ["-300.00"]))
        line = self.refund_json("came-back", "--because", "the account is closed")["lines"]
        self.assertEqual([r["state"] for r in line], ["none", "failed"])
        self.assertEqual((self.total(), self.repaid()), ("300.00", []))
        self.assertEqual([t["kind"] for t in self.of_type("task")], ["refund"])

    def test_another_way(self):
        source = self.buys()
        self.paletti("refund", "Casa", "plan")
        self.paletti("refund", "Casa", "by", "--by", "transfer")
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.paletti("refund", "Casa", "done", "--reference", "T-1")
        self.release()
        self.assertEqual(self.made(source), [])
        self.assertEqual(self.line()["method"], "transfer")


class Faults(RefundCase):
    def settles(self, source, state="succeeded", n=1):
        for _ in range(6):
            if self.line()["state"] == state:
                break
            self.pass_time(2 * HOUR)
            self.release()
        self.assertEqual((self.line()["state"], len(self.made(source))), (state, n))

    def test_the_answer_is_lost(self):
        source = self.confirmed()
        self.stripe.add_fault("lost", where="after")
        self.stripe.add_fault("lost", "GET", "/v1/refunds", skip=1, times=8)
        self.release()
        self.assertEqual((self.line()["state"], len(self.made(source))), ("unknown", 1))
        answer = self.refund_json()
        self.assertEqual((answer["truth"], answer["settled"]), ("will_be_returned", False))
        self.settles(source)

    def test_it_never_arrived(self):
        source = self.confirmed()
        self.stripe.add_fault("lost")
        self.release()
        self.settles(source)
        self.assertEqual(len({body for _, _, body, *_ in self.posts()}) if len(self.posts()[0]) > 2 else 1, 1)

    def test_a_stored_500_is_repeated_once(self):
        source = self.confirmed()
        self.stripe.add_fault("status", status=500, store=True)
        for _ in range(4):
            self.release()
            self.pass_time(HOUR)
        self.assertEqual((self.line()["state"], self.made(source)), ("unknown", []))
        self.assertLessEqual(len(self.posts()), 2)
        self.paletti("refund", "Casa", "look")
        line = self.line()
        self.assertEqual(line["next"], "ask")
        self.refuses("not-made", "1", "--name", "Somebody")
        self.paletti("refund", "Casa", "not-made", "1", "--name", "Casa")
        self.assertEqual([r["state"] for r in self.refund_json("plan")["lines"]], ["planned", "refused"])

    def test_later(self):
        for fault in ({"status": 429, "headers": {"Retry-After": "1"}, "body": {"error": {"type": "rate_limit_error", "message": "Later."}}},
                      {"status": 409, "body": {"error": {"type": "invalid_request_error", "code": "lock_timeout", "message": "Busy."}}}):
            with self.subTest(status=fault["status"]):
                source = self.confirmed(ref=f"p{fault['status']}")
                self.stripe.add_fault("status", **fault)
                self.release()
                lines = [r for r in self.refund_json()["lines"] if r["payment"] == f"p{fault['status']}"]
                self.assertEqual([r["state"] for r in lines], ["confirmed"])
                for _ in range(4):
                    self.pass_time(HOUR)
                    self.release()
                self.assertEqual(len(self.made(source)), 1)

    def test_the_key_is_no_good_any_more(self):
        source = self.confirmed()
        del self.stripe.keys[KEY]
        self.release()
        self.assertEqual(self.states(), ["refused"])
        self.assertEqual(self.made(source), [])

    def test_older_than_a_day(self):
        source = self.confirmed()
        self.stripe.add_fault("lost")
        self.release()
        self.pass_time(25 * HOUR)
        posts = len(self.posts())
        self.release()
        self.paletti("refund", "Casa", "look")
        self.assertEqual((self.line()["state"], self.line()["next"], len(self.posts())), ("unknown", "ask", posts))
        self.assertEqual(self.made(source), [])

    def test_somebody_was_faster_in_the_dashboard(self):
        source = self.confirmed()
        self.stripe.refund_by_hand(source, 50000)
        self.release()
        self.assertEqual(self.states(), ["refused"])
        self.assertEqual([r["amount"] for r in self.made(source)], [50000])
        self.paletti("refund", "Casa", "look")
        self.assertEqual((self.states(), self.total()), (["succeeded", "refused"], "0.00"))

    def test_by_hand_in_the_dashboard(self):
        source = self.buys()
        self.stripe.refund_by_hand(source, 10000)
        self.assertEqual(self.refund_json("find")["seen"], 1)
        seen = [r for r in self.refund_json()["lines"] if r["by_hand_there"]]
        self.assertEqual([(r["amount"]["amount"], r["state"], r["intent"]) for r in seen], [("100.00", "succeeded", None)])
        self.assertEqual((self.total(), self.repaid()), ("200.00", ["-100.00"]))
        self.assertEqual(self.refund_json("find")["seen"], 0)
        lines = [r for r in self.refund_json("plan")["lines"] if r["state"] == "planned"]
        self.assertEqual([r["amount"]["amount"] for r in lines], ["200.00"])
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.release()
        self.assertEqual(sorted(r["amount"] for r in self.made(source)), [10000, 20000])
        self.assertEqual(self.total(), "0.00")

    def test_by_hand_between_planning_and_confirming(self):
        source = self.buys()
        self.paletti("refund", "Casa", "plan")
        self.stripe.refund_by_hand(source, 30000)
        self.refuses("confirm", "--name", "Casa")
        self.assertEqual(self.total(), "0.00")
        self.release()
        self.assertEqual([r["amount"] for r in self.made(source)], [30000])

    def test_page_two(self):
        source = self.buys(amount="6000.00", quantity="100", used=0)
        for _ in range(101):
            self.stripe.refund_by_hand(source, 1000)
        self.assertEqual(self.refund_json("find")["seen"], 101)
        self.assertEqual(self.total(), "4990.00")

    def test_pending_then_there(self):
        self.stripe.later_status = "pending"
        source = self.confirmed()
        self.release()
        answer = self.refund_json()
        self.assertEqual((answer["lines"][0]["state"], answer["truth"], answer["settled"]), ("pending", "started", False))
        self.assertEqual((self.total(), self.repaid()), ("300.00", []))
        under_way = json.loads(self.paletti("--json", "statement", "Casa"))["under_way"]
        self.assertEqual([(r["payment"], r["amount"]["amount"], r["state"]) for r in under_way], [("p1", "300.00", "pending")])
        self.assertIn("300.00 EUR of it was started", self.paletti("statement", "Casa"))
        self.assertEqual([r["block"] for r in self.refund_json("plan")["lines"]], ["free"])
        self.stripe.set_status(self.made(source)[0]["id"], "succeeded")
        self.paletti("refund", "Casa", "look")
        self.assertEqual((self.line()["state"], self.total()), ("succeeded", "0.00"))

    def test_it_comes_back(self):
        source = self.confirmed()
        self.release()
        made = self.made(source)[0]["id"]
        self.pass_time(10 * 24 * HOUR)
        self.stripe.set_status(made, "failed", failure_reason="lost_or_stolen_card")
        said = self.paletti("refund", "Casa", "look")
        self.assertIn("came back", said)
        answer = self.refund_json()
        self.assertEqual([r["state"] for r in answer["lines"]], ["none", "failed"])
        self.assertFalse(answer["settled"])
        self.assertEqual((self.total(), self.repaid()), ("300.00", []))
        self.assertEqual([(t["kind"], t.get("state", "open")) for t in self.of_type("task")], [("refund", "open")])
        self.paletti("refund", "Casa", "look")
        self.assertEqual(len(self.of_type("task")), 1)
        self.assertEqual(self.run_words("check")[0], 0)

    def do(self, *statements):
        db = self.database()
        with db:
            for sql in statements:
                db.execute(sql)
        db.close()

    def test_it_comes_back_after_the_goodbye(self):
        self.put({"type": "farewell", "ref": "bye-1", "client": "casa", "decision": "d-1", "begun_on": day(2)},
                 {"type": "task", "ref": "t-1", "client": "casa", "decision": "d-1", "kind": "refund", "what": "give it back",
                  "state": "done", "done_on": day(1)})
        source = self.confirmed()
        self.assertEqual(self.line()["farewell"], "bye-1")
        self.assertIn("paletti_farewell]=bye-1", self.refund_json("take-back") and self.refund_json("confirm")["body"])
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.release()
        self.do("UPDATE client SET state = 'leaving' WHERE ref = 'casa'",
                f"UPDATE farewell SET state = 'left', left_on = '{day()}'", "UPDATE client SET state = 'left' WHERE ref = 'casa'")
        self.pass_time(3 * 24 * HOUR)
        self.stripe.set_status(self.made(source)[0]["id"], "failed", failure_reason="expired_or_canceled_card")
        code, out, err = self.release()  # a release looks at those that are young
        self.assertIn("came back", out + err)
        self.assertEqual([(c["state"], f.get("state", "open")) for c in self.of_type("client") for f in self.of_type("farewell")],
                         [("leaving", "open")])
        self.assertEqual([(t["ref"], t.get("state", "open")) for t in self.of_type("task")], [("t-1", "open")])
        self.assertEqual(self.run_words("check")[0], 0)

    def test_money_for_who_left(self):
        source = self.buys()
        self.do("UPDATE client SET state = 'left' WHERE ref = 'casa'")
        self.paletti("refund", "Casa", "plan")
        self.paletti("refund", "Casa", "confirm", "--name", "Casa")
        self.release()
        self.assertEqual(len(self.made(source)), 1)

    def test_a_letter_says_what_is(self):
        def letter():
            return self.paletti("letter", "Casa", "T3")
        self.put({"type": "client", "ref": "casa", "name": "Casa Azul", "short": "Casa", "state": "active", "since": "2020-01-01",
                  "emails": ["ana@casa.example"], "language": "en", "people": [{"given": "Ana"}]})
        self.stripe.later_status = "pending"
        source = self.confirmed()
        for word in ("returned it", "started its return"):
            self.assertNotIn(word, letter())
        self.release()
        self.assertIn("I started its return", letter())
        self.assertNotIn("returned it", letter())
        self.stripe.set_status(self.made(source)[0]["id"], "succeeded")
        self.paletti("refund", "Casa", "look")
        self.assertIn("I returned it", letter())
        self.stripe.set_status(self.made(source)[0]["id"], "failed")
        self.paletti("refund", "Casa", "look")
        for word in ("returned it", "started its return"):
            self.assertNotIn(word, letter())

    def test_a_letter_after_a_test(self):
        self.confirmed()
        self.release()
        made = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.put({"type": "draft", "ref": "d1", "client": "casa", "to": "ana@casa.example", "subject": "The money", "made": made,
                  "text": "Ana,\n\nI returned 300.00 EUR to you.\n"})
        self.assertIn("is a TEST", self.paletti("outbox", "confirm", "d1", "--way", "hand"))

    def test_exported_and_imported(self):
        source = self.confirmed()
        lines = self.paletti("export", "--format", "jsonl")
        self.release()
        path = os.path.join(self.home, "old.jsonl")
        with open(path, "w") as f:
            f.write(lines)
        self.paletti("import", "--format", "jsonl", path)
        self.assertEqual(self.line()["state"], "succeeded")
        shutil.rmtree(os.path.join(self.home, ".local"))
        self.paletti("import", "--format", "jsonl", path)
        self.release()
        self.assertEqual(len(self.made(source)), 1)


class Kills(RefundCase):
    """kill -9 to the whole of it, paletti and its courier, wherever it is; the service's ledger says what was really done."""

    STEPS = {
        "payment": {"do": "hold", "method": "GET", "path": "/v1/payment_intents"},
        "list": {"do": "hold", "method": "GET", "path": "/v1/refunds"},
        "sent": {"do": "hold"},
        "carried out": {"do": "hold", "where": "after"},
        "half an answer": {"do": "half", "where": "after"},
    }

    def end(self, process):
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def agree(self, source):
        """What is on disk is never more than what was done."""
        lines = [r for r in self.refund_json()["lines"] if r["ref"]]
        made = self.made(source)
        self.assertEqual(len(lines), 1)
        self.assertLessEqual(len(made), 1)
        if lines[0]["state"] in ("confirmed", "planned", "refused"):
            self.assertEqual(made, [])
        if lines[0]["state"] == "succeeded":
            self.assertEqual([r["id"] for r in made], [lines[0]["external_id"]])
        self.assertEqual(self.repaid(), ["-300.00"] if lines[0]["state"] == "succeeded" else [])
        return lines[0]["state"]

    def settles(self, source):
        for fault in self.stripe.faults:
            fault.left = 0
            fault.release.set()
        for _ in range(8):
            if self.agree(source) == "succeeded":
                break
            self.pass_time(HOUR)
            self.release()
        self.assertEqual((self.agree(source), len(self.made(source))), ("succeeded", 1))
        self.assertEqual(self.run_words("check")[0], 0)

    def fresh(self):
        """Another file for the next one."""
        shutil.rmtree(os.path.join(self.home, ".local"))
        self.moved = self.stripe.moved = 0
        self.stripe.faults.clear()
        self.begin()

    def test_each_step(self):
        for step, fault in self.STEPS.items():
            for i in range(KILLS):
                with self.subTest(step=step, i=i):
                    self.fresh()
                    source = self.confirmed()
                    laid = self.stripe.add_fault(**fault)
                    process = self.start("outbox", "--release")
                    self.assertTrue(laid.reached.wait(20), step)
                    self.end(process)
                    if i % 2:  # what was on its way arrives at once, else when all is over
                        laid.release.set()
                    self.settles(source)

    def test_at_any_moment(self):
        rng = random.Random(7)
        for i in range(KILLS * 5):
            with self.subTest(i=i):
                self.fresh()
                source = self.confirmed()
                for _ in range(rng.randrange(1, 4)):
                    process = self.start("outbox", "--release")
                    time.sleep(rng.random() * 0.25)
                    self.end(process)
                self.settles(source)

    def test_while_it_is_confirmed(self):
        rng = random.Random(8)
        for i in range(KILLS * 3):
            with self.subTest(i=i):
                self.fresh()
                source = self.buys()
                self.paletti("refund", "Casa", "plan")
                process = self.start("refund", "Casa", "confirm", "--name", "Casa")
                time.sleep(rng.random() * 0.25)
                self.end(process)
                state = self.agree(source)
                self.assertIn(state, ("planned", "confirmed"))
                waits = json.loads(self.paletti("--json", "outbox"))
                self.assertEqual(len(waits), state == "confirmed")
                if state == "planned":
                    self.paletti("refund", "Casa", "confirm", "--name", "Casa")
                self.release()
                self.settles(source)


class Locks(RefundCase):
    """What the program would never do, done to the file itself."""

    def refused(self, sql):
        with self.assertRaises(sqlite3.DatabaseError, msg=sql):
            db = self.database()
            try:
                db.execute("PRAGMA foreign_keys = ON")
                with db:
                    db.execute(sql)
            finally:
                db.close()

    def test_a_confirmed_one(self):
        self.confirmed()
        for sql in ("UPDATE refund SET amount = 1", "UPDATE refund SET client = 'x'", "UPDATE refund SET payment = 'x'",
                    "UPDATE refund SET amount_currency = 'USD'", "UPDATE refund SET live = 1", "UPDATE refund SET source = 'pi_x'",
                    "UPDATE refund SET intent = 'other'", "UPDATE refund SET farewell = 'x'", "UPDATE refund SET ref = 'x'",
                    "DELETE FROM refund", "UPDATE refund SET state = 'succeeded', external_id = 're_1'",
                    "UPDATE refund SET state = 'unknown'", "UPDATE refund SET state = 'nonsense'",
                    "INSERT OR REPLACE INTO refund SELECT * FROM refund",
                    "UPDATE payment SET amount = 29999", "UPDATE payment SET client = 'x'", "UPDATE payment SET amount_currency = 'USD'",
                    "DELETE FROM payment"):
            self.refused(sql)

    def test_one_that_left(self):
        self.confirmed()
        self.release()
        for state in ("planned", "confirmed", "sending", "pending", "refused", "unknown", "canceled"):
            self.refused(f"UPDATE refund SET state = '{state}'")
        self.refused("UPDATE refund SET external_id = 're_other'")
        self.refused("UPDATE refund SET external_id = NULL, reference = 'x'")
        self.refused("UPDATE refund SET sent_at = 1")
        self.refused("DELETE FROM refund")

    def insert(self, **fields):
        row = {"ref": "r", "client": "casa", "payment": "p1", "amount": 100, "amount_currency": "EUR", "state": "planned",
               "method": "cash", "replays": 0, **fields}
        return (f"INSERT INTO refund ({', '.join(row)}) VALUES "
                f"({', '.join('NULL' if v is None else repr(v) for v in row.values())})")

    def do(self, sql):
        db = self.database()
        with db:
            db.execute(sql)
        db.close()

    def test_what_goes_in(self):
        self.buys()
        self.put({"type": "client", "ref": "b", "name": "Bosque", "state": "active"})
        for fields in ({"amount": 0}, {"amount": -1}, {"amount": 60001}, {"client": "b"}, {"amount_currency": "USD"}, {"state": "odd"},
                       {"state": "sending"}, {"state": "succeeded"}, {"payment": "nowhere"}):
            self.refused(self.insert(**fields))
        self.do(self.insert(amount=40000, farewell="f1"))
        self.refused(self.insert(ref="r2", amount=100, farewell="f1"))
        self.refused(self.insert(ref="r2", amount=20001, farewell="f2"))
        self.do(self.insert(ref="r2", amount=20000, farewell="f2"))
        self.refused("UPDATE refund SET amount = 20001 WHERE ref = 'r2'")
        self.refused("UPDATE refund SET farewell = 'f1' WHERE ref = 'r2'")
        self.refused("UPDATE OR REPLACE refund SET farewell = 'f1' WHERE ref = 'r2'")
        self.refused("UPDATE OR REPLACE refund SET ref = 'r' WHERE ref = 'r2'")


if __name__ == "__main__":
    unittest.main(argv=sys.argv)
