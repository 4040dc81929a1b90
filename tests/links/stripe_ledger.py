"""Kills and faults at each step of a refund, and what the stand-in really did compared with what is written down here.

The books are kept by the rules of paletti: `sending` is written before the courier starts; a courier that ends without an
outcome leaves `unknown`; what is unknown is looked up, and for 23 hours the same bytes are sent again; later a person is
asked. At the end there is never more than one refund for an id, what was told is what was done, and nothing is lost.

Run by meson with how often each step is killed and how many seeded runs there are; by hand, the long form:
    COURIER=build/src/courier/paletti-courier python3 tests/links/stripe_ledger.py 200 2000 [SEED]
"""
import os
import random
import sys
import time
import unittest
import uuid

from stripe_case import HOURS_23, KEY, StripeCase

KILLS, RUNS, SEED = (int(word) for word in (sys.argv[1:4] + ["3", "40", "1"][len(sys.argv) - 1:]))
TOLD = ("succeeded", "pending", "requires_action", "failed", "canceled")
# Where the courier is when it is killed: the fault that holds it there. The last two are not in the courier: its program
# for the secret, and paletti itself, which has read the outcome and not written it down.
STEPS = {
    "payment": {"do": "hold", "method": "GET", "path": "/v1/payment_intents"},
    "payment read": {"do": "hold", "method": "GET", "path": "/v1/payment_intents", "where": "after"},
    "list": {"do": "hold", "method": "GET", "path": "/v1/refunds"},
    "list read": {"do": "hold", "method": "GET", "path": "/v1/refunds", "where": "after"},
    "sent": {"do": "hold"},
    "carried out": {"do": "hold", "where": "after"},
    "half an answer": {"do": "half", "where": "after"},
    "secret": None,
    "not written down": None,
}
FAULTS = ({"do": "lost"}, {"do": "lost", "where": "after"}, {"do": "garbage", "where": "after"}, {"do": "truncated", "where": "after"},
          {"do": "short", "where": "after"}, {"do": "twice"}, {"do": "status", "status": 500}, {"do": "status", "status": 500, "store": True},
          {"do": "status", "status": 503, "where": "after"}, {"do": "status", "status": 500, "where": "after", "store": True},
          {"do": "status", "status": 429, "headers": {"Retry-After": "1"}, "body": {"error": {"type": "rate_limit_error", "message": "Later."}}},
          {"do": "lost", "method": "GET"}, {"do": "status", "status": 500, "method": "GET"}, {"do": "garbage", "method": "GET", "path": "/v1/refunds"},
          {"do": "lost", "method": "GET", "path": "/v1/refunds", "skip": 1, "times": 4})


class Book:
    """One refund as paletti writes it down."""

    def __init__(self, case, payment, amount):
        self.case, self.prepared = case, case.prepare(payment, amount)
        self.intent, self.state, self.refund, self.replays = self.prepared["intent"], "confirmed", None, 0
        self.made, self.unknown = case.stripe.now(), False

    @property
    def within(self):
        return max(0, HOURS_23 - (self.case.stripe.now() - self.made))

    def job(self, **more):
        self.state = "sending"
        return self.case.refund(self.prepared, within=self.within, **more)

    def died(self):
        self.state, self.unknown = "unknown", True

    def take(self, answer):
        told = answer.all("refund")
        if not told:
            if answer.all("failed"):  # nothing was sent, this time
                self.state = "unknown" if self.unknown else "confirmed"
            else:
                self.died()
            return
        self.case.assertEqual(len(told), 1, told)
        said = told[0]
        outcome = said["outcome"]
        if outcome in TOLD:
            self.state, self.refund = outcome, said["refund"]
        elif outcome == "temporary":
            self.state = "unknown" if self.unknown else "confirmed"
        elif outcome == "refused":
            self.state = "refused"
        else:
            self.died()
            self.replays += said.get("replayed", False)
            if said.get("code") == "expired" or self.replays > 1:
                self.state = "ask"

    @property
    def over(self):
        return self.state in TOLD + ("refused", "ask")

    def go_on(self):
        """Until there is nothing to be done any more, with a peer that behaves."""
        for _ in range(6):
            if self.over:
                return
            self.take(self.case.run_job(self.job()))


class Ledger(StripeCase):
    def compare(self, book):
        """What is written down is what was done."""
        made = self.stripe.made_for(book.intent)
        self.assertLessEqual(len(made), 1, "two refunds for one id")
        if book.state in TOLD:
            self.assertEqual([(r["id"], r["status"]) for r in made], [(book.refund, book.state)])
        elif book.state in ("confirmed", "refused"):
            self.assertEqual(made, [], f"{book.state}, and there is one")

    def finish(self, *books):
        for fault in self.stripe.faults:
            fault.left = 0
            fault.release.set()
        for book in books:
            self.compare(book)
            book.go_on()
        time.sleep(0.01)
        for book in books:
            self.assertTrue(book.over, book.state)
            self.compare(book)

    def slow_secret(self, marker):
        path = os.path.join(self.folder.name, "key-" + uuid.uuid4().hex)
        with open(path, "w") as f:
            f.write(KEY + "\n")
        return ["sh", "-c", 'touch "$1"; sleep 1; cat "$0"', path, marker]

    def kill(self, process, wait):
        wait()
        process.kill()
        process.communicate()

    def killed(self, book, step):
        fault = STEPS[step]
        if step == "not written down":
            self.end(self.start(book.job()))
        elif step == "secret":
            marker = os.path.join(self.folder.name, uuid.uuid4().hex)
            process = self.start(book.job(stripe={"secret_command": self.slow_secret(marker)}))
            while not os.path.exists(marker):
                time.sleep(0.005)
            self.kill(process, lambda: None)
        else:
            laid = self.stripe.add_fault(**fault)
            process = self.start(book.job())
            self.kill(process, lambda: self.assertTrue(laid.reached.wait(20), step))
            book.died()
            return laid
        book.died()
        return None

    def test_each_step(self):
        for step in STEPS:
            for i in range(KILLS):
                with self.subTest(step=step, i=i):
                    book = Book(self, self.stripe.add_payment(10000)["id"], "30.00")
                    laid = self.killed(book, step)
                    if laid and i % 3 == 1:  # what was on its way arrives at once
                        laid.release.set()
                    if laid and i % 3 == 2:  # ... or only after it was sent again
                        book.take(self.run_job(book.job()))
                    self.finish(book)
                    self.assertEqual(book.state, "succeeded")
                    self.assertEqual(len(self.stripe.made_for(book.intent)), 1)

    def test_at_any_moment(self):
        rng = random.Random(SEED)
        for _ in range(KILLS * 5):
            book = Book(self, self.stripe.add_payment(10000)["id"], "30.00")
            for _ in range(rng.randrange(1, 4)):
                process = self.start(book.job())
                self.kill(process, lambda: time.sleep(rng.random() * 0.08))
                book.died()
            self.finish(book)
            self.assertEqual((book.state, len(self.stripe.made_for(book.intent))), ("succeeded", 1))

    def bad_day(self, rng):
        """One payment, one to three refunds of it, and whatever may come in between."""
        payment = self.stripe.add_payment(10000)["id"]
        self.stripe.later_status = rng.choice(("succeeded", "succeeded", "pending", "requires_action"))
        books = [Book(self, payment, "30.00") for _ in range(rng.randrange(1, 4))]
        for _ in range(rng.randrange(1, 6)):
            book = rng.choice(books)
            what = rng.choice(("fault", "fault", "fault", "kill", "twice", "dashboard", "flip", "old"))
            if what == "fault":
                self.stripe.add_fault(**rng.choice(FAULTS))
            elif what == "dashboard" and rng.random() < 0.5:
                if self.stripe.charges[self.stripe.intents[payment]["latest_charge"]]["amount_refunded"] <= 9000:
                    self.stripe.refund_by_hand(payment, 1000)
            elif what == "old" and rng.random() < 0.3:
                self.stripe.moved += 25 * 3600
            elif what == "flip" and book.refund:
                self.stripe.set_status(book.refund, "failed")
                self.check_flip(book, payment)
            if book.over:
                continue
            if what == "kill":
                self.kill(self.start(book.job()), lambda: time.sleep(rng.random() * 0.06))
                book.died()
            elif what == "twice":
                first, second = self.start(book.job()), self.start(book.job())
                book.take(self.end(first))
                if not book.over:
                    book.take(self.end(second))
                else:
                    self.end(second)
            else:
                book.take(self.run_job(book.job()))
            self.compare(book)
        self.finish(*books)
        made = sum(r["amount"] for r in self.stripe.refunds_of(self.stripe.charges[self.stripe.intents[payment]["latest_charge"]])
                   if r["status"] not in ("failed", "canceled"))
        self.assertLessEqual(made, 10000)
        self.stripe.faults.clear()

    def check_flip(self, book, payment):
        """Who looks at the refunds of the payment sees that one of them came back."""
        self.stripe.faults.clear()
        refunds = self.run_job(self.job("find", payment=payment)).all("refund")
        said = [r for r in refunds if r.get("intent") == book.intent]
        self.assertEqual([(r["refund"], r["outcome"]) for r in said], [(book.refund, "failed")])
        book.state = "failed"

    def test_bad_days(self):
        for seed in range(SEED, SEED + RUNS):
            with self.subTest(seed=seed):
                self.bad_day(random.Random(seed))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
