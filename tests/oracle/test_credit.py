#!/usr/bin/env python3
"""The worked examples of letgo.md and decide.md through credit.py and facts.py."""
import unittest
from datetime import date
from fractions import Fraction

from credit import lines_of, owed, refunds_of, total_of
from generate_decide import money, months_later
from slow import Book


def package(ref, unit, quantity, price, bought, **fields):
    return {"type": "package", "ref": ref, "client": "c", "unit": unit, "quantity": quantity, "price": euros(price),
            "bought_on": bought, **fields}


def euros(text):
    return {"amount": text, "currency": "EUR"}


def used(package, *days):
    return [{"type": "use", "ref": f"{package}-{n}", "package": package, "on": day} for n, day in enumerate(days)]


def paid(ref, amount, on):
    return {"type": "payment", "ref": ref, "client": "c", "amount": euros(amount), "on": on}


def refunds(records, day):
    return [line.refund for line in lines_of(Book(records), "c", date.fromisoformat(day))]


class Credit(unittest.TestCase):
    def test_worked(self):
        records = [package("s", "session", "10", "600.00", "2026-01-12", payments=["p1"]), paid("p1", "600.00", "2026-01-12"),
                   package("m", "month", "1", "90.00", "2026-03-01", payments=["p2"]), paid("p2", "90.00", "2026-03-01"),
                   *used("s", "2026-01-19", "2026-02-02", "2026-02-09", "2026-02-23", "2026-03-02")]
        lines = lines_of(Book(records), "c", date(2026, 3, 20))
        self.assertEqual([30000, 3194], [line.refund for line in lines])
        self.assertEqual({"EUR": 33194}, total_of(lines))
        self.assertEqual({("p1", "EUR"): 30000, ("p2", "EUR"): 3194}, refunds_of(Book(records), lines))

    def test_twelve_sessions(self):
        records = [package("s", "session", "12", "960.00", "2026-09-02"), *used("s", *["2026-10-01"] * 8)]
        self.assertEqual([32000], refunds(records, "2026-11-16"))

    def test_single_price_never_below_nothing(self):
        contract = {"type": "contract", "ref": "k", "client": "c", "refund_policy": "single_price",
                    "single_price": euros("90.00")}
        records = [contract, package("s", "session", "10", "600.00", "2026-01-01", contract="k")]
        for uses, refund in ((0, 60000), (6, 6000), (7, 0), (10, 0)):
            self.assertEqual([refund], refunds(records + used("s", *["2026-02-01"] * uses), "2026-03-01"))

    def test_a_use_counts_on_its_day(self):
        records = [package("s", "session", "2", "10.00", "2026-01-01"), *used("s", "2026-03-01")]
        self.assertEqual([[1000], [500]], [refunds(records, day) for day in ("2026-02-28", "2026-03-01")])

    def test_months_that_begin_on_the_last_day(self):
        self.assertEqual([date(2028, 2, 29), date(2028, 3, 31)], [months_later(date(2028, 1, 31), n) for n in (1, 2)])
        records = [package("m", "month", "2", "100.01", "2028-01-31")]
        # 50.01 for 31 January to 28 February (29 days), 50.00 for 29 February to 30 March (31 days)
        self.assertEqual([[10001 - 172], [5000], [4839], [0]],
                         [refunds(records, day) for day in ("2028-01-31", "2028-02-28", "2028-02-29", "2028-03-30")])

    def test_shares(self):
        milestones = [{"what": "a", "on": "2026-02-01", "share": "0.333"}, {"what": "b", "on": "2026-04-01", "share": "0.5"}]
        records = [package("f", "fixed", "1", "100.00", "2026-01-01", milestones=milestones)]
        self.assertEqual([[10000], [6670], [1670]], [refunds(records, d) for d in ("2026-01-31", "2026-02-01", "2026-04-01")])

    def test_newest_payment_first(self):
        records = [package("s", "session", "3", "90.00", "2026-01-01", payments=["p1", "p2"]), paid("p1", "60.00", "2026-01-01"),
                   paid("p2", "20.00", "2026-02-01"), *used("s", "2026-02-02")]
        book = Book(records)
        back = refunds_of(book, lines_of(book, "c", date(2026, 3, 1)))
        self.assertEqual({("p2", "EUR"): 2000, ("p1", "EUR"): 4000}, back)

    def test_refunds(self):
        """One payment of two packages: what came back is each one's as far as it goes, once, whatever is among the money."""
        records = [package("s", "session", "10", "600.00", "2026-01-12", payments=["p1"]), paid("p1", "1000.00", "2026-01-12"),
                   package("t", "session", "4", "400.00", "2026-01-13", payments=["p1"]), *used("s", *["2026-02-01"] * 5),
                   *used("t", "2026-02-02", "2026-02-03")]
        gone = {"type": "refund", "ref": "r", "client": "c", "payment": "p1", "amount": euros("400.00"), "state": "succeeded",
                "issued_on": "2026-02-10", "repayment": "p2"}
        back = [gone, paid("p2", "-400.00", "2026-02-10")]
        self.assertEqual([30000, 20000], refunds(records, "2026-02-09"))
        self.assertEqual([[0, 10000], [0, 10000]], [refunds(records + back[:n], "2026-03-01") for n in (1, 2)])
        self.assertEqual([30000, 20000], refunds(records + [{**gone, "state": "pending"}], "2026-03-01"))
        self.assertEqual([20000, 0], refunds(records + [{**gone, "package": "t", "amount": euros("200.00")},
                                                        {**gone, "ref": "q", "amount": euros("100.00")}], "2026-03-01"))

    def test_owed(self):
        invoice = {"type": "invoice", "ref": "v", "client": "c", "number": "1", "amount": euros("50.00"), "issued_on": "2026-01-01"}
        book = Book([invoice, {**paid("p", "20.00", "2026-02-01"), "invoice": "v"}])
        self.assertEqual([{"EUR": 5000}, {"EUR": 3000}], [owed(book, "c", date(2026, m, 1)) for m in (1, 2)])


if __name__ == "__main__":
    unittest.main()
