#!/usr/bin/env python3
"""Random but valid books of everything that statements, facts and the ladder are made of, crowded around the days on
which arithmetic slips: ends of months, leap days, the edges of windows, payments in parts, sums that do not divide.

    generate_decide.py SEED     prints the records, and on stderr the instant to ask at and the machine's zone
"""
import json
import random
import sys
from datetime import date, timedelta

from terms import WEEKDAYS
from zone import DAY, HOUR, parse_instant, show_instant, zone_named

DECIMALS = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3, "GBP": 2, "ARS": 2, "MXN": 2}
CURRENCIES = ("EUR", "USD", "JPY", "KWD")
ZONES = ["Europe/Madrid", "Europe/Rome", "America/New_York", "America/Argentina/Buenos_Aires", "Pacific/Auckland"]
MACHINE_ZONES = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Europe/Rome"]
# Days whose months before and after are short, long, or leap.
TODAYS = ["2026-11-16", "2026-08-31", "2027-03-31", "2028-02-29", "2028-08-29", "2028-08-30", "2025-02-28", "2024-03-01",
          "2026-05-31", "2026-12-31", "2027-01-01", "2026-03-29", "2026-10-25", "2028-03-01"]
BAD_SIGNS = ["abuse", "disrespect", "mistreats", "harms_others", "dictates", "always_urgent", "pressure", "promise",
             "nitpick", "endless_changes", "beyond_contract", "haggles", "undervalues"]
GOOD_SIGNS = ["pays_early", "listens", "refers", "prepares"]
EXCUSES = ["office", "payer_away", "closing_date", "none"]
EXCUSE_SIGNS = ["excuse_office", "excuse_payer_away", "excuse_bank"]
CLOSENESS = ["meal", "confidence", "off_hours_call"]
NAMES = ["Acme", "Bodega", "Castillo", "Dársena", "Encina", "Faro", "Gaviota", "Hórreo", "Islote"]


def months_later(day, count):
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            pass
    raise AssertionError("a month of less than 28 days")


def money(minor, currency):
    digits, decimals = str(abs(minor)).zfill(DECIMALS[currency] + 1), DECIMALS[currency]
    text = digits[:-decimals] + "." + digits[-decimals:] if decimals else digits
    return {"amount": ("-" if minor < 0 else "") + text, "currency": currency}


def thousandths(n):
    return f"{n // 1000}.{n % 1000:03}".rstrip("0").rstrip(".")


class Maker:
    def __init__(self, seed):
        self.random = random.Random(f"decide {seed}")
        self.zone = zone_named(self.pick(*ZONES))
        self.today = date.fromisoformat(self.pick(*TODAYS))
        if self.chance(0.3):
            self.today += timedelta(days=self.random.randint(-400, 400))
        self.base = self.pick("EUR", "EUR", "EUR", "USD", "JPY", "KWD")
        self.others = self.chance(0.4)      # other currencies than one's own
        self.days = [self.today + timedelta(days=n) for n in (0, 0, 1, -1, -7, -14, -15, -29, -30, -31, -60, -90, -91)]
        self.days += [months_later(self.today, -n) + timedelta(days=shift) for n in (6, 12, 24) for shift in (-1, 0, 1)]
        self.rich = self.chance(0.25)       # enough of everything to compare with others
        self.questions = self.pick([], ["Can I work with them?", "Can I help them?"])
        self.records, self.notes, self.count = [], {}, 0

    # Small choices

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *choices):
        return self.random.choice(choices)

    def maybe(self, share, **fields):
        return fields if self.chance(share) else {}

    def edge(self, *days):
        self.days.extend(days)

    def day(self, back=240, ahead=20):
        """Often a day that some rule turns on, or one beside it."""
        if self.chance(0.35):
            return self.pick(*self.days) + timedelta(days=self.pick(-1, 0, 0, 0, 1))
        return self.today + timedelta(days=self.random.randint(-back, ahead))

    def currency(self):
        return self.pick(*CURRENCIES) if self.others and self.chance(0.4) else self.base

    def minor(self, currency, low=1, high=3000):
        """A sum that seldom divides, of about LOW to HIGH units."""
        unit = 10 ** DECIMALS[currency]
        return self.pick(self.random.randint(low, high) * unit, self.random.randint(low * unit, high * unit), 100 * unit)

    def add(self, kind, /, **fields):
        self.count += 1
        record = {"type": kind, "ref": f"{kind}-{self.count}", **{k: v for k, v in fields.items() if v is not None}}
        self.records.append(record)
        return record

    # Me, the rules, the rates

    def me(self):
        unit = 10 ** DECIMALS[self.base]
        self.records.append({
            "type": "me", "name": "Nora Inventada", "zone": self.zone.name, "currency": self.base,
            **self.maybe(0.6, target_rate=money(self.random.randint(20, 90) * unit, self.base)),
            **self.maybe(0.7, reserve=money(self.minor(self.base, 0, 20000), self.base)),
            **self.maybe(0.7, monthly_cost=money(self.minor(self.base, 0, 4000), self.base)),
            **self.maybe(0.6, runway_floor_months=self.random.randint(0, 12)),
            **self.maybe(0.6, project={"name": "Atlas de Plazas", "weekly_hours": self.pick(1, 7, 38)})})

    def rule(self, begins):
        spans = self.pick(["09:00-18:00"], ["09:30-13:30", "16:00-18:30"])
        closed = [{"from": str(day), "to": str(day + timedelta(days=self.pick(0, 2)))}
                  for day in (self.day() for _ in range(self.pick(0, 0, 1, 2)))]
        self.records.append({
            "type": "rule", "from": show_instant(begins), "zone": self.zone.name,
            "hours": {day: spans for day in WEEKDAYS[:self.pick(5, 5, 6)]},
            **({"closed": closed} if closed else {}),
            **self.maybe(0.4, payment_days=self.random.randint(0, 40)),
            **self.maybe(0.4, notice_days=self.random.randint(0, 40)),
            **self.maybe(0.3, extras_rate=money(self.minor(self.base, 1, 90), self.base))})

    def rules(self):
        for days in self.pick((), (900,), (900,), (900, 100), (20,)):
            self.rule(self.zone.start_of(self.today - timedelta(days=days)))

    def rates(self):
        for currency in CURRENCIES:
            days = {self.day(400, 2) for _ in range(self.pick(0, 1, 2, 3))} if currency != self.base else ()
            for day in days:
                self.records.append({"type": "rate", "currency": currency, "on": str(day),
                                     "per_base": self.pick("1", "1.0812", "0.9377", "162.35", "0.331", "3", "7")})

    # Clients

    def client(self, number, group=None):
        born = self.pick(self.day(900, 0), self.day(60, 0), self.today - timedelta(days=self.pick(29, 30, 31)))
        where = {**self.maybe(0.7, country=self.pick("ES", "IT", "FR", "US")), **self.maybe(0.8, b2b=self.chance(0.8))}
        if self.rich:
            born = self.today - timedelta(days=self.random.randint(80, 900))
            return {"type": "client", "ref": f"c{number}", "name": f"{NAMES[number]} Ejemplo",
                    "since": str(born), **where}
        return {"type": "client", "ref": f"c{number}", "name": f"{NAMES[number]} Ejemplo", **where,
                **self.maybe(0.8, since=str(born)),
                **self.maybe(0.3, state=self.pick("active", "active", "leaving", "left", "prospect")),
                **self.maybe(0.2, large=True), **self.maybe(0.4, tags=[self.pick("books", "shoes")]),
                **({"member_of": group} if group else {})}

    def clients(self):
        count = self.pick(7, 9) if self.rich else self.pick(1, 2, 3, 6, 7, 9)
        group = "c0" if count > 2 and self.chance(0.3) else None
        made = [self.client(n, group if group and 0 < n < 3 else None) for n in range(count)]
        self.records += made
        return [client["ref"] for client in made]

    def contract(self, client):
        currency = self.currency()
        first = self.day(500)
        return self.add("contract", client=client, **self.maybe(0.5, signed=str(first)),
                        **self.maybe(0.5, **{"from": str(first)}),
                        **self.maybe(0.3, to=str(first + timedelta(days=self.pick(90, 400, 900)))),
                        **self.maybe(0.7, refund_policy=self.pick("unit_price", "single_price")),
                        **self.maybe(0.7, single_price=money(self.minor(currency, 1, 120), currency)),
                        **self.maybe(0.4, payment_days=self.random.randint(0, 60)),
                        **self.maybe(0.4, notice_days=self.random.randint(0, 40)),
                        **self.maybe(0.4, hours_month=self.random.randint(1, 40)),
                        **self.maybe(0.4, clause="9"),
                        **self.maybe(0.3, immediate_causes=self.pick(["non_payment"], ["abuse", "harm_to_group"])))

    # Packages, what was used of them, and how they were paid

    def payment(self, client, minor, currency, day, **fields):
        return self.add("payment", client=client, amount=money(minor, currency), on=str(day),
                        **self.maybe(0.8, method=self.pick("stripe", "transfer", "cash", "other")), **fields)

    def paid_in_parts(self, client, minor, currency, bought):
        """Payments that add up to the price, or not quite."""
        parts = self.pick(0, 1, 1, 1, 2, 3)
        if parts == 0 or minor < parts:
            return []
        cuts = sorted(self.random.sample(range(1, minor), parts - 1)) if minor > parts else []
        sums = [b - a for a, b in zip([0, *cuts], [*cuts, minor])]
        if self.chance(0.15):
            sums[-1] = max(1, sums[-1] - self.random.randint(1, sums[-1]))
        shift = self.pick(0, 0, 0, 5, 40)
        return [self.payment(client, part, currency, bought + timedelta(days=shift * n))["ref"]
                for n, part in enumerate(sums)]

    def quantity(self, unit):
        if unit == "hour":
            return self.pick(1000 * self.random.randint(1, 40), 250 * self.random.randint(1, 160),
                             self.random.randint(1, 30000))
        if unit == "month":
            return self.pick(*(1000 * n for n in (1, 1, 2, 3, 6, 7, 12, 13)), 500, 1500, 2333)
        return 1000 if unit == "fixed" else 1000 * self.random.randint(1, 13)

    def package(self, client, contracts):
        unit = self.pick("hour", "session", "month", "month", "fixed")
        currency, quantity = self.currency(), self.quantity(unit)
        price = self.minor(currency, 1, 1500)
        bought = self.day(400)
        starts = self.pick(bought, bought.replace(day=1), self.month_end(bought), self.day(400), None)
        record = self.add("package", client=client, unit=unit, quantity=thousandths(quantity), price=money(price, currency),
                          bought_on=str(bought), starts_on=starts and unit == "month" and str(starts) or None)
        if unit == "fixed" and self.chance(0.8):
            record["milestones"] = self.milestones(bought)
        if self.chance(0.6) and contracts:
            record["contract"] = self.pick(*contracts)
        if self.chance(0.8):
            payments = self.paid_in_parts(client, price, currency, bought)
            others = [r["ref"] for r in self.records if r["type"] == "payment" and r["client"] == client]
            if self.chance(0.1):   # one payment for two packages, or one in another currency
                payments.append(self.pick(*others)) if others and others[-1] not in payments else None
            record.update({"payments": payments} if payments else {})
        begin = starts or bought
        if unit == "month" and self.chance(0.2):
            last = months_later(begin, (quantity + 999) // 1000) + timedelta(days=self.pick(-1, -1, 3, -9, -40))
            record.update({"ends_on": str(last)} if last >= begin else {})
        if unit == "month":
            self.edge(*(months_later(begin, n) - timedelta(days=self.pick(0, 1)) for n in range(quantity // 1000 + 1)))
        if record.get("payments") and self.chance(0.15):
            self.repayment(client, record, price, currency)
        if record.get("payments") and self.chance(0.25):
            self.refund(client, record)
        if unit in ("hour", "session") or unit == "fixed" and self.chance(0.2):
            self.uses(record["ref"], unit, quantity, bought)
        return record

    def repayment(self, client, package, price, currency):
        """Money given back before: of the package that lists it, else of nobody in particular."""
        back = self.payment(client, -self.random.randint(1, price), currency, self.day(100))
        if self.chance(0.8):
            package["payments"] = package["payments"] + [back["ref"]]

    def refund(self, client, package):
        """One payment's, in any state; what succeeded is among the money mostly."""
        paid = self.pick(*(r for r in self.records if r["type"] == "payment" and r["ref"] in package["payments"]))
        taken = any(r["type"] == "refund" and r["payment"] == paid["ref"] for r in self.records)
        most, currency = int(paid["amount"]["amount"].replace(".", "")), paid["amount"]["currency"]
        if taken or most <= 0:
            return
        state, day = self.pick("succeeded", "succeeded", "succeeded", "planned", "pending", "refused", "failed"), self.day(60)
        part = self.pick(most, self.random.randint(1, most))
        repaid = self.payment(client, -part, currency, day) if state == "succeeded" and self.chance(0.8) else None
        self.add("refund", client=client, payment=paid["ref"], amount=money(part, currency), state=state,
                 method=paid.get("method", "other"), reference="by hand", issued_on=str(day),
                 **self.maybe(0.5, package=package["ref"]), **({"repayment": repaid["ref"]} if repaid else {}))

    def month_end(self, day):
        return months_later(day.replace(day=1), 1) - timedelta(days=1)

    def milestones(self, bought):
        left, made = 1000, []
        for n in range(self.random.randint(1, 4)):
            share = self.pick(left, self.random.randint(0, left), 333 if left >= 333 else 0, 250 if left >= 250 else 0)
            left -= share
            made.append({"what": f"part {n + 1}", **self.maybe(0.8, on=str(self.day(200, 60))),
                         "share": thousandths(share)})
        return [{k: v for k, v in m.items() if (k, v) != ("share", "0")} for m in made]

    def uses(self, package, unit, quantity, bought):
        left = quantity
        for _ in range(self.random.randint(0, 9)):
            most = max(1, quantity // 3)
            used = self.random.randint(0, most) if unit == "hour" else 1000 * self.pick(1, 1, 1, 2)
            day = self.pick(self.day(200), bought, bought + timedelta(days=self.random.randint(0, 200)))
            if used > left and self.chance(0.9):
                break
            left -= used
            self.edge(day)
            self.add("use", package=package, on=str(day), **({} if used == 1000 else {"quantity": thousandths(used)}))

    def meeting(self, client):
        day = self.today + timedelta(days=self.random.randint(-30, 40))
        starts = self.zone.opening(day, 600)
        self.add("meeting", client=client, starts=show_instant(starts), ends=show_instant(starts + HOUR),
                 **self.maybe(0.6, state=self.pick("planned", "held", "missed", "cancelled")))

    # Invoices, promises

    def invoice(self, client):
        issued, currency = self.day(400, 3), self.currency()
        minor = self.minor(currency, 1, 4000) * self.pick(1, 1, 1, 1, 1, 1, 1, 1, 1, -1)
        due = issued + timedelta(days=self.random.randint(0, 45))
        invoice = self.add("invoice", client=client, number=f"N-{self.count}", amount=money(minor, currency),
                           issued_on=str(issued), **self.maybe(0.6, due_on=str(due)),
                           **self.maybe(0.2, net=money(minor * 100 // 121, currency)),
                           **self.maybe(0.05, written_off_on=str(self.day(100))))
        if minor < 0:   # a credit note
            return
        self.edge(due, due + timedelta(days=self.pick(-3, 1, 8, 15)))
        self.parts_of(client, invoice, minor, currency, due)
        for _ in range(self.pick(0, 0, 0, 1, 1, 2)):
            self.promise(client, invoice, due, currency)
        for n in range(self.pick(0, 0, 0, 1, 2, 3)):
            step = n if self.chance(0.8) else self.random.randint(0, 3)
            self.letter(client, invoice, ("t6a", "t6b", "t6c", "t6d")[step], due)

    def parts_of(self, client, invoice, minor, currency, due):
        way = self.pick("whole", "whole", "whole", "parts", "some", "none")
        sums = {"whole": [minor], "none": [], "some": [max(1, minor // self.pick(2, 3, 100))],
                "parts": [minor // 2, minor - minor // 2, 0]}[way]
        for part in sums:
            day = due + timedelta(days=self.pick(0, -self.random.randint(0, 30), self.pick(1, 1, 7, 40)))
            if part:
                fields = self.maybe(0.93, invoice=invoice["ref"])
                self.payment(client, part, self.currency() if self.chance(0.1) else currency, day, **fields)

    def promise(self, client, invoice, due, currency):
        said = self.pick(due, self.day(120, 0), due + timedelta(days=self.random.randint(0, 30)))
        pays = said + timedelta(days=self.pick(0, 1, 3, 6, 7, 8, 20))
        self.edge(pays)
        self.add("promise", client=client, said_on=str(said), pays_on=str(pays), **self.maybe(0.8, invoice=invoice["ref"]),
                 **self.maybe(0.3, amount=money(self.minor(currency, 1, 500), currency)),
                 **self.maybe(0.6, excuse=self.pick(*EXCUSES)), **self.maybe(0.5, kept=self.pick("yes", "no")))

    def letter(self, client, invoice, code, due):
        """A letter about a debt: a draft that is done, or an entry of the log."""
        ahead = {"t6a": 1, "t6b": 8, "t6c": 15, "t6d": 23}[code]
        day = due + timedelta(days=ahead + self.pick(0, 0, 0, -4, 1, 5))
        day = min(self.today, max(day, date.fromisoformat(invoice["issued_on"])))
        self.edge(*(day + timedelta(days=n) for n in (7, 8)))
        if self.chance(0.6):
            done = {"state": "done", "done_on": str(day)} if self.chance(0.9) else {}
            self.add("draft", client=client, code=code.upper()[:-1] + code[-1], about=f"late_payment:{invoice['ref']}",
                     text="Please pay.", made=show_instant(self.zone.opening(day, 600)), **done)
        else:
            subject = f"About {invoice['number']}" if self.chance(0.7) else "About what is open"
            self.interaction(client, min(self.zone.opening(day, 660), self.now), direction="out", kind="message",
                             signs=[code], subject=subject)

    def plain_payment(self, client):
        currency = self.currency()
        minor = self.minor(currency, 1, 900)
        self.payment(client, -minor if self.chance(0.15) else minor, currency, self.day(400, 3))

    # Work and talk

    def instant(self, back=240):
        day = self.day(back, 0)
        minute = self.pick(0, 1439, 540, 600, 1080, 1081, 1200, self.random.randint(0, 1439))
        return min(self.zone.opening(day, minute), self.now)

    def interaction(self, client, at, **fixed):
        kind = self.pick("message", "message", "message", "call", "meeting", "work", "work", "note")
        direction = self.pick("in", "in", "out") if kind in ("message", "call") else \
            self.pick("none", "out") if kind != "meeting" else self.pick("in", "out", "none")
        record = {"client": client, "at": show_instant(at), "direction": direction, "kind": kind,
                  **self.maybe(0.8, channel=self.pick("email", "email", "phone", "whatsapp", "personal_phone",
                                                      "in_person")),
                  **self.maybe(0.6, minutes=self.pick(0, 1, 7, 25, 60, 90, 480)),
                  **self.maybe(0.3, energy=self.random.randint(1, 5)),
                  **self.maybe(0.12, signs=self.random.sample(BAD_SIGNS + GOOD_SIGNS + EXCUSE_SIGNS, self.pick(1, 1, 2))),
                  **self.maybe(0.08, closeness=self.pick(*CLOSENESS)), **fixed}
        if record["direction"] == "in" and record["kind"] != "note":
            record.update({**self.maybe(0.2, needs_reply=self.pick(True, False)), **self.maybe(0.1, invited=True)})
        self.add("interaction", **record)

    def talk(self, client):
        """From nothing at all over exactly the thin five to some months."""
        for _ in range(self.pick(6, 20) if self.rich else self.pick(0, 3, 4, 5, 6, 20, 40)):
            at = self.instant(self.pick(25, 120, 240))
            self.interaction(client, at)
            if self.chance(0.4):
                self.interaction(client, min(at + self.pick(60, HOUR, 30 * HOUR, 72 * HOUR, 100 * HOUR), self.now),
                                 direction="out", kind="message")

    def told(self, client):
        self.add("told", client=client, on=str(self.today - timedelta(days=self.pick(800, 800, 200, 40))))

    def override(self, client):
        first = self.day()
        self.add("override", client=client, reason="far away", until=str(first + timedelta(days=self.pick(0, 20, 90))),
                 **{"from": str(first)}, **self.maybe(0.5, payment_days=self.random.randint(0, 40)),
                 **self.maybe(0.5, hours={day: ["14:00-21:30"] for day in WEEKDAYS[:4]}),
                 **self.maybe(0.3, closed=[{"from": str(first), "to": str(first + timedelta(days=3))}]))

    def burst(self, client):
        """Calls at night in the last days, some in the month before, and a reminder of such a one."""
        calls = [self.today - timedelta(days=n) for n in [*self.random.sample(range(30), self.pick(1, 2, 3, 5)),
                                                          *self.random.sample(range(30, 60), self.pick(0, 1, 2))]]
        for day in sorted(calls):
            at = min(self.zone.opening(day, self.pick(1290, 1300)), self.now)
            self.interaction(client, at, kind="call", direction="in", channel="phone")
            if self.chance(0.4):
                self.notes[self.records[-1]["ref"], "off_hours"] = {
                    "type": "breach", "of": self.records[-1]["ref"], "kind": "off_hours", "state": "reminded",
                    "on": str(min(day + timedelta(days=self.pick(0, 1)), self.today))}

    def later_and_later(self, client):
        """Three invoices, each paid later than the one before it, or as late."""
        late = sorted(self.random.randint(0, 20) for _ in range(3))
        for n, days in enumerate(late):
            due = self.today - timedelta(days=120 - 40 * n)
            invoice = self.add("invoice", client=client, number=f"N-{self.count}", amount=money(5000, self.base),
                               issued_on=str(due - timedelta(days=15)), due_on=str(due))
            self.payment(client, 5000, self.base, due + timedelta(days=days), invoice=invoice["ref"])

    def ask(self, client):
        sent = [r for r in self.records if r["type"] == "interaction" and r["client"] == client and r["direction"] == "out"
                and r["kind"] in ("message", "call")]
        if sent:
            outbound = self.pick(*sent)
            received = parse_instant(outbound["at"]) + self.random.randint(0, 40) * 86400
            self.add("ask", client=client, interaction=outbound["ref"], what="the logo",
                     **self.maybe(0.5, received=show_instant(received)))

    def breach_note(self, client):
        """What was done about a line that was crossed, or about one that nobody finds crossed."""
        about = [r for r in self.records if r["type"] in ("interaction", "invoice", "ask") and r["client"] == client]
        if about:
            of = self.pick(*about)
            kind = {"ask": "late_material", "invoice": "late_payment"}.get(of["type"]) \
                or self.pick("off_hours", "off_hours", "channel", "channel", "chase", "late_reply")
            self.notes[of["ref"], kind] = {"type": "breach", "of": of["ref"], "kind": kind, "reason": "a word",
                                           "state": self.pick("waived", "reminded", "reminded"),
                                           "on": str(self.day(120, 0))}

    def learned(self, client):
        for question in self.questions:
            if self.chance(0.5):
                answer = self.pick("yes", "no")
                self.records.append({"type": "intake", "client": client, "question": question, "answer": answer,
                                     "on": str(self.day(400, 0))})
        if self.chance(0.3):
            self.add("win", client=client, on=str(self.day(400, 0)), text="they came back")

    def dealings(self, client):
        for _ in range(self.pick(0, 0, 1, 3, 8)):
            currency = self.currency()
            self.add("request", client=client, on=str(self.day()), what="one page more",
                     **self.maybe(0.8, decision=self.pick("open", "free", "free", "quoted", "declined")),
                     **self.maybe(0.6, minutes=self.pick(10, 45, 200)),
                     **self.maybe(0.3, price=money(self.minor(currency, 1, 300), currency)))
        deliveries = [self.add("delivery", client=client, on=str(self.day()), what="a draft")["ref"]
                      for _ in range(self.pick(1, 4, 9) if self.rich else self.pick(0, 0, 1, 4, 9))]
        for _ in range(self.pick(0, 0, 1, 3, 6)):
            self.add("complaint", client=client, on=str(self.day()), what="not blue enough",
                     **({"delivery": self.pick(*deliveries)} if deliveries and self.chance(0.7) else {}),
                     **self.maybe(0.8, right=self.pick("them", "me", "both", "open")))
        for _ in range(self.pick(0, 0, 1, 2)):
            currency = self.currency()
            self.add("expense", client=client, on=str(self.day()), amount=money(self.minor(currency, 1, 80), currency),
                     kind=self.pick("meal", "travel", "other"))

    def book(self):
        self.now = self.zone.opening(self.today, self.pick(0, 615, 1439, 1081)) + self.pick(0, 0, 59)
        self.me()
        self.rules()
        clients = self.clients()
        self.rates()
        if self.questions:
            self.records.append({"type": "profile", "industries": ["books"], "questions": self.questions})
        for client in clients:
            contracts = [self.contract(client)["ref"] for _ in range(self.pick(0, 1, 1, 2))]
            for _ in range(self.pick(0, 1, 1, 2, 3)):
                self.package(client, contracts)
            for _ in range(self.pick(0, 0, 1, 2)):
                self.meeting(client)
            for _ in range(self.pick(2, 5) if self.rich else self.pick(0, 1, 2, 5)):
                self.invoice(client)
            if self.chance(0.15):
                self.later_and_later(client)
            for _ in range(self.pick(0, 0, 1, 3)):
                self.plain_payment(client)
            if self.chance(0.7):
                self.told(client)
            if self.chance(0.2):
                self.override(client)
            self.talk(client)
            if self.chance(0.05):   # what lies ahead counts for nothing
                self.interaction(client, self.now + self.pick(1, HOUR, 30 * 24 * HOUR), minutes=100, signs=["abuse"])
            if self.chance(0.3):
                self.burst(client)
            for _ in range(self.pick(1, 2) if self.rich else self.pick(0, 0, 1, 2)):
                self.ask(client)
            self.dealings(client)
            self.learned(client)
            for _ in range(self.pick(0, 0, 1, 3)):
                self.breach_note(client)
        self.records += self.notes.values()
        return self.records, self.now, self.pick(*MACHINE_ZONES)

    def dates(self):
        """Days to state a credit on: ends of months and of uses, and the days beside them."""
        return sorted({self.day(300, 300) for _ in range(6)} | {self.pick(*self.days) for _ in range(6)})


def generate(seed):
    """(records, now, the machine's zone, days to state a credit on): always the same ones for a seed."""
    maker = Maker(seed)
    return *maker.book(), maker.dates()


if __name__ == "__main__":
    made, at, machine, _ = generate(int(sys.argv[1]))
    for line in made:
        print(json.dumps(line, ensure_ascii=False))
    print(f"{show_instant(at)} {machine}", file=sys.stderr)
