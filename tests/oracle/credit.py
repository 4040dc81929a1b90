#!/usr/bin/env python3
"""An independent, slow reading of letgo.md's credit statement, to compare `paletti statement` with.

Written from letgo.md, ledger.md and interchange.md; sums are fractions of the smallest coin until the end of a line.

Where the text is silent or allows two readings, this is taken:

- A package bought after the day is in no statement of that day. A milestone is reached on its date, and reached that
  day; one without a date is not reached yet. A fixed price without shares goes by its uses.
- Policy: that of the contract which the package names; without one, or where it is silent, or names no single price
  in the package's currency, `unit_price`.
- A month of a package runs from its first day (`starts_on`, else `bought_on`) to the day before the same day of the
  next month, or before that month's last where it has no such day; always counted from the first day, so that one
  begun on the 31st comes back to it. The last month ends on `ends_on` instead, unless that is before it begins. Months
  pass by themselves: uses count nothing. Of a quantity that is not whole the last month is a part: it costs that part of
  the others' price, and lasts that part of its days, rounded up.
- What is used up gives nothing back, under `single_price` either.
- Under `single_price` every unit used is charged at that price, a running month by its days, and what goes back is
  rounded up: `paid - used x single price`.
- A payment below zero up to the day, or up to today where that is later, gave money back before: for the package that
  lists it, else for one that has a payment of the same invoice.
- A refund that succeeded gave money back on its payment, on the day it was issued: for the package that it names, else for
  those that list the payment, by the day they were bought, each as far as it has something left; more than that is the
  first one's. The payment below zero that it put among the money is not counted beside it. A refund in any other state
  gave nothing back yet.
- On payments made by the day, or by today where that is later: newest first, of one day the one logged later; earlier
  refunds took the newest first as well.
- Owed: invoices issued by the day and not written off by it, less what was paid for them by it in their currency.
"""
from datetime import date
from fractions import Fraction
from math import ceil, floor

from generate_decide import DECIMALS, money, months_later
from zone import DAY, parse_day


def quantity(text):
    return Fraction(text)


def minor(amount):
    """A sum in the smallest coin of its currency."""
    return int(Fraction(amount["amount"]) * 10 ** DECIMALS[amount["currency"]])


class Line:
    """One package on a day: units used and left as fractions, what goes back in the smallest coin."""

    def __init__(self, book, package, day, today, not_kept=()):
        self.package, self.day, self.known, self.not_kept = package, day, max(day, today), not_kept
        self.bought = quantity(package["quantity"])
        self.price, self.currency = minor(package["price"]), package["price"]["currency"]
        self.all_uses = sorted((u for u in book.of["use"] if u["package"] == package["ref"]), key=lambda u: u["on"])
        self.uses = [u for u in self.all_uses if parse_day(u["on"]) <= day]
        self.single = self.single_price(book)
        self.months_left = []
        self.by_shares = any("share" in m for m in package.get("milestones", ())) and package["unit"] == "fixed"
        self.used = {"month": self.used_months, "fixed": self.used_shares}.get(package["unit"], self.used_units)()
        self.left = max(Fraction(0), self.bought - self.used)
        self.worth = self.worth_of_left()
        self.repaid, self.returned = given_back(book, package, self.known), 0

    @property
    def refund(self):
        return max(0, self.worth - self.returned - self.repaid)

    def single_price(self, book):
        contract = next((c for c in book.of["contract"] if c["ref"] == self.package.get("contract")), {})
        price = contract.get("single_price")
        if contract.get("refund_policy") != "single_price" or price is None or price["currency"] != self.currency:
            return None
        return minor(price)

    def used_units(self):
        return sum((quantity(u.get("quantity", "1")) for u in self.uses if u["ref"] not in self.not_kept), Fraction(0))

    def used_months(self):
        """Finds the share of each month that is left, first to last."""
        first, count = parse_day(self.package.get("starts_on", self.package["bought_on"])), ceil(self.bought)
        for n in range(count):
            begin, end = months_later(first, n), months_later(first, n + 1)
            size = min(1, self.bought - n)
            days = ceil((end - begin).days * size)
            if n == count - 1 and "ends_on" in self.package and parse_day(self.package["ends_on"]) >= begin:
                days = (parse_day(self.package["ends_on"]) + DAY - begin).days
            gone = min(max(0, (self.day + DAY - begin).days), days)
            self.months_left.append((size, Fraction(days - gone, days)))
        return self.bought - sum(size * share for size, share in self.months_left)

    def used_shares(self):
        if not self.by_shares:
            return self.used_units()
        reached = [m for m in self.package["milestones"] if "on" in m and parse_day(m["on"]) <= self.day]
        return self.bought * sum((quantity(m.get("share", "0")) for m in reached), Fraction(0))

    def worth_of_left(self):
        if not self.left:
            return 0
        if self.single is not None and not self.by_shares:
            return max(0, ceil(self.price - self.used * self.single))
        if self.package["unit"] == "month":
            prices = [floor(self.price * size / self.bought) for size, _ in self.months_left]
            prices[0] += self.price - sum(prices)
            return ceil(sum(price * share for price, (_, share) in zip(prices, self.months_left)))
        return ceil(self.price * self.left / self.bought)


def repayments(book, package, known):
    """Payments below zero that gave this package's money back."""
    linked = {r["repayment"] for r in book.of["refund"] if "repayment" in r}
    lists = {ref for p in book.of["package"] for ref in p.get("payments", ())}
    own = [p for p in book.of["payment"] if p["ref"] in package.get("payments", ())]
    invoices = {p["invoice"] for p in own if "invoice" in p}
    return [p for p in book.of["payment"] if minor(p["amount"]) < 0 and p["ref"] not in linked and parse_day(p["on"]) <= known
            and p["amount"]["currency"] == package["price"]["currency"]
            and (p in own or p["ref"] not in lists and p.get("invoice") in invoices)]


def given_back(book, package, known):
    return -sum(minor(p["amount"]) for p in repayments(book, package, known))


def succeeded(book, client, known):
    return [r for r in book.of["refund"] if r["client"] == client and r.get("state") == "succeeded"
            and ("issued_on" not in r or parse_day(r["issued_on"]) <= known)]


def share(refund, lines):
    """What a refund gave back of each package."""
    mine = [line for line in lines if line.currency == refund["amount"]["currency"]
            and (refund["package"] == line.package["ref"] if "package" in refund
                 else refund["payment"] in line.package.get("payments", ()))]
    rest = minor(refund["amount"])
    for line in mine:
        part = min(rest, max(0, line.worth - line.returned))
        line.returned += part
        rest -= part
    if mine:
        mine[0].returned += rest


def lines_of(book, client, day, today=date.min, not_kept=()):
    """Packages bought by the day: by that day, then as logged."""
    packages = [p for p in book.of["package"] if p["client"] == client and parse_day(p["bought_on"]) <= day]
    lines = [Line(book, p, day, today, not_kept) for p in sorted(packages, key=lambda p: p["bought_on"])]
    for refund in succeeded(book, client, max(day, today)):
        share(refund, lines)
    return lines


def take(sums, payments, part):
    """Takes PART off what is left on the payments, newest first; gives (ref, sum) of each, the rest with None."""
    newest = [p for _, p in sorted(enumerate(payments), key=lambda pair: (pair[1]["on"], pair[0]), reverse=True)]
    for payment in newest:
        here = min(part, sums[payment["ref"]])
        sums[payment["ref"]] -= here
        part -= here
        if here:
            yield payment["ref"], here
    if part:
        yield None, part


def refunds_of(book, lines):
    """What goes back on each payment: {(payment or None, currency): sum}."""
    sums = {p["ref"]: max(0, minor(p["amount"])) for p in book.of["payment"]}
    for line in lines[:1]:
        for refund in succeeded(book, line.package["client"], line.known):
            sums[refund["payment"]] -= min(minor(refund["amount"]), sums[refund["payment"]])
    payments = [[p for p in book.of["payment"] if p["ref"] in line.package.get("payments", ())
                 and p["amount"]["currency"] == line.currency and parse_day(p["on"]) <= line.known] for line in lines]
    for line, own in zip(lines, payments):
        list(take(sums, own, given_back(book, line.package, line.known)))
    back = {}
    for line, own in zip(lines, payments):
        for ref, part in take(sums, own, line.refund):
            back[ref, line.currency] = back.get((ref, line.currency), 0) + part
    return back


def owed(book, client, day):
    """What is still to be paid, by currency."""
    sums = {}
    for invoice in book.of["invoice"]:
        gone = invoice.get("written_off_on")
        if invoice["client"] != client or parse_day(invoice["issued_on"]) > day or gone and parse_day(gone) <= day:
            continue
        currency = invoice["amount"]["currency"]
        paid = sum(minor(p["amount"]) for p in book.of["payment"] if p.get("invoice") == invoice["ref"]
                   and parse_day(p["on"]) <= day and p["amount"]["currency"] == currency)
        sums[currency] = sums.get(currency, 0) + max(0, minor(invoice["amount"]) - paid)
    return {c: s for c, s in sums.items() if s}


def total_of(lines):
    """What goes back in all, by currency."""
    sums = {}
    for line in lines:
        sums[line.currency] = sums.get(line.currency, 0) + line.refund
    return sums


def by_currency(sums):
    return sorted(tuple(money(s, c).values()) for c, s in sums.items() if s)


def booked(book, client, day, today):
    """Uses that are still to come by the last day: kept, unless they are given back."""
    packages = {p["ref"] for p in book.of["package"] if p["client"] == client and parse_day(p["bought_on"]) <= day}
    return [u["ref"] for u in book.of["use"] if u["package"] in packages and today < parse_day(u["on"]) <= day]


def statement(book, client, day, today, not_kept=()):
    """As `comparable` has the program's answer."""
    lines = lines_of(book, client, day, today, not_kept)
    return {"lines": [{"package": line.package["ref"], "unit": line.package["unit"], "bought": line.bought,
                       "used": line.used, "left": line.left, "refund": tuple(money(line.refund, line.currency).values()),
                       "uses": [(u["on"], quantity(u.get("quantity", "1"))) for u in line.uses],
                       "milestones": [(m.get("what"), "on" in m and parse_day(m["on"]) <= day)
                                      for m in line.package.get("milestones", ())]} for line in lines],
            "refunds": sorted((ref or "", *money(part, currency).values())
                              for (ref, currency), part in refunds_of(book, lines).items()),
            "total": by_currency(total_of(lines)), "owed": by_currency(owed(book, client, day))}


def sums_of(answer):
    """One sum or a list of them; nothing is not said."""
    sums = answer if isinstance(answer, list) else [answer]
    return sorted((s["amount"], s["currency"]) for s in sums if minor(s))


def comparable(answer):
    """An answer of `statement --json` in the same form."""
    lines = [{**{k: line[k] for k in ("package", "unit")}, **{k: quantity(line[k]) for k in ("bought", "used", "left")},
              "refund": (line["refund"]["amount"], line["refund"]["currency"]),
              "uses": [(u["on"], quantity(u["quantity"])) for u in line["uses"]],
              "milestones": [(m.get("what"), m["reached"]) for m in line["milestones"]]} for line in answer["lines"]]
    refunds = [(r["payment"] or "", r["amount"]["amount"], r["amount"]["currency"]) for r in answer["refunds"]]
    return {"lines": lines, "refunds": sorted(refunds), "total": sums_of(answer["total"]), "owed": sums_of(answer["owed"])}
