"""Rules, overrides and the reply window: boundaries.md, sections 1, 2, 4 and 9, by walking days."""
from datetime import datetime
from functools import lru_cache

from zone import DAY, HOUR, parse_day, parse_instant, united, zone_named

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FLOOR = {"h": 72, "d": 3, "wd": 3, "oh": 24}
SEARCH_DAYS = 3 * 366
BUILT_IN_CHANNELS = {
    **{name: ("A", "any") for name in ("pec", "burofax", "letter")},
    **{name: ("B", "any") for name in ("email", "portal", "ticket")},
    **{name: ("C", "contact") for name in ("phone", "video")},
    "in_person": ("C", "any"),
    "personal_phone": ("C", "never"),
    **{name: ("D", "never") for name in ("sms", "voice_note", "whatsapp", "messenger", "instagram")},
}
OTHER_CHANNEL = ("C", "any")


class NoOpening(Exception):
    pass


def parse_span(text):
    def minute(clock):
        hours, minutes = clock.split(":")
        return int(hours) * 60 + int(minutes)
    opening, closing = text.split("-")
    return minute(opening), minute(closing)


def parse_hours(table):
    return {day: tuple(parse_span(span) for span in table.get(day, ())) for day in WEEKDAYS}


def parse_window(text):
    digits = text.rstrip("hdwo")
    return int(digits), text[len(digits):]


def parse_closed(ranges):
    return [(parse_day(r["from"]), parse_day(r["to"]), r.get("kind", "absence")) for r in ranges]


def parse_special(entries):
    return {parse_day(e["on"]): tuple(parse_span(span) for span in e.get("hours", ())) for e in entries}


def is_short(window):
    number, unit = window
    return number < FLOOR[unit]


class Version:
    """One version of the rules, as written."""

    def __init__(self, record):
        self.starts = parse_instant(record["from"]) if "from" in record else None
        self.zone = zone_named(record["zone"])
        self.hours = parse_hours(record["hours"])
        self.closed = parse_closed(record.get("closed", ()))
        self.special = parse_special(record.get("special", ()))
        self.window = parse_window(record.get("reply_window", "72h"))
        self.until = parse_day(record["until"]) if "until" in record else None
        self.changes = record.get("channels", {})
        self.payment_days = record.get("payment_days")
        self.notice_days = record.get("notice_days")
        self.notice_roll = record.get("notice_roll", "none")

    def channel(self, name):
        return changed_channel(BUILT_IN_CHANNELS.get(name, OTHER_CHANNEL), self.changes.get(name))

    def tells_the_same_as(self, other):
        names = set(BUILT_IN_CHANNELS) | set(self.changes) | set(other.changes)
        return (self.zone.name == other.zone.name and self.hours == other.hours
                and self.window == other.window
                and all(self.channel(name) == other.channel(name) for name in names))


def changed_channel(channel, change):
    if change is None:
        return channel
    return change.get("grade", channel[0]), change.get("hours", channel[1])


def version_zero(zone):
    nine_to_six = {day: ["09:00-18:00"] for day in WEEKDAYS[:5]}
    return Version({"zone": zone, "hours": nine_to_six})


class Override:
    def __init__(self, record, order):
        self.client = record["client"]
        self.starts, self.until = parse_day(record["from"]), parse_day(record["until"])
        self.order = order
        self.record = record

    def holds_on(self, day):
        return self.starts <= day <= self.until


class Terms:
    """A version and the overrides that hold with it, frozen together and as if they held on for ever."""

    def __init__(self, version, overrides):
        self.version, self.zone = version, version.zone
        # the one that wins comes last, so that it writes over the others
        self.overrides = sorted(overrides, key=lambda o: (o.starts, o.order))
        self.hours, self.window, self.until = version.hours, version.window, version.until
        self.closed, self.special = list(version.closed), dict(version.special)
        self.changes, self.extra = [version.changes], []
        self.notice_days, self.notice_roll = version.notice_days, version.notice_roll
        for override in self.overrides:
            self.apply(override)
        self.spans_of = lru_cache(None)(self.spans_of)
        self.open_spans = lru_cache(None)(self.open_spans)

    def apply(self, override):
        record = override.record
        if "hours" in record:
            self.hours = parse_hours(record["hours"])
        if "reply_window" in record:
            self.window, self.until = parse_window(record["reply_window"]), override.until
        self.closed += parse_closed(record.get("closed", ()))
        self.special.update(parse_special(record.get("special", ())))
        self.changes.append(record.get("channels", {}))
        self.extra = record.get("extra", self.extra)
        self.notice_days = record.get("notice_days", self.notice_days)
        self.notice_roll = record.get("notice_roll", self.notice_roll)

    def channel_hours(self, name):
        channel = BUILT_IN_CHANNELS.get(name, OTHER_CHANNEL)
        for changes in self.changes:
            channel = changed_channel(channel, changes.get(name))
        return channel[1]

    # Days

    def is_closed(self, day):
        return day not in self.special and any(first <= day <= last for first, last, _ in self.closed)

    def is_holiday(self, day):
        return day not in self.special and any(first <= day <= last and kind == "holiday"
                                               for first, last, kind in self.closed)

    def on_the_clock(self, day, spans):
        """Spans of minutes on a civil day as spans of instants."""
        if not self.zone.exists(day):
            return []
        return united((self.zone.opening(day, a), self.zone.closing(day, b)) for a, b in spans)

    def spans_of(self, day):
        if day in self.special:
            return self.on_the_clock(day, self.special[day])
        return [] if self.is_closed(day) else self.on_the_clock(day, self.hours[WEEKDAYS[day.weekday()]])

    def open_spans(self, day, days):
        """All open spans of `days` civil days around and after `day`, united."""
        return united(span for i in range(-2, days) for span in self.spans_of(day + i * DAY))

    def spans_after(self, instant):
        """Longer and longer lists of open spans that begin before an instant, up to three years."""
        day = self.zone.civil_day(instant)
        for days in (4, 30, 150, SEARCH_DAYS):
            yield self.open_spans(day, days)

    # Instants

    def is_open(self, instant):
        """For what arrives: the opening is open, the closing is closed."""
        return any(a <= instant < b for a, b in self.open_spans(self.zone.civil_day(instant), 3))

    def is_inside(self, instant):
        """For what is sent, and for a due: the closing is inside."""
        return any(a <= instant <= b for a, b in self.open_spans(self.zone.civil_day(instant), 3))

    def next_opening(self, instant):
        for spans in self.spans_after(instant):
            later = [a for a, _ in spans if a > instant]
            if later:
                return later[0]
        raise NoOpening("no opening within three years")

    def receipt(self, at):
        return at if self.is_open(at) else self.next_opening(at)

    def is_extra(self, instant):
        today = self.zone.civil_day(instant)
        for day in (today - DAY, today, today + DAY):
            for entry in self.extra:
                if WEEKDAYS[day.weekday()] in entry["days"]:
                    spans = self.on_the_clock(day, [parse_span(span) for span in entry["hours"]])
                    if any(a <= instant < b for a, b in spans):
                        return True
        return False

    def window_at(self, receipt):
        """The floor: a short window only for a receipt up to and including its last day."""
        if is_short(self.window) and (self.until is None or self.zone.civil_day(receipt) > self.until):
            return 72, "h"
        return self.window

    # The window's arithmetic. Each gives the segments from the start to the due: (from, to, counted, why).

    def run(self, start, window):
        number, unit = window
        if unit == "h":
            return self.run_hours(start, number * HOUR)
        if unit == "oh":
            return self.run_open_hours(start, number * HOUR)
        counts = self.spans_of if unit == "wd" else lambda day: not self.is_closed(day)
        return self.run_days(start, number, counts)

    def run_hours(self, start, left):
        day, position, segments = self.zone.civil_day(start), start, []
        while True:
            end = self.zone.end_of(day)
            if self.is_closed(day):
                segments.append((position, end, False, "closed_date"))
            elif left <= end - position:
                return segments + [(position, position + left, True, "window")]
            else:
                segments.append((position, end, True, "window"))
                left -= end - position
            day, position = day + DAY, end

    def run_open_hours(self, start, wanted):
        for spans in self.spans_after(start):
            left, position, segments = wanted, start, []
            for opening, closing in spans:
                if closing <= start:
                    continue
                opening = max(opening, start)
                segments += self.shut_segments(position, opening)
                position = min(closing, opening + left)
                segments.append((opening, position, True, "window"))
                left -= position - opening
                if left == 0:
                    return segments
        raise NoOpening("the window does not end within three years")

    def shut_segments(self, position, end):
        """Time without an opening, cut at midnights: closed dates are shut for another reason."""
        while position < end:
            day = self.zone.civil_day(position)
            stop = min(end, self.zone.end_of(day))
            yield position, stop, False, "closed_date" if self.is_closed(day) else "closed_hours"
            position = stop

    def run_days(self, start, left, counts):
        day, clock = self.zone.wall(start).date(), self.zone.wall(start).time()
        segments = [(start, max(start, self.zone.end_of(day)), False, "window")]
        for _ in range(left * 7 + SEARCH_DAYS):
            day += DAY
            if not self.zone.exists(day):
                continue
            begin, end = max(start, self.zone.start_of(day)), self.zone.end_of(day)
            if not counts(day):
                segments.append((begin, end, False, "closed_date" if self.is_closed(day) else "window"))
                continue
            left -= 1
            if left == 0:
                return segments + [(begin, self.zone.first(datetime.combine(day, clock)), True, "window")]
            segments.append((begin, end, True, "window"))
        raise NoOpening("the window does not end within three years")


class Question:
    """Receipt, window, due and why, for something that arrived."""

    def __init__(self, terms, at):
        self.at, self.terms = at, terms
        self.receipt = terms.receipt(at)
        self.window = terms.window_at(self.receipt)
        self.segments = list(terms.run(self.receipt, self.window))
        self.due = self.segments[-1][1]
        if at < self.receipt:
            self.segments.insert(0, (at, self.receipt, False, "before_receipt"))
        if not terms.is_inside(self.due):
            landed = terms.next_opening(self.due)
            self.segments.append((self.due, landed, False, "landing"))
            self.due = landed
        self.promised = False

    def promise(self, promised):
        """A holding reply: once, and only to a later moment."""
        if self.promised or promised <= self.due:
            return
        self.segments.append((self.due, promised, False, "promised"))
        self.due, self.promised = promised, True

    def latest_polite_moment(self, client_zone, client_day):
        """The last instant up to the due in my hours and the client's own day, closings included, or None."""
        first, last = self.terms.zone.civil_day(self.receipt), self.terms.zone.civil_day(self.due)
        mine = self.terms.open_spans(first, (last - first).days + 3)
        moments = []
        for i in range(-3, (last - first).days + 4):
            day = first + i * DAY
            if not client_zone.exists(day):
                continue
            rise, rest = client_zone.opening(day, client_day[0]), client_zone.closing(day, client_day[1])
            for opening, closing in mine:
                earliest, latest = max(self.receipt, opening, rise), min(self.due, closing, rest)
                if rise < rest and earliest <= latest:
                    moments.append(latest)
        return max(moments, default=None)
