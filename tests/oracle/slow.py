#!/usr/bin/env python3
"""An independent, slow, obvious reading of boundaries.md (sections 1-6, 8, 9), to compare the engine with.

    slow.py FILE --now INSTANT [--system-zone ZONE]
            judge [CLIENT] | explain REF | notice CLIENT --sent INSTANT | today | log CLIENT

FILE holds JSON Lines records; what is printed is what `paletti ... --json` must print. It was written from
boundaries.md and interchange.md alone. zone.py has civil time, terms.py the rules and the reply window, this
file the walk and the answers.

Where the text is silent or allows two readings, this is taken:

Rules
- In force at arrival, as if they held on: the version and the overrides in force at the arrival are frozen
  together and used for the receipt, the window and the landing, even where the receipt lies after an
  override's end.
- An override is in force at an instant when the instant's civil day, in the zone of the version in force at
  it, is in its range.
- Overlapping overrides: the later `from` wins field by field; of equal ones the one logged later. A special
  date that stands twice: the winner the same way, and an override's beats the rule's. `extra` is a field like
  any other: it does not add.
- A change of a channel that leaves out the grade or the hours keeps what the table had.
- A short window's `until` is compared with the civil day of the receipt, in the frozen version's zone; after
  it exactly 72h. The `until` of a window that is not short has no effect. The `until` of an override's window
  is the override's.
- Told: equal windows are the same number and unit, reason and until play no part. Channels are compared as
  effective tables. Zones are compared by name. Without `rule`, a told names the latest version whose `from`
  is not after the start of its day in that version's own zone, else the first. The version in force on a
  civil day is found the same way.
- "The rules in force on that day" (breaches of the client) are those in force at the instant.

Time
- Closing 24:00 is the 00:00 of the next date, the last one when it happens twice.
- A span that the clocks skip whole has no length, is no opening, and its day (for `wd`) has none by it.
- The civil day of an instant goes by section 1 (first 00:00 to first 00:00), also where the clock on the wall
  shows the date before again for a while (St. John's until 2011). `d` and `wd` alone count from the date that
  the wall shows: counted from the civil day, a receipt in such an hour would be due later than receipts hours
  after it, against the invariant.
- The `h` clock stands still from a closed date's first 00:00 to the next, also where a span of the day before
  reaches into it.
- A due at the earliest instant at which the window is full: 72h that end as a closed date begins end there.
- A date that does not exist counts for nothing in payment days and notice days either. Payment days go by the
  zone of the version in force on the day of issue.
- explain: one segment each for before_receipt and for landing, whatever they cross.

The walk
- A holding reply moves the due at the first one whose promise is later than the due, also when sent after the
  due.
- An ask starts at its outbound's own instant, with the rules in force then, without receipt step, landing or
  floor.
- Chases are measured by the due as it stands (a promised one too).
- `early`: receipt <= answer <= receipt + 3600 s.
- `invited` excuses the client's off_hours, nothing else. `extra` excuses the own off_hours of any outbound,
  not only of an answer.
- late_material is judged at the ask's due: the version in force then, the told list then. `received` later
  than now: not yet.
- Contract: of those in force on the day (from, else signed, else always; to `to`, inclusive) the one that
  begins latest, of equal ones the one logged later; if that one is silent, the override is asked, not another
  contract. Notice: on the civil day it is sent.
- A notice is a thing one sends: at the closing itself it is received at once.
- The client's own day is in the client's zone, else in the rules'.
- what-if: the draft's rules and overrides take the place of all others; told entries stay, and one that names a
  version which is no more names nothing. "As if everybody had been told today's rules": on either side each client
  has, beside what they were told, an entry of before everything that names that side's version in force at now; so
  what was crossed under an older version that is not equal to today's counts only if that one was told. The built-in
  version is never told.
- judge: an ask's row stands at its outbound, an invoice's at the start of the civil day after its due date;
  equal instants: interactions in log order, then asks, then invoices.
"""
import argparse
import json
from decimal import Decimal

from terms import Override, Question, Terms, Version, parse_span, parse_window, version_zero
from zone import DAY, HOUR, parse_day, parse_instant, show_instant, zone_named

OWN, THEIRS = "me", "client"
DEFAULT_DAYS = 15


class Book:
    """All records of a file, and the rules as they stood at any time."""

    def __init__(self, records, system_zone="UTC"):
        kinds = ("client", "override", "told", "interaction", "ask", "contract", "invoice", "payment", "package", "use",
                 "meeting", "promise", "request", "delivery", "complaint", "expense", "rate", "breach",
                 "draft", "intake", "decision", "refund")
        self.of = {kind: [r for r in records if r["type"] == kind] for kind in kinds}
        self.me = me = next((r for r in records if r["type"] == "me"), {})
        self.profile = next((r for r in records if r["type"] == "profile"), {})
        self.versions = sorted((Version(r) for r in records if r["type"] == "rule"), key=lambda v: v.starts)
        self.zero = version_zero(me.get("zone", system_zone))
        self.overrides = [Override(r, i) for i, r in enumerate(self.of["override"])]
        self.frozen = {}

    def version_at(self, instant):
        begun = [v for v in self.versions if v.starts <= instant]
        return begun[-1] if begun else self.versions[0] if self.versions else self.zero

    def version_on(self, day):
        begun = [v for v in self.versions if v.starts <= v.zone.start_of(day)]
        return begun[-1] if begun else self.versions[0] if self.versions else self.zero

    def overrides_on(self, client, day):
        return [o for o in self.overrides if o.client == client and o.holds_on(day)]

    def terms_at(self, client, instant):
        version = self.version_at(instant)
        overrides = self.overrides_on(client, version.zone.civil_day(instant))
        key = (version.starts, *(o.order for o in overrides))
        if key not in self.frozen:
            self.frozen[key] = Terms(version, overrides)
        return self.frozen[key]

    def is_counted(self, client, instant):
        """Nothing counts before the client was told of rules like those in force at the instant."""
        version = self.version_at(instant)
        day = version.zone.civil_day(instant)
        for told in self.of["told"]:
            if told["client"] == client and parse_day(told["on"]) <= day:
                named = self.told_version(told)
                if named and named is not self.zero and version is not self.zero and named.tells_the_same_as(version):
                    return True
        return False

    def told_version(self, told):
        if "rule" not in told:
            return self.version_on(parse_day(told["on"]))
        return next((v for v in self.versions if v.starts == parse_instant(told["rule"])), None)

    def contract_on(self, client, day):
        def begins(contract):
            return contract.get("from") or contract.get("signed") or "0001-01-01"
        best = None
        for contract in self.of["contract"]:
            in_force = begins(contract) <= day.isoformat() <= contract.get("to", "9999-12-31")
            if contract["client"] == client and in_force and (best is None
                                                              or begins(contract) >= begins(best)):
                best = contract
        return best or {}

    def later_day(self, day, count, zone):
        """That many civil days later; a date that does not exist is counted by nothing."""
        while count > 0:
            day += DAY
            count -= zone.exists(day)
        return day

    # Invoices

    def due_date(self, invoice):
        if "due_on" in invoice:
            return parse_day(invoice["due_on"])
        issued, client = parse_day(invoice["issued_on"]), invoice["client"]
        version = self.version_on(issued)
        days = self.contract_on(client, issued).get("payment_days")
        if days is None:
            overrides = [o for o in self.overrides_on(client, issued) if "payment_days" in o.record]
            last = max(overrides, key=lambda o: (o.starts, o.order), default=None)
            days = last.record["payment_days"] if last else version.payment_days
        return self.later_day(issued, DEFAULT_DAYS if days is None else days, version.zone)

    def end_of_due_date(self, invoice):
        day = self.due_date(invoice) + DAY
        return self.version_on(day).zone.start_of(day)

    def is_paid_by(self, invoice, day):
        paid = sum(Decimal(p["amount"]["amount"]) for p in self.of["payment"]
                   if p.get("invoice") == invoice["ref"] and parse_day(p["on"]) <= day
                   and p["amount"]["currency"] == invoice["amount"]["currency"])
        return paid >= Decimal(invoice["amount"]["amount"])

    # Asks

    def ask_times(self, ask):
        """The outbound's instant, the segments to the due, and when what was asked came."""
        outbound = next(i for i in self.of["interaction"] if i["ref"] == ask["interaction"])
        at = parse_instant(outbound["at"])
        terms = self.terms_at(ask["client"], at)
        segments = list(terms.run(at, parse_window(ask.get("window", "5wd"))))
        return at, segments, parse_instant(ask["received"]) if "received" in ask else None

    def notice(self, client, sent):
        terms = self.terms_at(client, sent)
        received = sent if terms.is_inside(sent) else terms.next_opening(sent)
        days = self.contract_on(client, terms.zone.civil_day(sent)).get("notice_days", terms.notice_days)
        day = self.later_day(terms.zone.civil_day(received), DEFAULT_DAYS if days is None else days,
                             terms.zone)
        while terms.notice_roll == "holiday" and (day.weekday() == 6 or terms.is_holiday(day)):
            day = self.later_day(day, 1, terms.zone)
        return {"received": show_instant(received), "last_day": day.isoformat(),
                "rule_from": begin(terms.version)}


def begin(version):
    return None if version.starts is None else show_instant(version.starts)


def needs_reply(interaction):
    if interaction["direction"] != "in" or interaction["kind"] == "note":
        return False
    return interaction.get("needs_reply", interaction["kind"] == "message")


class Row:
    def __init__(self, kind, record, at, order):
        self.kind, self.record, self.ref, self.client = kind, record, record["ref"], record["client"]
        self.at, self.order = at, order
        self.question, self.state, self.early = None, None, False
        self.breaches = []

    def breach(self, by, kind, counted, version=None):
        self.breaches.append({"by": by, "kind": kind, "counted": counted, "state": "open",
                              "rule_from": begin(version)})


def walk(book, client, now):
    """Section 3 and 5: one client's interactions in time order. Gives a row for each."""
    log = [Row("interaction", r, parse_instant(r["at"]), (0, i)) for i, r in enumerate(book.of["interaction"])
           if r["client"] == client]
    log = sorted((row for row in log if row.at <= now), key=lambda row: (row.at, row.order))
    owed = None
    for row in log:
        record, at = row.record, row.at
        if record["kind"] == "note":
            continue
        if record["direction"] == "in":
            judge_inbound(book, row)
            if needs_reply(record):
                if owed is None:
                    row.question = owed = Question(book.terms_at(client, at), at)
                    owed.row = row
                elif at < owed.due:
                    row.breach(THEIRS, "chase", book.is_counted(client, at), book.version_at(at))
        elif record["direction"] == "out" and record["kind"] in ("message", "call"):
            judge_outbound(book, row)
            if record.get("holding"):
                if owed is not None:
                    owed.promise(parse_instant(record["promised"]))
            elif owed is not None:
                answer(owed, row)
                owed = None
    if owed is not None:
        owed.row.state = "waiting" if now <= owed.due else "overdue"
    return log


def answer(question, row):
    question.row.state = "on_time" if row.at <= question.due else "late"
    question.row.early = question.receipt <= row.at <= question.receipt + HOUR
    if row.at > question.due:
        row.breach(OWN, "broken_promise" if question.promised else "late_reply", True, question.terms.version)


def judge_inbound(book, row):
    terms = book.terms_at(row.client, row.at)
    hours = terms.channel_hours(row.record.get("channel"))
    counted = book.is_counted(row.client, row.at)
    if hours == "never":
        row.breach(THEIRS, "channel", counted, terms.version)
    elif hours == "contact" and not terms.is_open(row.at) and not row.record.get("invited"):
        row.breach(THEIRS, "off_hours", counted, terms.version)


def judge_outbound(book, row):
    terms = book.terms_at(row.client, row.at)
    if not terms.is_inside(row.at) and not terms.is_extra(row.at):
        row.breach(OWN, "off_hours", True, terms.version)
    if terms.channel_hours(row.record.get("channel")) == "never":
        row.breach(OWN, "channel", True, terms.version)


def ask_rows(book, client, now):
    for order, ask in enumerate(book.of["ask"]):
        if ask["client"] != client:
            continue
        at, segments, received = book.ask_times(ask)
        if at > now:
            continue
        row, due = Row("ask", ask, at, (1, order)), segments[-1][1]
        if received is not None and received > now:
            received = None
        row.due, row.is_open = due, received is None
        if due < (now if received is None else received):
            row.breach(THEIRS, "late_material", book.is_counted(client, due), book.version_at(due))
        yield row


def invoice_rows(book, client, now):
    for order, invoice in enumerate(book.of["invoice"]):
        if invoice["client"] != client:
            continue
        over, due_date = book.end_of_due_date(invoice), book.due_date(invoice)
        if over <= now and not book.is_paid_by(invoice, due_date):
            row = Row("invoice", invoice, over, (2, order))
            row.breach(THEIRS, "late_payment", True, book.version_on(due_date + DAY))
            yield row


def all_rows(book, now, clients=None):
    rows = []
    for client in clients or [c["ref"] for c in book.of["client"]]:
        rows += walk(book, client, now)
        rows += ask_rows(book, client, now)
        rows += invoice_rows(book, client, now)
    return sorted(rows, key=lambda row: (row.at, row.order))


# The answers

def judged(row):
    result = {"type": row.kind, "ref": row.ref, "client": row.client}
    if row.question is not None:
        result.update(receipt=show_instant(row.question.receipt), due=show_instant(row.question.due),
                      state=row.state, early=row.early)
    result["breaches"] = [{k: v for k, v in b.items() if k != "rule_from"} for b in row.breaches]
    return result


def judge(book, now, clients=None):
    return [judged(row) for row in all_rows(book, now, clients) if row.question is not None or row.breaches]


# What if

BEFORE_EVERYTHING = "1900-01-01"
KINDS = [(OWN, "off_hours"), (OWN, "channel"), (OWN, "late_reply"), (OWN, "broken_promise"), (THEIRS, "off_hours"),
         (THEIRS, "channel"), (THEIRS, "chase"), (THEIRS, "late_material"), (THEIRS, "late_payment")]


def kind_key(by, kind):
    return f"my_{kind}" if by == OWN and (THEIRS, kind) in KINDS else kind


def told_today(records, now, system_zone):
    """The records, with everybody told the version that is in force now from before everything."""
    version = Book(records, system_zone).version_at(now)
    clients = [r["ref"] for r in records if r["type"] == "client"] if version.starts is not None else []
    return records + [{"type": "told", "ref": f"today-{ref}", "client": ref, "on": BEFORE_EVERYTHING,
                       "rule": show_instant(version.starts)} for ref in clients]


def changed(records, draft):
    """The records, with the rules and overrides of the draft in the place of all others."""
    return [r for r in records if r["type"] not in ("rule", "override")] + draft


def count_kinds(rows):
    """{client: {kind: (all, counted)}} of rows as judge gives them."""
    counts = {}
    for row in rows:
        kinds = counts.setdefault(row["client"], {kind_key(*kind): (0, 0) for kind in KINDS})
        for breach in row["breaches"]:
            every, counted = kinds[kind_key(breach["by"], breach["kind"])]
            kinds[kind_key(breach["by"], breach["kind"])] = (every + 1, counted + breach["counted"])
    return counts


def what_if(records, draft, now, system_zone):
    """{client: {kind: (now, then, counted_now, counted_then)}}"""
    sides = [count_kinds(judge(Book(told_today(side, now, system_zone), system_zone), now))
             for side in (records, changed(records, draft))]
    none = {kind_key(*kind): (0, 0) for kind in KINDS}
    return {r["ref"]: both_sides(*(side.get(r["ref"], none) for side in sides))
            for r in records if r["type"] == "client"}


def both_sides(now, then):
    return {kind: (now[kind][0], then[kind][0], now[kind][1], then[kind][1]) for kind in now}


def shown_segments(segments):
    return [{"from": show_instant(a), "to": show_instant(b), "seconds": b - a, "counted": counted, "why": why}
            for a, b, counted, why in segments]


def explain(book, now, ref):
    row = next(row for row in all_rows(book, now) if row.ref == ref)
    result = {"ref": ref, "at": show_instant(row.at)}
    if row.question is not None:
        question = row.question
        result.update(receipt=show_instant(question.receipt), due=show_instant(question.due),
                      window="%d%s" % question.window, rule_from=begin(question.terms.version),
                      segments=shown_segments(question.segments))
    if row.kind == "ask":
        result.update(due=show_instant(row.due), window=row.record.get("window", "5wd"),
                      rule_from=begin(book.version_at(row.at)),
                      segments=shown_segments(book.ask_times(row.record)[1]))
    result["breaches"] = [{k: v for k, v in b.items() if k != "state"} for b in row.breaches]
    return result


def polite(book, row):
    client = next(c for c in book.of["client"] if c["ref"] == row.client)
    zone = zone_named(client["zone"]) if "zone" in client else row.question.terms.zone
    moment = row.question.latest_polite_moment(zone, parse_span(client.get("day", "09:00-18:00")))
    return None if moment is None else show_instant(moment)


def today(book, now):
    """Everything that is owed or awaited, whenever it is due; no invoices: the text gives them no instant."""
    items = []
    for row in all_rows(book, now):
        item = {"client": row.client, "ref": row.ref}
        if row.state in ("waiting", "overdue"):
            items.append((row.question.due, {**item, "kind": "reply", "polite": polite(book, row)}))
        elif row.kind == "ask" and row.is_open:
            items.append((row.due, {**item, "kind": "ask", "polite": None}))
    items.sort(key=lambda pair: pair[0])
    return [{**item, "due": show_instant(due), "overdue": now > due} for due, item in items]


def log(book, now, client):
    rows = [{**row.record, **{k: v for k, v in judged(row).items() if k in ("receipt", "due", "state")}}
            for row in walk(book, client, now)]
    return rows[::-1]


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser(description="the slow reading of boundaries.md")
    parser.add_argument("file")
    parser.add_argument("--now", required=True)
    parser.add_argument("--system-zone", default="UTC")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("judge").add_argument("client", nargs="?")
    commands.add_parser("explain").add_argument("ref")
    commands.add_parser("today")
    commands.add_parser("log").add_argument("client")
    notice = commands.add_parser("notice")
    notice.add_argument("client")
    notice.add_argument("--sent", required=True)
    args = parser.parse_args()
    book, now = Book(load(args.file), args.system_zone), parse_instant(args.now)
    answers = {
        "judge": lambda: judge(book, now, [args.client] if args.client else None),
        "explain": lambda: explain(book, now, args.ref),
        "notice": lambda: book.notice(args.client, parse_instant(args.sent)),
        "today": lambda: today(book, now),
        "log": lambda: log(book, now, args.client),
    }
    print(json.dumps(answers[args.command](), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
