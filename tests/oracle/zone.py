"""Civil time by naive conversion: boundaries.md, section 1. Nothing here is fast.

An instant is a whole number of UTC seconds. A wall clock is a naive datetime. The zones are the system's,
through zoneinfo.
"""
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1)
DAY = timedelta(days=1)
HOUR = 3600


def parse_instant(text):
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text}: an instant needs an offset")
    return int((moment - datetime(1970, 1, 1, tzinfo=timezone.utc)).total_seconds())


def show_instant(instant):
    return (EPOCH + timedelta(seconds=instant)).isoformat() + "Z"


class Zone:
    def __init__(self, name):
        self.name = name
        self.info = ZoneInfo(name)
        self.instants = lru_cache(None)(self.instants)
        self.start_of = lru_cache(None)(self.start_of)
        self.civil_day = lru_cache(None)(self.civil_day)

    def wall(self, instant):
        """What the clock on the wall shows at an instant."""
        return datetime.fromtimestamp(instant, self.info).replace(tzinfo=None)

    def offset(self, instant):
        return int((self.wall(instant) - EPOCH).total_seconds()) - instant

    def instants(self, wall):
        """Every instant at which the clock shows `wall`: none where it skips, two where it repeats."""
        naive = int((wall - EPOCH).total_seconds())
        offsets = {self.offset(naive + minutes * 60) for minutes in range(-27 * 60, 27 * 60 + 1, 30)}
        return sorted(naive - offset for offset in offsets if self.offset(naive - offset) == offset)

    def jump_over(self, wall):
        """The instant of the jump that skips `wall`: the first second at which the clock shows more."""
        naive = int((wall - EPOCH).total_seconds())
        before, after = naive - 27 * HOUR, naive + 27 * HOUR
        while after - before > 1:
            middle = (before + after) // 2
            before, after = (middle, after) if self.wall(middle) < wall else (before, middle)
        return after

    def first(self, wall):
        return self.instants(wall)[0] if self.instants(wall) else self.jump_over(wall)

    def last(self, wall):
        return self.instants(wall)[-1] if self.instants(wall) else self.jump_over(wall)

    def start_of(self, day):
        """A civil day lasts from its first 00:00 to the next day's first 00:00."""
        return self.first(datetime.combine(day, datetime.min.time()))

    def end_of(self, day):
        return self.start_of(day + DAY)

    def exists(self, day):
        return self.start_of(day) < self.end_of(day)

    def civil_day(self, instant):
        near = self.wall(instant).date()
        for shift in (2, 1, 0, -1, -2):
            day = near + shift * DAY
            if self.exists(day) and self.start_of(day) <= instant:
                return day
        raise AssertionError("an instant without a civil day")

    def opening(self, day, minute):
        return self.first(datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute))

    def closing(self, day, minute):
        """24:00 is the 00:00 of the next date: the last one, for it is a closing."""
        return self.last(datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute))


@lru_cache(None)
def zone_named(name):
    return Zone(name)


def parse_day(text):
    return date.fromisoformat(text)


def united(spans):
    """Sorted spans without overlap or touch: no second counts twice. Spans of no length vanish."""
    result = []
    for opening, closing in sorted(span for span in spans if span[0] < span[1]):
        if result and opening <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], closing))
        else:
            result.append((opening, closing))
    return result
