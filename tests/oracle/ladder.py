#!/usr/bin/env python3
"""An independent, slow reading of decide.md's payment ladder, to compare `paletti ladder` with.

Written from decide.md and ledger.md (003-11 to 003-20, 004-12, C1) and the contract of core/ladder.h.

Where the text is silent or allows two readings, this is taken:

- A step's day is so many days after the due date, but never fewer days behind the last letter sent than lie between the
  two rows; a day without opening moves to the next with one.
- The ladder sleeps to the end of the day that the first promise names; it is broken on the day after. Then one row is
  left out, but never the last one, which comes at once. Kept in whole, the ladder sleeps on; parts until they are over.
- A promise that the ladder does not wait for (too far, or a second one) moves nothing, kept or not. Nobody promised more
  than was owed. One about no invoice is about the oldest that was owed; about none that is known it counts as noted.
- A letter in two rows (T6a) is the first one's up to the due date. The last letter gives seven days once.
- Work and requests while it is owed: behind the due date, owed as the day begins, and, for the time, still owed today.
- A credit note is never late, and no sign of how somebody pays.
"""
from datetime import date, timedelta
from fractions import Fraction
from math import floor

from credit import minor
from generate_decide import DECIMALS, money, months_later
from zone import DAY, parse_day, parse_instant

# data/law/late_payment: the same figures in every member that has lines
LAW = [(date(2024, 1, 1), Fraction(1250, 10000)), (date(2024, 7, 1), Fraction(1225, 10000)),
       (date(2025, 1, 1), Fraction(1115, 10000)), (date(2025, 7, 1), Fraction(1015, 10000)),
       (date(2026, 1, 1), Fraction(1015, 10000))]
MEMBERS = ("ES", "IT", "FR")
COST, HOURS, LIKELY = 300, 8, 50
LETTERS = ("T6a", "T6b", "T6c", "T6d")
STEPS = [("notice", "T6a", -3, True), ("kind", "T6a", 1, False), ("firm", "T6b", 8, False), ("last", "T6c", 15, False)]
PROMISE_DAYS, PLAN_DAYS, ANSWER_DAYS, CHANCE_MONTHS, SLOWING_DAYS = 7, 30, 7, 24, 7


def first_needed(row):
    """The row behind that is not optional, or None."""
    return next((i for i in range(row + 1, len(STEPS)) if not STEPS[i][3]), None)


class Debt:
    """An invoice and what belongs to it, up to today."""

    def __init__(self, book, invoice, now):
        self.book, self.invoice = book, invoice
        self.terms = book.terms_at(invoice["client"], now)
        self.today = self.terms.zone.civil_day(now)
        self.issued, self.due = parse_day(invoice["issued_on"]), book.due_date(invoice)
        self.amount, self.currency = minor(invoice["amount"]), invoice["amount"]["currency"]
        self.payments = sorted((parse_day(p["on"]), minor(p["amount"])) for p in book.of["payment"]
                               if p.get("invoice") == invoice["ref"] and p["amount"]["currency"] == self.currency
                               and parse_day(p["on"]) <= self.today)
        gone = invoice.get("written_off_on")
        self.written_off = parse_day(gone) if gone and parse_day(gone) <= self.today else None
        self.promises, self.letters, self.excused = [], [], []

    def paid_by(self, day):
        return sum(part for on, part in self.payments if on <= day)

    def owed(self, day):
        if self.written_off and self.written_off <= day:
            return 0
        return max(0, self.amount - self.paid_by(day))

    def unpaid(self):
        """Written off or not."""
        return max(0, self.amount - self.paid_by(self.today))

    def is_late(self, day):
        return day > self.due and self.owed(day) > 0

    # Promises

    def part(self, promise):
        """The sum it names, in the invoice's currency; 0: all of it."""
        amount = promise.get("amount")
        return minor(amount) if amount and amount["currency"] == self.currency else 0

    def wanted(self, promise):
        """What must have come since the day it was said: parts said on one day one after the other."""
        whole = self.amount - self.paid_by(parse_day(promise["said_on"]) - DAY)
        if not self.part(promise):
            return whole
        said_with = [p for p in self.promises if p["said_on"] == promise["said_on"] and self.part(p)]
        at = said_with.index(promise)
        parts = [p for n, p in enumerate(said_with) if p["pays_on"] < promise["pays_on"]
                 or p["pays_on"] == promise["pays_on"] and n <= at]
        return min(whole, sum(self.part(p) for p in parts))

    def kept(self, promise):
        """yes, no or open: what was noted, else what the payments say."""
        if "kept" in promise:
            return promise["kept"]
        said, pays = parse_day(promise["said_on"]), parse_day(promise["pays_on"])
        if self.paid_by(min(pays, self.today)) - self.paid_by(said - DAY) >= self.wanted(promise):
            return "yes"
        return "no" if self.today > pays else "open"

    def waited_for(self):
        """The promises that the ladder waits for: the first one, or the parts said with it, when they are near enough."""
        first = [p for p in self.promises if p["said_on"] == self.promises[0]["said_on"]]
        return [p for p in first if self.days_ahead(p) <= (PLAN_DAYS if self.is_part(p) else PROMISE_DAYS)]

    def days_ahead(self, promise):
        return (parse_day(promise["pays_on"]) - parse_day(promise["said_on"])).days

    def is_part(self, promise):
        return 0 < self.part(promise) < self.amount - self.paid_by(parse_day(promise["said_on"]) - DAY)

    # Steps

    def sent_steps(self):
        """{row: day}. A letter that stands in two rows is the first one's up to the due date."""
        sent = {}
        for day, code in sorted(self.letters):
            rows = [i for i, (_, letter, _, _) in enumerate(STEPS) if letter == code and i not in sent]
            rows = [i for i in rows if STEPS[i][2] > 0] if day > self.due else rows
            if rows:
                sent[rows[0]] = day
        return sent

    def next_open_day(self, day):
        while not self.terms_on(day).spans_of(day):
            day += DAY
        return day

    def terms_on(self, day):
        return self.book.terms_at(self.invoice["client"], self.terms.zone.start_of(day))

    def day_of(self, row, sent):
        """So many days after the due date, and never fewer behind the last letter than lie between the two rows."""
        day = self.due + timedelta(days=STEPS[row][2])
        before = [i for i in sent if i < row]
        if before:
            day = max(day, sent[max(before)] + timedelta(days=STEPS[row][2] - STEPS[max(before)][2]))
        return day

    def next_step(self):
        """(row, its day, whether one was left out): a broken promise leaves one row out, but the last one only comes at
        once."""
        sent, broken = self.sent_steps(), [p for p in self.waited_for() if self.kept(p) == "no"]
        row = first_needed(max(sent, default=-1))
        if row is None:
            return None, None, False
        day = self.day_of(row, sent)
        if not broken:
            return row, day, False
        behind = min(parse_day(p["pays_on"]) for p in broken) + DAY
        if first_needed(max((i for i, at in sent.items() if at < behind), default=-1)) != row:
            return row, day, False      # its letter is out by now
        following = first_needed(row)
        return (row, behind, False) if following is None else (following, max(day, behind), True)

    def stand(self):
        """(state, step, day): what is due, or comes next, or is waited for."""
        if self.unpaid() == 0:
            return "paid", None, None
        if self.written_off:
            return "written_off", None, None
        row, day, _ = self.next_step()
        waited = [self.kept(p) for p in self.waited_for()]
        still = [p for p, kept in zip(self.waited_for(), waited) if kept == "open"]
        if "no" not in waited and still:
            return "sleeps", row, min(parse_day(p["pays_on"]) for p in still)
        if "no" not in waited and any(kept == "yes" and not self.part(p) for p, kept in zip(self.waited_for(), waited)):
            return "sleeps", row, None
        if row is None:
            sent = self.sent_steps()
            in_charge = [day for day, code in self.letters if code == "T6d"]
            until = max([sent[max(sent)], *in_charge]) + timedelta(days=ANSWER_DAYS)
            return "waits" if self.today <= until else "over", None, until
        day = self.next_open_day(day)
        return "due" if day <= self.today else "ahead", row, day

    def steps_done(self):
        row, _, left_out = self.next_step() if self.owed(self.today) else (None, None, False)
        reached = row - 1 if left_out else max(self.sent_steps(), default=-1)
        return sum(i <= reached and not optional for i, (_, _, _, optional) in enumerate(STEPS))

    def reply(self):
        if not self.letters:
            return "none"
        if self.unpaid() == 0:
            return "paid"
        last = max(day for day, _ in self.letters)
        if any(parse_day(p["said_on"]) >= last for p in self.promises):
            return "date"
        return "excuse" if any(day >= last for day in self.excused) else "silence"

    # What was asked for while it was owed

    def asked_owing(self, asked):
        return max((day for day in asked if day <= self.today and self.is_owing(day)), default=None)

    def is_owing(self, day):
        """Late as that day begins."""
        return day > self.due and self.issued <= day and self.owed(day - DAY) > 0

    def is_owing_still(self, day):
        return self.is_owing(day) and self.owed(self.today) > 0

    def minutes(self, log):
        return sum(r.get("minutes", 0) for day, r in log if self.is_owing_still(day))

    def law(self):
        """Interest for each day behind the due date on what is unpaid as it begins, and the fixed sum; None where the law
        gives none, or is not known to."""
        client = next(c for c in self.book.of["client"] if c["ref"] == self.invoice["client"])
        if not self.is_late(self.today) or not client.get("b2b") or client.get("country") not in MEMBERS:
            return None
        interest, day, last = Fraction(0), self.due + DAY, None
        while day <= self.today:
            last = max((line for line in LAW if line[0] <= day), default=None)
            if last:
                interest += self.owed(day - DAY) * last[1] / 365
            day += DAY
        return last and {"interest": money(floor(interest + Fraction(1, 2)), self.currency),
                         "sum": money(4000, "EUR"), "rate": int(last[1] * 10000), "from": str(last[0])}

    def answer(self, asked, log):
        state, step, day = self.stand()
        owed = self.owed(self.today)
        late = self.is_late(self.today)
        return {"ref": self.invoice["ref"], "due": str(self.due), "owed": money(owed, self.currency),
                "days_late": max(0, (self.today - self.due).days) if late else 0,
                "part_paid": 0 < self.unpaid() < self.amount, "state": state,
                "step": None if step is None else STEPS[step][0], "on": day and str(day), "done": self.steps_done(),
                "steps": sum(not optional for _, _, _, optional in STEPS), "reply": self.reply(),
                "promises": [(p["said_on"], p["pays_on"], self.kept(p)) for p in self.promises],
                "law": self.law(), "stopped": str(self.due + DAY) if late else None, "minutes": self.minutes(log),
                "squeezed": late and self.paid_by(self.today) > 0 and self.asked_owing(asked) is not None}


def debts_of(book, client, now):
    """Every invoice up to today, by due date, with the letters, promises and excuses about it."""
    debts = [Debt(book, i, now) for i in book.of["invoice"] if i["client"] == client]
    debts = sorted((d for d in debts if parse_day(d.invoice["issued_on"]) <= d.today), key=lambda d: d.due)
    promises = [p for p in book.of["promise"] if p["client"] == client]
    for promise in sorted(promises, key=lambda p: (p["said_on"], p["pays_on"])):
        debt = next((d for d in debts if is_about(promise, d)), None)
        if debt and parse_day(promise["said_on"]) <= debt.today:
            debt.promises.append(promise)
    excused = [zone_day(book, parse_instant(r["at"]), now) for r, _ in excuse_signs(book, client, now)]
    for debt in debts:
        debt.excused = excused
        debt.letters = sorted([*drafts_about(debt), *entries_about(debt, debts, now)])
    return debts


def zone_day(book, at, now):
    return book.version_at(now).zone.civil_day(at)


def excuse_signs(book, client, now):
    """Excuses that came without a date: signs of entries."""
    return [(r, sign[len("excuse_"):]) for r in book.of["interaction"] if r["client"] == client
            and parse_instant(r["at"]) <= now for sign in r.get("signs", ()) if sign.startswith("excuse_")]


def is_about(promise, debt):
    """The invoice it names; without one the oldest that was owed on the day it was said."""
    if "invoice" in promise:
        return promise["invoice"] == debt.invoice["ref"]
    said = parse_day(promise["said_on"])
    return debt.issued <= said and debt.owed(said - DAY) > 0


def drafts_about(debt):
    for draft in debt.book.of["draft"]:
        if draft.get("about") == f"late_payment:{debt.invoice['ref']}" and draft.get("state") == "done" \
                and draft.get("code") in LETTERS and parse_day(draft["done_on"]) <= debt.today:
            yield parse_day(draft["done_on"]), draft["code"]


def entries_about(debt, debts, now):
    """Outbound entries with a letter's sign: about invoices that the subject names, else those late that day, else owed."""
    for record in debt.book.of["interaction"]:
        codes = [code for code in LETTERS if code.lower() in record.get("signs", ())]
        if not codes or record["client"] != debt.invoice["client"] or record["direction"] != "out":
            continue
        at = parse_instant(record["at"])
        day = debt.terms.zone.civil_day(at)
        named = [d for d in debts if d.invoice["number"] in record.get("subject", "").split()]
        late = [d for d in debts if d.is_owing(day)]
        about = named or late or [d for d in debts if d.issued <= day and d.owed(day - DAY) > 0]
        if at <= now and debt in about:
            yield from ((day, code) for code in codes)


def kept(book, promise, now):
    """What was noted, else what the payments of its invoice say."""
    if "kept" in promise:
        return promise["kept"]
    debt = next((d for d in debts_of(book, promise["client"], now) if promise in d.promises), None)
    return debt.kept(promise) if debt else "open"


def days_late(debt):
    """To the day it was paid in whole, written off, or today; 0 for a credit note."""
    paid, end = 0, debt.written_off or debt.today
    for day, part in debt.payments:
        paid += part
        if paid >= debt.amount:
            end = day
            break
    return max(0, (end - debt.due).days) if debt.amount > 0 else 0


def pattern(debts):
    """How they pay, what is late now first: nothing ever, in parts, later and later."""
    late = [d for d in debts if d.is_late(d.today)]
    if late and not any(d.payments for d in debts):
        return "none"
    in_parts = [d for d in debts if days_late(d) and d.payments and d.payments[0][1] < d.amount <= d.paid_by(d.today)]
    if any(d.payments for d in late) or len(in_parts) >= 2:
        return "partial"
    last = [days_late(d) for d in debts if d.due < d.today and d.amount > 0][-3:]
    return "slowing" if len(last) == 3 and last[0] < last[1] < last[2] and last[2] >= SLOWING_DAYS else "pays"


def chance(book, client, debts, today):
    """C1: a good client of years, for the first time, asked of the oldest that is late."""
    record = next(c for c in book.of["client"] if c["ref"] == client)
    zone = book.version_at(0).zone
    log = [zone.civil_day(parse_instant(r["at"])) for r in book.of["interaction"] if r["client"] == client]
    since = parse_day(record["since"]) if "since" in record else min(log, default=None)
    known = since is not None and since <= today
    months = 0
    while known and months_later(since, months + 1) <= today:
        months += 1
    before = 0
    for debt in debts:
        if debt.is_late(today):
            break
        before += days_late(debt) > 0
    used = sum(d["client"] == client and d["answers"]["path"] == "chance" for d in book.of["decision"])
    lacks = [name for name, lack in (("months", known and months < CHANCE_MONTHS), ("late_before", before > 0),
                                     ("had_one", used > 0), ("since", not known)) if lack]
    return {"open": not lacks, "months": months, "late_before": before, "used": used, "lacks": lacks}


def first_to_act_on(debts):
    """Whose step is due, else what is late, else what is owed; None."""
    owed = [d for d in debts if d.owed(d.today)]
    for wanted in (lambda d: d.stand()[0] == "due", lambda d: d.is_late(d.today), lambda d: True):
        for debt in filter(wanted, owed):
            return debt
    return None


def recovery(book, debts):
    """What it is worth to go after what is late in one currency, by the numbers of the built-in file."""
    first = first_to_act_on(debts)
    late = [d for d in debts if d.is_late(d.today) and d.currency == first.currency]
    if not late:
        return None
    claims = [c for c in (d.law() for d in late) if c]
    mine = book.me.get("currency", "EUR")
    owed, interest = sum(d.owed(d.today) for d in late), sum(minor(c["interest"]) for c in claims)
    fixed = sum(minor(c["sum"]) for c in claims) if first.currency == "EUR" else 0
    likely = (owed + interest + fixed) * LIKELY // 100
    result = {"owed": money(owed, first.currency), "likely": money(likely, first.currency), "likely_percent": LIKELY,
              "interest": money(interest, first.currency) if claims else None, "hours": HOURS,
              "sum": money(4000 * len(claims), "EUR") if claims else None,
              "cost": money(COST * 10 ** DECIMALS[mine], mine)}
    if first.currency == mine:
        spent = COST * 10 ** DECIMALS[mine] + HOURS * (minor(book.me["target_rate"]) if "target_rate" in book.me else 0)
        result.update(spent=money(spent, mine), left=money(likely - spent, mine))
    return result


def sums(debts):
    result = {}
    for debt in debts:
        result[debt.currency] = result.get(debt.currency, 0) + debt.owed(debt.today)
    return {c: money(s, c) for c, s in result.items() if s}


def answer(book, client, now):
    debts = debts_of(book, client, now)
    zone = book.version_at(now).zone
    today = zone.civil_day(now)
    log = [(zone.civil_day(parse_instant(r["at"])), r) for r in book.of["interaction"]
           if r["client"] == client and parse_instant(r["at"]) <= now]
    asked = [parse_day(r["on"]) for r in book.of["request"] if r["client"] == client]
    owing = [day for day in (d.asked_owing(asked) for d in debts if d.owed(today)) if day]
    kept = [d.kept(p) for d in debts for p in d.promises]
    excuses = [p["excuse"] for p in book.of["promise"] if p["client"] == client and "excuse" in p
               and p["excuse"] != "none" and parse_day(p["said_on"]) <= today]
    excuses += [code for _, code in excuse_signs(book, client, now)]
    kept += [p["kept"] for p in book.of["promise"] if p["client"] == client and parse_day(p["said_on"]) <= today
             and "kept" in p and not any(p in d.promises for d in debts)]
    first = first_to_act_on(debts)
    return {"invoice": first and first.invoice["ref"], "recovery": recovery(book, debts), "owed": sums(debts),
            "late": sums(d for d in debts if d.is_late(d.today)), "pattern": pattern(debts),
            "stopped": min((str(d.due + DAY) for d in debts if d.is_late(d.today)), default=None),
            "minutes": sum(r.get("minutes", 0) for day, r in log if any(d.is_owing_still(day) for d in debts)),
            "chance": chance(book, client, debts, today),
            "asked_owing": str(max(owing)) if owing else None, "kept": kept.count("yes"), "broken": kept.count("no"),
            "excuses": {code: (excuses.count(code), excuses.count(code) >= 2) for code in excuses},
            "invoices": {d.invoice["ref"]: d.answer(asked, log) for d in debts}}


def comparable(found):
    """An answer of `ladder --json` in the same form."""
    found = dict(found)
    for key in ("owed", "late"):
        found[key] = {s["currency"]: s for s in found[key]}
    found["excuses"] = {e["excuse"]: (e["n"], e["again"]) for e in found["excuses"]}
    for debt in found["invoices"]:
        debt["law"] = debt.get("law")
        debt["promises"] = [(p["said_on"], p["pays_on"], p["kept"]) for p in debt["promises"]]
    found["invoices"] = {d["ref"]: d for d in found["invoices"]}
    return found
