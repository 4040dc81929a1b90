#!/usr/bin/env python3
"""Random but valid rule books and logs, crowded around the places where arithmetic slips.

    generate.py SEED     prints the records, and on stderr the instant to judge at and the machine's zone
"""
import json
import random
import sys
from datetime import date, timedelta

from slow import Book, all_rows
from terms import WEEKDAYS
from zone import DAY, HOUR, parse_instant, show_instant, zone_named

# Zones with the years in which they do something worth testing.
ZONES = [
    ("Australia/Lord_Howe", (2010, 2024, 2026)), ("Asia/Kathmandu", (1985, 2026)),
         ("Pacific/Chatham", (2025, 2026)),
    ("Africa/Casablanca", (2024, 2025, 2026)), ("America/Sao_Paulo", (2012, 2016, 2017, 2018)),
         ("Pacific/Apia", (2011, 2012)),
    ("Pacific/Apia", (2011,)), ("Atlantic/Azores", (2024, 2025, 2026)), ("Europe/Rome", (2025, 2026)),
         ("Europe/Madrid", (2025, 2026)),
    ("America/New_York", (2025, 2026)), ("America/St_Johns", (2009, 2010)), ("America/Havana", (2025, 2026)),
    ("Antarctica/Troll", (2025, 2026)), ("Asia/Tehran", (2020, 2021)), ("Africa/Cairo", (2024, 2025)),
]
CLIENT_ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London",
                "Asia/Kathmandu"]
MACHINE_ZONES = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Apia", "Europe/Rome"]
CHANNELS = ["email", "portal", "ticket", "pec", "letter", "phone", "video", "in_person", "personal_phone",
            "sms", "voice_note",
            "whatsapp", "messenger", "instagram", "pigeon", "fax"]
HORIZON = 2 ** 33


def transitions(zone, year):
    start = zone.start_of(date(year, 1, 1))
    found = []
    for hour in range(366 * 24):
        before, after = start + hour * HOUR, start + (hour + 1) * HOUR
        if zone.offset(before) != zone.offset(after):
            while after - before > 1:
                middle = (before + after) // 2
                before, after = (middle, after) if zone.offset(middle) == zone.offset(before) else (before,
                                                                                                    middle)
            found.append(after)
    return found


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        name, years = self.random.choice(ZONES)
        self.zone = zone_named(name)
        year = self.random.choice(years)
        jumps = transitions(self.zone, year)
        big = [jump for jump in jumps if abs(self.zone.offset(jump) - self.zone.offset(jump - 1)) > 2 * HOUR]
        self.jumps = [self.random.choice(big or jumps)] if jumps else []
        self.middle = self.jumps[0] if jumps else self.zone.start_of(date(year, 6, 1))
        self.day = self.zone.civil_day(self.middle)
        self.records, self.interactions = [], []
        self.edges = {}

    # Small choices

    def chance(self, share):
        return self.random.random() < share

    def pick(self, *choices):
        return self.random.choice(choices)

    def near_day(self, spread=20):
        return self.day + timedelta(days=round(self.random.gauss(0, spread / 2)))

    def anywhere(self, spread=35):
        return self.middle + self.random.randint(-spread * 86400, spread * 86400)

    def edge(self, kind, *instants):
        self.edges.setdefault(kind, []).extend(instants)

    def hot(self):
        """An instant that is likely to stand on an edge; every kind of edge as likely as another."""
        choice = self.random.random()
        if self.edges and choice < 0.55:
            return self.pick(*self.edges[self.pick(*self.edges)]) + self.pick(-1, 0, 0, 0, 1)
        if self.jumps and choice < 0.85:
            return self.jumps[0] + self.pick(0, 1, -1, self.random.randint(-4 * HOUR, 4 * HOUR), HOUR, -HOUR,
                                             1800,
                                             self.random.randint(-5 * 86400, 2 * 86400))
        return self.anywhere()

    def jump_minutes(self):
        """Minutes of the day that the clock shows about the jump, on both of its sides."""
        shown = [self.zone.wall(self.jumps[0] + shift) for shift in (-1800, -60, 0, 1800, HOUR)]
        return {(wall.hour * 60 + wall.minute) // 15 * 15 + shift for wall in shown for shift in (0, 15)}

    # Rules

    def spans(self, most=3):
        if self.chance(0.1):
            return ["00:00-24:00"]
        count = self.random.randint(1, most)
        step = self.pick(15, 15, 30, 60, 1)
        points = self.random.sample(range(0, 1440, step), 2 * count)
        if self.jumps and self.chance(0.4):
            close = sorted(self.jump_minutes() & set(range(0, 1440)))
            points = self.random.sample(close, min(2 * count, len(close) // 2 * 2))
        points.sort()
        if self.chance(0.15):
            points[0] = 0
        if self.chance(0.3):
            points[-1] = 1440
        clocks = [f"{minute // 60:02}:{minute % 60:02}" for minute in points]
        return [f"{opening}-{closing}" for opening, closing in zip(clocks[::2], clocks[1::2])]

    def hours(self):
        if self.chance(0.4):
            usual = self.pick(["09:00-18:00"], ["09:30-13:30", "16:00-18:30"], ["08:00-12:00", "13:00-17:00"],
                              self.spans())
            table = {day: usual for day in WEEKDAYS[:self.pick(5, 5, 6, 7)]}
        else:
            table = {day: self.spans() for day in WEEKDAYS if self.chance(0.7)}
        return table or {self.pick(*WEEKDAYS): self.spans()}

    def closed(self, most=3):
        ranges = []
        for _ in range(self.random.randint(1, most)):
            first = self.near_day()
            last = first + timedelta(days=self.pick(0, 0, 0, 1, 2, 6, 16))
            ranges.append({"from": str(first), "to": str(last), "label": "closed",
                           **self.maybe(0.6, kind=self.pick("holiday", "absence"))})
            self.edge("closed", self.zone.start_of(first), self.zone.end_of(last))
        return ranges

    def special(self):
        days = {self.near_day(15) for _ in range(self.random.randint(1, 3))}
        return [{"on": str(day), **self.maybe(0.65, hours=self.spans(2)), **self.maybe(0.5, label="special")}
                for day in sorted(days)]

    def maybe(self, share, **fields):
        return fields if self.chance(share) else {}

    def window(self, short):
        unit = self.pick("h", "d", "wd", "oh")
        low, floor, high = {"h": (1, 72, 150), "d": (1, 3, 8), "wd": (1, 3, 8), "oh": (1, 24, 70)}[unit]
        if short:
            return f"{self.random.randint(low, floor - 1)}{unit}"
        return f"{self.pick(floor, self.random.randint(floor, high))}{unit}"

    def changes(self):
        names = self.random.sample(CHANNELS, self.random.randint(1, 4))
        return {name: {"grade": self.pick(*"ABCD"), "hours": self.pick("any", "contact", "never")}
                for name in names}

    def window_fields(self):
        if self.chance(0.25):
            return {"reply_window": self.window(True), "reason": "a launch", "until": str(self.near_day())}
        return {"reply_window": self.window(False)}

    def rule(self, begins):
        self.edge("version", begins)
        zone = self.zone.name if self.chance(0.85) else self.pick(*ZONES)[0]
        return {"type": "rule", "from": show_instant(begins), "zone": zone, "hours": self.hours(),
                **self.maybe(0.7, closed=self.closed()), **self.maybe(0.5, special=self.special()),
                **(self.window_fields() if self.chance(0.75) else {}),
                **self.maybe(0.4, channels=self.changes()),
                **self.maybe(0.5, payment_days=self.random.randint(1, 40)),
                **self.maybe(0.4, notice_days=self.random.randint(1, 40)),
                **self.maybe(0.5, notice_roll=self.pick("none", "holiday"))}

    def rules(self):
        if self.chance(0.04):
            return []
        begins = {self.anywhere(30) for _ in range(self.pick(1, 1, 2, 3, 4))}
        rules = [self.rule(instant) for instant in sorted(begins)]
        for i in range(1, len(rules)):
            if self.chance(0.4):    # the same again but for what need not be told
                same = ("zone", "hours", "reply_window", "reason", "until", "channels")
                rules[i] = {**{k: v for k, v in rules[i].items() if k not in same},
                            **{k: v for k, v in rules[i - 1].items() if k in same}}
                if self.chance(0.5):    # a change that changes nothing
                    rules[i]["channels"] = {"email": {"grade": "B", "hours": "any"},
                                            **rules[i].get("channels", {})}
        return rules

    def override(self, client, number):
        first = self.near_day()
        last = first + timedelta(days=self.pick(0, 1, 3, 10, 30, 90))
        self.edge("override", self.zone.start_of(first), self.zone.end_of(last))
        window = {"reply_window": self.window(self.chance(0.4))}
        extra = [{"days": self.random.sample(WEEKDAYS, self.random.randint(1, 7)), "hours": self.spans(2)}
                 for _ in range(self.pick(1, 2))]
        return {"type": "override", "ref": f"{client}-o{number}", "client": client, "from": str(first),
                "until": str(last), "reason": "far away", **self.maybe(0.35, hours=self.hours()),
                **self.maybe(0.35, closed=self.closed(2)),
                **self.maybe(0.35, special=self.special()), **self.maybe(0.4, **window),
                **self.maybe(0.4, channels=self.changes()),
                **self.maybe(0.4, payment_days=self.random.randint(1, 40)),
                **self.maybe(0.3, notice_days=self.random.randint(1, 40)),
                **self.maybe(0.3, notice_roll=self.pick("none", "holiday")), **self.maybe(0.4, extra=extra)}

    def told(self, client, number, rules):
        named = {"rule": self.pick(*rules)["from"]} if rules and self.chance(0.4) else {}
        day = self.near_day() if self.chance(0.7) else self.day - timedelta(days=30)
        self.edge("told", self.zone.start_of(day))
        return {"type": "told", "ref": f"{client}-t{number}", "client": client, "on": str(day), **named,
                **self.maybe(0.5, how="email")}

    # Clients and the log

    def client(self, ref, number):
        return {"type": "client", "ref": ref, "name": ("Acme", "Bodega", "Castillo")[number] + " Ejemplo",
                **self.maybe(0.5, zone=self.pick(*CLIENT_ZONES)),
                **self.maybe(0.3, day=self.pick("08:00-20:00", "10:15-11:00", "00:00-24:00"))}

    def interaction(self, client, at, **fixed):
        kind = self.pick(*["message"] * 4, "call", "call", "meeting", "work", "note")
        directions = ("in", "in", "out") if kind in ("message", "call") else ("in", "out", "none", "none")
        direction = self.pick(*directions)
        record = {"type": "interaction", "ref": f"{client}-i{len(self.interactions)}", "client": client,
                  "at": show_instant(at), "direction": direction, "kind": kind,
                  **self.maybe(0.75, channel=self.pick(*CHANNELS)), **fixed}
        if record["direction"] == "in" and record["kind"] != "note":
            record.update(self.maybe(0.3, needs_reply=self.pick(True, False)),
                          **self.maybe(0.15, invited=True))
        answers = record["direction"] == "out" and record["kind"] in ("message", "call")
        if answers and "holding" not in fixed and self.chance(0.2):
            promised = self.hot() if self.chance(0.4) else at + self.pick(1, 30, 90, 200) * HOUR
            record.update(holding=True, promised=show_instant(max(at, promised)))
        self.interactions.append(record)

    def answers(self, rules_and_clients, client):
        """Outbound and inbound around the dues and receipts that the log so far has."""
        book = Book(rules_and_clients + self.interactions, self.zone.name)
        questions = [row.question for row in all_rows(book, HORIZON, [client]) if row.question]
        for question in questions:
            for at in (question.due, question.due, question.receipt, question.receipt + HOUR):
                self.edge("due", at)
                if self.chance(0.3):
                    fixed = self.pick({"direction": "out", "kind": "message"},
                                      {"direction": "out", "kind": "call"},
                                      {"direction": "in", "kind": "message"})
                    self.interaction(client, at + self.pick(-1, 0, 0, 1), **fixed)
            if self.chance(0.3):
                promised = question.due + self.pick(-1, 0, 1, 5 * HOUR, 50 * HOUR)
                sent = question.at + self.random.randint(0, max(1, promised - question.at))
                if sent <= promised:
                    self.interaction(client, sent, direction="out", kind="message", holding=True,
                                     promised=show_instant(promised))
                    self.edge("due", promised)

    def span_edges(self, rules):
        """Openings and closings of days near the jump, as edges."""
        for record in rules:
            terms = Book([record]).terms_at("nobody", self.middle)
            for _ in range(12):
                for span in terms.spans_of(self.near_day(12)):
                    self.edge("span", *span)

    def ask(self, client, number):
        sent = [r for r in self.interactions if r["client"] == client and r["direction"] == "out"
                and r["kind"] in ("message", "call")]
        if not sent:
            return []
        outbound = self.pick(*sent)
        ask = {"type": "ask", "ref": f"{client}-a{number}", "client": client, "interaction": outbound["ref"],
               "what": "the logo", **self.maybe(0.8, window=self.window(self.chance(0.5)))}
        if self.chance(0.6):
            book = Book(self.records + self.interactions, self.zone.name)
            due = book.ask_times(ask)[1][-1][1]
            at = parse_instant(outbound["at"])
            ask["received"] = show_instant(max(at, self.pick(due - 1, due, due + 1,
                                                             at + self.random.randint(0, 9 * 86400))))
            self.edge("ask", due)
        return [ask]

    # Money

    def contract(self, client, number):
        first = self.near_day(60)
        last = max(first, self.near_day(60) + timedelta(days=40))
        return {"type": "contract", "ref": f"{client}-k{number}", "client": client,
                **self.maybe(0.4, signed=str(first - timedelta(days=5))),
                **self.maybe(0.5, **{"from": str(first)}), **self.maybe(0.4, to=str(last)),
                **self.maybe(0.5, payment_days=self.random.randint(1, 40)),
                **self.maybe(0.5, notice_days=self.random.randint(1, 40))}

    def invoice(self, client, number):
        issued = self.near_day(30)
        invoice = {"type": "invoice", "ref": f"{client}-v{number}", "client": client,
                   "number": f"{client}/{number}",
                   "amount": {"amount": "100.00", "currency": "EUR"}, "issued_on": str(issued),
                   **self.maybe(0.3, due_on=str(issued + timedelta(days=self.random.randint(0, 30))))}
        book = Book(self.records + self.interactions, self.zone.name)
        due = book.due_date(invoice)
        self.edge("invoice", book.end_of_due_date(invoice))
        paid = []
        for i in range(self.random.randint(0, 3)):
            amount = {"amount": self.pick("100.00", "50.00", "50.00", "99.99", "0.01"),
                      "currency": self.pick("EUR", "EUR", "EUR", "USD")}
            day = due + timedelta(days=self.pick(-3, -1, 0, 0, 1))
            paid.append({"type": "payment", "ref": f"{invoice['ref']}-p{i}", "client": client,
                         "amount": amount, "on": str(day),
                         **self.maybe(0.9, invoice=invoice["ref"])})
        return [invoice, *paid]

    def book(self):
        rules = self.rules()
        clients = [f"c{i}" for i in range(self.pick(1, 2, 2, 3))]
        self.records.append({"type": "me", "name": "Nora Inventada", **self.maybe(0.8, zone=self.zone.name)})
        self.records += rules
        self.records += [self.client(client, number) for number, client in enumerate(clients)]
        for client in clients:
            self.records += [self.override(client, i) for i in range(self.pick(0, 0, 1, 2, 3))]
            self.records += [self.told(client, i, rules) for i in range(self.pick(0, 1, 1, 2))]
            self.records += [self.contract(client, i) for i in range(self.pick(0, 0, 1, 2))]
        self.span_edges(rules)
        for client in clients:
            for _ in range(self.random.randint(4, 14)):
                self.interaction(client, self.hot())
            for _ in range(2):
                self.answers(self.records, client)
        for client in clients:
            self.records += [record for i in range(self.pick(0, 1, 2, 3)) for record in self.ask(client, i)]
            self.records += [record for i in range(self.pick(0, 1, 2)) for record in self.invoice(client, i)]
        self.random.shuffle(self.interactions)
        records = self.records + self.interactions
        if self.chance(0.5):
            self.random.shuffle(records)
        now = self.hot() if self.chance(0.5) else self.middle + self.random.randint(10, 90) * 86400
        return records, now, self.pick(*MACHINE_ZONES)


    def draft(self, records):
        """Other rules and overrides for the same clients: some of those in force, some new ones."""
        rules = {r["from"]: r for r in self.rules()}
        rules.update({r["from"]: r for r in records if r["type"] == "rule" and self.chance(0.4)})
        clients = [r["ref"] for r in records if r["type"] == "client"]
        overrides = {r["ref"]: r for r in records if r["type"] == "override" and self.chance(0.5)}
        for client in clients:
            overrides.update({r["ref"]: r for r in (self.override(client, i) for i in range(self.pick(0, 0, 1, 2)))})
        return [*rules.values(), *overrides.values()]


def draft_for(seed, records):
    """Rules to be tried out on the records of that seed, crowded around the same moment."""
    maker = Maker(seed)
    maker.random.seed(f"draft {seed}")
    return maker.draft(records)


def generate(seed):
    """(records, now, the machine's zone): always the same ones for a seed."""
    return Maker(seed).book()


if __name__ == "__main__":
    made, at, machine = generate(int(sys.argv[1]))
    for line in made:
        print(json.dumps(line, ensure_ascii=False))
    print(f"{show_instant(at)} {machine}", file=sys.stderr)
