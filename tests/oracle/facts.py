#!/usr/bin/env python3
"""An independent, slow reading of decide.md's facts, to compare `paletti facts` with.

Written from decide.md and ledger.md; what a word of the answer counts is what the contract of core/facts.h says. Times
are minutes, sums the smallest coin of one's own currency, everything that is divided a fraction.

Where the text is silent or allows two readings, this is taken:

- The window begins at the first 00:00 of the day six months ago (or of that month's last day) and ends with now, now
  included; the last 30 days are today and the 29 before. What has only a day happens at its first 00:00, a late payment
  at the end of its due date, breaches as `judge` lists them, late material at the ask's due.
- A group is counted with its members; what an hour earns is the group's alone, and members are no others to compare with.
- What equals the median of others is as usual, 3, however few share it.
- Since: the client's `since`, else the day of the first entry.
- Days late run to the day on which the invoice was paid in whole, else to today.
- A complaint in which both were right counts, one in which the client was does not. A credit note is no invoice to be
  paid. Signs of what I did myself (the ladder's letters) are none of theirs.
- Others: clients but prospects, with their settling-in days left out; a median, and a place among them, only of five or
  more that have the figure. No trend of somebody known for fewer than the 90 days that it looks at.
- What has no rate on or before its day is left out; then no figure of money is rated, and no hours are called unpaid.
  What is owed is worth what it was on the day of the invoice.
- Income of a month: that of twelve, or since the first payment there ever was, in months of 365/12 days, at least one.
- Promises of the window are those to be kept in it, behind the settling-in days. Breaches doubled only where there was a
  reminder of such a one in the window, and one behind it, and where the settling-in days lie before the 60 compared.
"""
from datetime import timedelta
from fractions import Fraction
from math import ceil, floor

import ladder
import slow
from credit import lines_of, minor, total_of
from generate_decide import DECIMALS, money, months_later
from terms import Terms
from zone import DAY, parse_day, parse_instant, show_instant

WINDOW_MONTHS, INCOME_MONTHS, SETTLING, THIN_ENTRIES, THIN_DAYS, OTHERS_NEEDED = 6, 12, 30, 5, 30, 5
RECENT, BEFORE, TREND, CLOSENESS_DAYS, CLOSENESS_EVENTS, SESSION = 30, 60, Fraction(1, 4), 60, 3, 180
GAP_DAYS, TEACHING = 10, 14 * 86400
GOOD_SIGNS = {"pays_early", "listens", "refers", "prepares"}
OWN_SIGNS = {"t3b", "t6a", "t6b", "t6c", "t6d", "t9", "t11", "not_listened"}
WORK_SIGNS = {"blocks_work", "mistreats", "demands_attention", "dictates"}
MONEY_FIGURES = ("days_late", "hour", "hour_billed")
PRICE_SIGNS = {"haggles", "conditions_you", "cheaper_elsewhere"}
COUNTS = """entries payments refunds expenses hospitality invoiced unrated work_minutes contact_minutes invoices on_time
late_days late_sums off_hours channel chase late_material late_payment untold my_off_hours my_channel late_replies
broken_promises requests free_requests free_minutes deliveries complaints right_complaints asks ask_days
signs work_signs price_signs good_signs meals confidences off_hours_calls energies energy""".split()
BREACHES = {("client", "off_hours"): "off_hours", ("client", "channel"): "channel", ("client", "chase"): "chase",
            ("client", "late_material"): "late_material", ("client", "late_payment"): "late_payment",
            ("me", "off_hours"): "my_off_hours", ("me", "channel"): "my_channel", ("me", "late_reply"): "late_replies",
            ("me", "broken_promise"): "broken_promises"}
RULES = ("off_hours", "channel", "chase")
CLOSENESS = {"meal": "meals", "confidence": "confidences", "off_hours_call": "off_hours_calls"}


def half_away(value):
    """To the nearest whole number, halves away from nothing."""
    return (1 if value >= 0 else -1) * floor(abs(value) + Fraction(1, 2))


def theirs(record):
    """Signs of the client: not what I did myself."""
    return [sign for sign in record.get("signs", ()) if sign not in OWN_SIGNS]


class Known:
    """What one client did, as (instant, word, number), and where it falls."""

    def __init__(self, book, client, now):
        self.book, self.now, self.ref = book, now, client
        self.client = next(c for c in book.of["client"] if c["ref"] == client)
        self.is_member = "member_of" in self.client
        self.all = {client} | {c["ref"] for c in book.of["client"] if c.get("member_of") == client}
        self.zone = book.version_at(now).zone
        self.today = self.zone.civil_day(now)
        self.base = book.me.get("currency", "EUR")
        self.log = [r for r in self.own("interaction") if parse_instant(r["at"]) <= now]
        self.events, self.unrated = [], []
        self.since = self.first_day()
        self.settled = self.since and self.since + timedelta(days=SETTLING)
        for collect in (self.entries, self.sums, self.invoices, self.breaches, self.dealings, self.asks):
            collect()

    def own(self, kind):
        """Theirs, and of the members of a group."""
        return [r for r in self.book.of[kind] if r["client"] in self.all]

    def alone(self, kind):
        return [r for r in self.own(kind) if r["client"] == self.ref]

    def first_day(self):
        if "since" in self.client:
            return parse_day(self.client["since"])
        return min((self.zone.civil_day(parse_instant(r["at"])) for r in self.log), default=None)

    def note(self, at, **numbers):
        if at <= self.now:
            self.events += [(at, word, number) for word, number in numbers.items()]

    def on(self, day, **numbers):
        self.note(self.zone.start_of(parse_day(day)), **numbers)

    # Sums in one's own currency

    def in_base(self, sum_, day):
        """In one's own smallest coin; None without a rate."""
        if sum_["currency"] == self.base:
            return minor(sum_)
        rates = [r for r in self.book.of["rate"] if r["currency"] == sum_["currency"] and r["on"] <= day]
        if not rates:
            return None
        rate = Fraction(max(rates, key=lambda r: r["on"])["per_base"])
        return half_away(Fraction(sum_["amount"]) / rate * 10 ** DECIMALS[self.base])

    def converted(self, sum_, day, is_payment=False):
        value = self.in_base(sum_, day)
        if value is None and parse_day(day) <= self.today:
            self.on(day, unrated=1)
            self.unrated.append((parse_day(day), sum_["currency"], minor(sum_), is_payment))
        return value

    def sums(self):
        for payment in self.own("payment"):
            value = self.converted(payment["amount"], payment["on"], True)
            if value is not None:
                self.on(payment["on"], **({"payments": value} if value > 0 else {"refunds": -value}))
        for expense in self.own("expense"):
            value = self.converted(expense["amount"], expense["on"])
            if value is not None:
                self.on(expense["on"], expenses=value, **({"hospitality": value} if expense.get("kind") == "meal" else {}))

    # The log

    def entries(self):
        for record in self.log:
            at, minutes = parse_instant(record["at"]), record.get("minutes", 0)
            self.note(at, entries=1, **{"work_minutes" if record["kind"] == "work" else "contact_minutes": minutes})
            if "energy" in record:
                self.note(at, energies=1, energy=record["energy"])
            if "closeness" in record:
                self.note(at, **{CLOSENESS[record["closeness"]]: 1})
            for sign in theirs(record):
                self.note(at, **{"good_signs" if sign in GOOD_SIGNS else "signs": 1})
                self.note(at, work_signs=int(sign in WORK_SIGNS), price_signs=int(sign in PRICE_SIGNS))

    def breaches(self):
        self.crossed = [(row.due if row.kind == "ask" else row.at, b["by"], b["kind"], b["counted"], row.ref)
                        for row in slow.all_rows(self.book, self.now, sorted(self.all)) for b in row.breaches]
        for at, by, kind, counted, _ in self.crossed:
            self.note(at, **{BREACHES[by, kind] if counted else "untold": 1})

    def sent_asks(self):
        sent = {r["ref"]: parse_instant(r["at"]) for r in self.log}
        return [{**ask, "sent": sent[ask["interaction"]]} for ask in self.own("ask") if ask["interaction"] in sent]

    def asks(self):
        for ask in self.sent_asks():
            received = parse_instant(ask["received"]) if "received" in ask else self.now
            waited = (self.zone.civil_day(min(received, self.now)) - self.zone.civil_day(ask["sent"])).days
            self.note(ask["sent"], asks=1, ask_days=waited)

    def dealings(self):
        for request in self.own("request"):
            decision = request.get("decision", "open")
            self.on(request["on"], requests=1)
            if decision == "free":
                self.on(request["on"], free_requests=1, free_minutes=request.get("minutes", 0))
        for delivery in self.own("delivery"):
            self.on(delivery["on"], deliveries=1)
        for complaint in self.own("complaint"):
            self.on(complaint["on"], complaints=1)
            if complaint.get("right") == "them":
                self.on(complaint["on"], right_complaints=1)

    # Invoices and promises

    def payments_of(self, invoice):
        return sorted((parse_day(p["on"]), minor(p["amount"])) for p in self.book.of["payment"]
                      if p.get("invoice") == invoice["ref"] and p["amount"]["currency"] == invoice["amount"]["currency"]
                      and parse_day(p["on"]) <= self.today)

    def paid_on(self, invoice):
        """The day on which it was paid in whole, or None."""
        paid = 0
        for day, part in self.payments_of(invoice):
            paid += part
            if paid >= minor(invoice["amount"]):
                return day
        return None

    def invoices(self):
        for invoice in self.own("invoice"):
            value, due = self.converted(invoice["amount"], invoice["issued_on"]), self.book.due_date(invoice)
            if value is not None:
                self.on(invoice["issued_on"], invoiced=value)
            if self.book.end_of_due_date(invoice) > self.now or minor(invoice["amount"]) <= 0:
                continue
            late = max(0, ((self.paid_on(invoice) or self.today) - due).days)
            self.on(str(due), invoices=1, on_time=int(self.book.is_paid_by(invoice, due)))
            if value is not None:
                self.on(str(due), late_days=late * value, late_sums=value)

    def promises(self, periods):
        """Of the window, behind the settling-in days: how many were kept, and broken."""
        first = max(periods.window_from, self.settled or periods.window_from)
        due = [p for p in self.own("promise") if first <= parse_day(p["pays_on"]) <= self.today]
        found = [ladder.kept(self.book, p, self.now) for p in due]
        return {"promises_kept": found.count("yes"), "promises_broken": found.count("no")}

    # What the periods do not hold

    def listed(self):
        mine, theirs = self.book.profile.get("industries"), self.client.get("tags")
        if not mine or not theirs:
            return -1
        return int(any(tag in mine for tag in theirs))

    def fits(self):
        answers = [i["answer"] == "yes" for i in self.alone("intake")]
        return ratio(sum(answers), len(answers))

    def reminders(self, periods):
        """{kind: the first day in the window on which a reminder of it was given}"""
        mine = {r["ref"] for r in self.own("interaction")}
        days = {}
        for note in self.book.of["breach"]:
            if note["state"] == "reminded" and note["of"] in mine and "on" in note \
                    and periods.window_from <= parse_day(note["on"]) <= self.today:
                days.setdefault(note["kind"], []).append(parse_day(note["on"]))
        return {kind: min(some) for kind, some in days.items()}

    def owed(self):
        owed = overdue = 0
        for invoice in self.own("invoice"):
            debt = ladder.Debt(self.book, invoice, self.now)
            left = debt.owed(self.today)
            if parse_day(invoice["issued_on"]) <= self.today and left:
                value = self.in_base(money(left, debt.currency), invoice["issued_on"]) or 0
                owed, overdue = owed + value, overdue + (value if self.today > debt.due else 0)
        return {"owed": owed, "overdue": overdue}

    def refund(self):
        sums = total_of(line for ref in self.all for line in lines_of(self.book, ref, self.today, self.today))
        return sum(self.in_base(money(part, c), str(self.today)) or 0 for c, part in sums.items())

    def breach_lines(self, periods):
        """{(by, kind): how often in each period}"""
        found, reminders = {}, self.reminders(periods)
        for at, by, kind, counted, _ in self.crossed:
            line = found.setdefault((by, kind), dict.fromkeys(("window", "untold", "recent", "previous", "before",
                                                               "since_reminder"), 0))
            told = reminders.get(kind) if by == "client" else None
            line["since_reminder"] += told is not None and counted and self.zone.civil_day(at) > told
            for name in ("window", "recent", "previous", "before"):
                if periods.holds(name, at) and counted:
                    line[name] += 1
            line["untold"] += periods.holds("window", at) and not counted
        return {kind: {**line, "doubled": line["recent"] >= 2 and line["recent"] >= 2 * line["previous"]}
                for kind, line in found.items() if any(line.values())}

    def marks(self):
        return [(parse_instant(r["at"]), sign) for r in self.log for sign in theirs(r)]

    def sign_lines(self, periods):
        marks = self.marks()
        return {code: {"good": code in GOOD_SIGNS,
                       "n": sum(sign == code and periods.holds("window", at) for at, sign in marks),
                       "first": show_instant(min(at for at, sign in marks if sign == code))}
                for code in {sign for _, sign in marks}}

    def first_sign(self):
        first = min((at for at, sign in self.marks() if sign not in GOOD_SIGNS), default=None)
        return first if first is None else show_instant(first)

    def first_no(self):
        """The first time that the question was answered with no."""
        answers = [d["answers"] for d in self.alone("decision")]
        return min((a["first_at"] for a in answers if a["first_answer"] == "no"), default=None)

    def closeness_lines(self, periods):
        near = self.zone.start_of(self.today - (CLOSENESS_DAYS - 1) * DAY)
        result = {}
        for kind in CLOSENESS:
            times = [parse_instant(r["at"]) for r in self.log if r.get("closeness") == kind]
            result[kind] = {**{name: sum(periods.holds(name, at) for at in times) for name in ("window", "recent")},
                            "near": sum(at >= near for at in times), "first": show_instant(min(times)) if times else None}
        return result

    def is_close(self, periods):
        return sum(line["near"] for line in self.closeness_lines(periods).values()) >= CLOSENESS_EVENTS

    def part(self, periods):
        still = [a for a in self.sent_asks() if "received" not in a or parse_instant(a["received"]) > self.now]
        oldest = min((self.zone.civil_day(a["sent"]) for a in still), default=self.today)
        sums = periods.sums(self.events, "window")
        begun = min([self.since or self.today, *(self.zone.civil_day(parse_instant(r["at"])) for r in self.log)])
        days = (self.today - max(periods.window_from, begun)).days + 1
        minutes = sums["work_minutes"] + sums["contact_minutes"]
        answers = {ref for at, by, kind, _, ref in self.crossed if by == "me" and kind in ("off_hours", "channel")
                   and periods.holds("window", at)}
        return {"asks_open": len(still), "waiting_days": (self.today - oldest).days,
                "agreed_hours": self.book.contract_on(self.ref, self.today).get("hours_month", 0),
                "worked_hours": ratio(minutes * 365, 60 * 12 * days),
                "late_replies": sums["late_replies"] + sums["broken_promises"],
                **self.promises(periods),
                "answered_off_hours": len(answers), "taught": self.taught(periods)}

    def taught(self, periods):
        """My answers outside my hours whose 14 days after are over; their contacts outside the hours before and after."""
        inbound = [parse_instant(r["at"]) for r in self.log if r["direction"] == "in" and r["kind"] != "note"]
        contacts = [at for at in inbound if not self.book.terms_at(self.ref, at).is_open(at)]
        answers = [at for at, by, kind, _, _ in self.crossed
                   if by == "me" and kind == "off_hours" and periods.holds("window", at) and at + TEACHING <= self.now]
        return {"answers": len(answers), "before": sum(at - TEACHING <= c < at for at in answers for c in contacts),
                "after": sum(at < c <= at + TEACHING for at in answers for c in contacts)}

    def gaps(self, periods):
        """Runs of days without an entry of anybody's, with ten open days in them: from the first entry, or the window's
        first day where the log is older, to yesterday."""
        instants = [parse_instant(r["at"]) for r in self.book.of["interaction"]]
        days = {self.zone.civil_day(at) for at in instants if at <= self.now}
        if not days:
            return []
        version = self.book.version_at(self.now)
        terms, day, gaps = Terms(version, []), max(periods.window_from, min(days)), []
        while day < self.today:
            end = day
            while end < self.today and end not in days:
                end += DAY
            if sum(bool(terms.spans_of(day + n * DAY)) for n in range((end - day).days)) >= GAP_DAYS:
                gaps.append({"from": str(day), "to": str(end - DAY)})
            day = end + DAY
        return gaps

    def unrated_sums(self, periods):
        """What is left out for want of a rate, in the window, or of twelve months' payments, by currency."""
        months, result = months_later(self.today, -INCOME_MONTHS), {}
        for day, currency, part, is_payment in self.unrated:
            if periods.holds("window", self.zone.start_of(day)) or is_payment and day >= months:
                sum_, n = result.get(currency, (0, 0))
                result[currency] = sum_ + part, n + 1
        return {c: {"sum": money(sum_, c), "n": n} for c, (sum_, n) in result.items()}


# The periods

class Periods:
    """First and last instant of each, both in it; None: empty."""

    def __init__(self, known):
        zone, today, now = known.zone, known.today, known.now
        begin = months_later(today, -WINDOW_MONTHS)
        settled = max(begin, known.settled) if known.settled else begin
        self.window_from, recent = begin, zone.start_of(today - (RECENT - 1) * DAY)
        self.of = {"window": (zone.start_of(begin), now), "rated": (zone.start_of(settled), now),
                   "recent": (recent, now),
                   "before": (zone.start_of(today - (RECENT + BEFORE - 1) * DAY), recent - 1),
                   "previous": (zone.start_of(today - (2 * RECENT - 1) * DAY), recent - 1)}

    def holds(self, name, at):
        first, last = self.of[name]
        return first <= at <= last

    def sums(self, events, name):
        first, last = self.of[name]
        counts = dict.fromkeys(COUNTS, 0)
        for at, word, number in events:
            if first <= at <= last:
                counts[word] += number
        return counts


# The figures

def ratio(of, in_):
    return Fraction(of, in_) if in_ > 0 else None


def figures_of(n):
    """Each figure of a period's sums; None where there is nothing to divide by."""
    minutes, given = n["work_minutes"] + n["contact_minutes"], n["refunds"] + n["expenses"]
    return {"on_time": ratio(n["on_time"], n["invoices"]), "days_late": ratio(n["late_days"], n["late_sums"]),
            "hour": ratio((n["payments"] - given) * 60, minutes),
            "hour_billed": ratio((n["invoiced"] - given) * 60, minutes),
            "breaches": Fraction(n["off_hours"] + n["channel"] + n["chase"]),
            "complaints": ratio(n["complaints"] - n["right_complaints"], n["deliveries"]),
            "waiting": ratio(n["ask_days"], n["asks"]), "signs": Fraction(n["work_signs"]),
            "extras": Fraction(n["requests"]), "free": Fraction(n["free_minutes"]),
            "energy": ratio(n["energy"], n["energies"])}


MORE_IS_BETTER = {"on_time", "hour", "hour_billed", "fits", "energy"}
COUNTED = {"breaches", "signs", "extras", "free"}
LINES = {"money": ("on_time", "days_late"), "hour": ("hour", "hour_billed"), "rules": ("breaches",),
         "work": ("complaints", "waiting", "signs"),
         "contract": ("extras", "free"), "fits": ("fits",), "energy": ("energy",)}


def trend_of(name, recent, before):
    """The last 30 days against the 60 before them; of what is counted, per day."""
    if recent is None or before is None or recent == before == 0:
        return ""
    if name in COUNTED:
        recent, before = recent / RECENT, before / BEFORE
    if recent > before + TREND * abs(before):
        return "up"
    return "down" if recent < before - TREND * abs(before) else "steady"


def median(values):
    values, middle = sorted(values), len(values) // 2
    if not values:
        return None
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def place_of(name, value, others):
    better = sum((other > value) == (name in MORE_IS_BETTER) and other != value for other in others)
    equal = sum(other == value for other in others)
    return {"better": better, "equal": equal, "worse": len(others) - better - equal}


def suggested_by(place):
    """The quintile of the rank, counted from the middle of those who share it."""
    count = place["better"] + place["equal"] + place["worse"] + 1
    return 5 - floor(5 * (place["better"] + Fraction(place["equal"], 2) + Fraction(1, 2)) / count)


class Client:
    """What one client's facts are, before others are looked at."""

    def __init__(self, book, ref, now):
        self.known = Known(book, ref, now)
        self.periods = Periods(self.known)
        self.sums = {name: self.periods.sums(self.known.events, name) for name in self.periods.of}
        self.days = max(0, (self.known.today - self.known.since).days) if self.known.since else 0
        self.thin = self.sums["window"]["entries"] < THIN_ENTRIES or self.days < THIN_DAYS
        self.figures = {name: {**figures_of(self.sums[name]), "fits": None} for name in self.sums}
        fits = self.known.fits()
        if self.known.is_member:        # their group's hours are theirs too
            for name in self.figures:
                self.figures[name].update(hour=None, hour_billed=None)
        self.figures["window"]["fits"] = self.figures["rated"]["fits"] = fits
        for name in ("rated", "recent", "before"):
            if self.sums[name]["unrated"]:
                self.figures[name].update(dict.fromkeys(MONEY_FIGURES))

    def is_doubled(self):
        """Breaches of the rules in the last 30 days, twice those of the 30 before, though they had been reminded of such
        a one, and though their settling-in days were over by then."""
        lines, (recent, previous) = self.known.breach_lines(self.periods), (self.sums[n] for n in ("recent", "previous"))
        now, then = (sum(n[kind] for kind in RULES) for n in (recent, previous))
        since = sum(line["since_reminder"] for (by, kind), line in lines.items() if by == "client" and kind in RULES)
        settled = self.periods.of["rated"][0] <= self.periods.of["previous"][0]
        return since > 0 and settled and now >= 2 and now >= 2 * then

    def income(self):
        """Payments less what was given back, of the last twelve months."""
        first = self.known.zone.start_of(months_later(self.known.today, -INCOME_MONTHS))
        return sum(n if word == "payments" else -n for at, word, n in self.known.events
                   if word in ("payments", "refunds") and first <= at)


class Everybody:
    """All clients' facts on one day; `answer` as `paletti facts --json` has it."""

    def __init__(self, book, now):
        self.book, self.now = book, now
        self.of = {c["ref"]: Client(book, c["ref"], now) for c in book.of["client"]}
        self.all_income = sum(c.income() for c in self.of.values() if not c.known.is_member)

    def figure(self, client, others, name):
        values = [c.figures["rated"][name] for c in others if c.figures["rated"][name] is not None and name != "fits"]
        value, own = client.figures["window"][name], client.figures["rated"][name]
        enough, known = len(values) >= OTHERS_NEEDED, client.days >= RECENT + BEFORE
        place = place_of(name, own, values) if enough and own is not None else {"better": 0, "equal": 0, "worse": 0}
        return {"value": value, "rated": own, "others": median(values) if enough else None, "n_others": len(values),
                **place,
                "trend": trend_of(name, client.figures["recent"][name], client.figures["before"][name]) if known else ""}

    def line(self, client, name, figures):
        """(suggestion, because): the first of its figures that can be compared, with the exceptions."""
        if name == "energy":
            return None, "yours"
        if name == "fits":
            return {1: (3, "listed"), 0: (2, "not_listed"), -1: (0, "unknown")}[client.known.listed()]
        if name == "money" and client.known.promises(client.periods)["promises_broken"]:
            return 1, "promise"
        if name == "rules" and client.is_doubled():
            return 1, "doubled"
        if client.thin:
            return 0, "thin"
        known = [figures[f] for f in LINES[name] if figures[f]["rated"] is not None]
        if not known:
            return 0, "unknown"
        enough = [f for f in known if f["n_others"] >= OTHERS_NEEDED]
        if not enough:
            return None, "few"
        return 3 if enough[0]["rated"] == enough[0]["others"] else suggested_by(enough[0]), "rank"

    def answer(self, ref):
        client, known = self.of[ref], self.of[ref].known
        others = [c for other, c in self.of.items() if other != ref and not c.thin
                  and not c.known.is_member and c.known.client.get("state") != "prospect"]
        figures = {name: self.figure(client, others, name) for names in LINES.values() for name in names}
        lines = {name: dict(zip(("suggestion", "because"), self.line(client, name, figures))) for name in LINES}
        accepting = sum(c.sums["rated"]["price_signs"] == 0 for c in others)
        return {"since": known.since and str(known.since), "days": client.days, "counts": client.sums, "thin": client.thin,
                "others": len(others), "accepting": accepting, "figures": figures, "lines": lines,
                "hour_class": self.hour_class(client),
                "income": client.income(), "all_income": self.all_income, **known.owed(),
                "unpaid_minutes": self.unpaid(client), **self.project(client), "hostage": self.hostage(client),
                "breaches": known.breach_lines(client.periods), "signs": known.sign_lines(client.periods),
                "closeness": known.closeness_lines(client.periods), "closeness_note": known.is_close(client.periods),
                "pattern": ladder.pattern(ladder.debts_of(self.book, ref, self.now)),
                "minutes_owing": sum(ladder.answer(self.book, r, self.now)["minutes"] for r in known.all),
                **known.part(client.periods), "first_sign": known.first_sign(), "first_no": known.first_no(),
                "listed": known.listed(), "unrated": known.unrated_sums(client.periods), "gaps": known.gaps(client.periods)}

    # One's own numbers

    def own(self, key):
        return minor(self.book.me[key]) if key in self.book.me else 0

    def hour_class(self, client):
        hour, target = client.figures["window"]["hour"], self.own("target_rate")
        if hour is None or client.sums["window"]["unrated"]:
            return ""
        if not target:
            return "loss" if hour < 0 else "even" if hour == 0 else ""
        if abs(hour) <= Fraction(target, 10):
            return "even"
        return "loss" if hour < 0 else "low" if hour < target else "fair"

    def unpaid(self, client):
        """Minutes that the income does not pay for at the target rate."""
        n, target = client.sums["window"], self.own("target_rate")
        if not target or n["unrated"] or client.known.is_member:
            return -1
        income, minutes = n["payments"] - n["refunds"] - n["expenses"], n["work_minutes"] + n["contact_minutes"]
        return max(0, minutes - floor(Fraction(max(0, income) * 60, target) + Fraction(1, 2)))

    def project(self, client):
        weekly, unpaid = self.book.me.get("project", {}).get("weekly_hours"), self.unpaid(client)
        if unpaid < 0:
            return {"project_weeks": None, "project_sessions": 0}
        return {"project_weeks": Fraction(unpaid, 60 * weekly) if weekly else None, "project_sessions": unpaid // SESSION}

    def a_month(self, income):
        """Of the income of twelve months, rounded up to the cent; months of 365/12 days."""
        today = self.of[next(iter(self.of))].known.today
        first = min((parse_day(p["on"]) for p in self.book.of["payment"]), default=today)
        days = (today - max(first, months_later(today, -INCOME_MONTHS))).days + 1
        return ceil(income / max(Fraction(1), days / Fraction(365, 12)))

    def hostage(self, client):
        reserve, cost, floor_ = self.own("reserve"), self.own("monthly_cost"), self.book.me.get("runway_floor_months", -1)
        income, own, refund = self.a_month(self.all_income), self.a_month(client.income()), client.known.refund()
        lasts = self.lasts(reserve, cost, income), self.lasts(reserve - refund, cost, income - own)
        if "reserve" not in self.book.me or not cost:
            return {"share": ratio(client.income(), self.all_income), "with_is": None}
        return {"reserve": reserve, "cost": cost, "income": income, "client": own, "refund": refund, "floor_months": floor_,
                "share": ratio(client.income(), self.all_income), "reserve_months": Fraction(reserve, cost),
                "with_is": lasts[0][0], "with": lasts[0][1], "without_is": lasts[1][0], "without": lasts[1][1],
                "under_floor": bool(cost) and floor_ >= 0 and reserve < floor_ * cost,
                **self.leaving(client.known.today, floor_, cost, reserve - refund, income)}

    def leaving(self, today, floor_, cost, reserve, income):
        """The first day on which the reserve is at the floor, saved at the pace of what income is above costs."""
        if floor_ < 0:
            return {"leave_on": None, "short_of": 0}
        short = max(0, floor_ * cost - reserve)
        if short == 0:
            return {"leave_on": str(today), "short_of": 0}
        if income <= cost:
            return {"leave_on": None, "short_of": short}
        days = ceil(Fraction(short, income - cost) * Fraction(365, 12))
        return {"leave_on": str(today + days * DAY), "short_of": short}

    def lasts(self, reserve, cost, income):
        if not cost:
            return None, None
        if income >= cost:
            return "covered", None
        return "months", max(Fraction(0), Fraction(reserve, cost - income))


def plain(value):
    """Fractions of the answer as fractions, lists with names as what the names name."""
    if isinstance(value, dict) and set(value) == {"of", "in"}:
        return Fraction(value["of"], value["in"])
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value


def comparable(answer):
    """An answer of `facts --json` in the form of Everybody.answer."""
    answer = plain(answer)
    for key, name in (("figures", "figure"), ("lines", "line")):
        answer[key] = {row[name]: row for row in answer[key]}
    answer["breaches"] = {(b["by"], b["kind"]): b for b in answer["breaches"]}
    answer["unrated"] = {u["sum"]["currency"]: u for u in answer["unrated"]}
    answer["signs"] = {s["code"]: s for s in answer["signs"]}
    answer["closeness"] = {c["kind"]: c for c in answer["closeness"]}
    return answer
