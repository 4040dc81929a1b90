#!/usr/bin/env python3
"""Every worked example of boundaries.md, and where a reading could slip, against slow.py itself."""
import unittest

from generate import Maker
from slow import Book, explain, judge
from terms import Question
from zone import parse_day, parse_instant, zone_named

ROME = {"zone": "Europe/Rome", "hours": {d: ["09:00-18:00"] for d in ("mon", "tue", "wed", "thu", "fri")}}
MADRID_LUNCH = {"zone": "Europe/Madrid",
                "hours": {d: ["09:30-13:30", "16:00-18:30"] for d in ("mon", "tue", "wed", "thu", "fri")}}
MADRID = {"zone": "Europe/Madrid", "hours": {d: ["09:30-18:00"] for d in ("mon", "tue", "wed", "thu", "fri")}}
MADRID_NIGHT = {"zone": "Europe/Madrid", "hours": {"sun": ["00:00-02:15", "02:45-06:00"]}}
EASTER = {"closed": [{"from": "2026-04-06", "to": "2026-04-06", "label": "Easter Monday", "kind": "holiday"}]}
AWAY = {"closed": [{"from": "2026-08-07", "to": "2026-08-23", "label": "away"}]}
SHORT = {"reason": "a launch", "until": "2027-12-31"}
NOW = "2027-01-01T00:00:00Z"


def rule(base, **more):
    return {"type": "rule", "from": "2025-01-01T00:00:00Z", **base, **more}


def wall(zone, text, last=False):
    """'2026-03-10 10:15' on a zone's wall as an instant's text."""
    from datetime import datetime
    from zone import show_instant
    moment = datetime.fromisoformat(text)
    return show_instant(zone_named(zone).last(moment) if last else zone_named(zone).first(moment))


def message(ref, at, **more):
    return {"type": "interaction", "ref": ref, "client": "c", "at": at, "direction": "in", "kind": "message",
            **more}


def reply(ref, at, **more):
    return message(ref, at, **{"direction": "out", **more})


def book(*records):
    return Book([{"type": "client", "ref": "c", "name": "Acme Ejemplo"}, *records])


def breaches(rows):
    return [(row["ref"], b["by"], b["kind"], b["counted"]) for row in rows for b in row["breaches"]]


class WorkedExamples(unittest.TestCase):
    def check(self, base, received, window, due, receipt=None):
        zone = base["zone"]
        made = book(rule(base, reply_window=window, **SHORT), message("q", wall(zone, received)))
        row = judge(made, parse_instant(NOW))[0]
        self.assertEqual(row["due"], wall(zone, due, last=zone_repeats(zone, due)), f"{received} {window}")
        if receipt:
            self.assertEqual(row["receipt"], wall(zone, receipt))
        self.check_segments(made, row, window)

    def check_segments(self, made, row, window):
        told = explain(made, parse_instant(NOW), row["ref"])
        ends = [told["at"]] + [s["to"] for s in told["segments"]]
        self.assertEqual([s["from"] for s in told["segments"]], ends[:-1])
        self.assertEqual(ends[-1], row["due"])
        counted = [s["seconds"] for s in told["segments"] if s["counted"]]
        number, by_day = int(window.rstrip("hdwo")), window.endswith("d")
        self.assertEqual(len(counted) if by_day else sum(counted), number if by_day else number * 3600)

    def test_rome(self):
        for received, window, due, receipt in (
                ("2026-03-10 10:15", "72h", "2026-03-13 10:15", None),
                ("2026-03-13 16:40", "72h", "2026-03-16 16:40", None),
                ("2026-03-11 12:00", "72h", "2026-03-16 09:00", None),
                ("2026-03-11 12:00", "3wd", "2026-03-16 12:00", None),
                ("2026-03-11 12:00", "24oh", "2026-03-13 18:00", None),
                ("2026-03-11 12:00", "72oh", "2026-03-23 12:00", None),
                ("2026-03-12 23:05", "72h", "2026-03-16 09:00", "2026-03-13 09:00"),
                ("2026-03-14 11:00", "72h", "2026-03-19 09:00", "2026-03-16 09:00"),
                ("2026-03-27 16:00", "72h", "2026-03-30 17:00", None),
                ("2026-03-27 16:00", "3d", "2026-03-30 16:00", None),
                ("2026-03-27 17:30", "72h", "2026-03-31 09:00", None),
                ("2026-10-23 16:00", "72h", "2026-10-26 15:00", None),
                ("2026-10-23 16:00", "3d", "2026-10-26 16:00", None)):
            self.check(ROME, received, window, due, receipt)

    def test_rome_closed(self):
        self.check({**ROME, **EASTER}, "2026-04-02 10:00", "72h", "2026-04-07 09:00")
        self.check({**ROME, **EASTER}, "2026-04-03 16:00", "72h", "2026-04-07 16:00")
        self.check({**ROME, **AWAY}, "2026-08-06 10:00", "72h", "2026-08-26 10:00")
        self.check({**ROME, **AWAY}, "2026-08-12 11:00", "72h", "2026-08-27 09:00", "2026-08-24 09:00")

    def test_madrid(self):
        self.check(MADRID_LUNCH, "2026-03-10 14:20", "72h", "2026-03-13 16:00", "2026-03-10 16:00")
        self.check(MADRID, "2026-11-13 18:00", "72h", "2026-11-19 09:30", "2026-11-16 09:30")

    def test_repeated_hour_counts_once_as_two(self):
        self.check(MADRID_NIGHT, "2026-10-25 00:00", "4oh", "2026-10-25 03:00")
        self.check(MADRID_NIGHT, "2026-10-25 00:00", "5oh", "2026-10-25 04:00")

    def test_fourteen_before_and_fifty_eight_after(self):
        made = book(rule({**ROME, **AWAY}), message("q", wall("Europe/Rome", "2026-08-06 10:00")))
        segments = explain(made, parse_instant(NOW), "q")["segments"]
        self.assertEqual([(s["seconds"], s["why"]) for s in segments if s["counted"]][0],
                         (14 * 3600, "window"))
        self.assertEqual(sum(s["seconds"] for s in segments if s["counted"]), 72 * 3600)

    def test_notice(self):
        holiday = {"closed": [{"from": "2026-12-08", "to": "2026-12-08", "label": "Immacolata",
                               "kind": "holiday"}]}
        for sent, more, last in (("2026-03-05 11:00", {}, "2026-03-20"),
                                 ("2026-11-23 10:00", holiday, "2026-12-08"),
                                 ("2026-11-23 10:00", {**holiday, "notice_roll": "holiday"}, "2026-12-09"),
                                 ("2026-03-06 20:30", {}, "2026-03-24")):
            notice = book(rule(ROME, **more)).notice("c", parse_instant(wall("Europe/Rome", sent)))
            self.assertEqual(notice["last_day"], last)

    def test_latest_polite_moment(self):
        made = Book([{"type": "client", "ref": "c", "name": "Acme Ejemplo", "zone": "America/New_York"},
                     rule(ROME),
                     message("q", wall("America/New_York", "2026-03-09 17:30"))])
        self.assertEqual(self.polite(made), ("2026-03-13T08:00:00Z", wall("Europe/Rome", "2026-03-12 18:00")))

    def polite(self, made):
        from slow import today
        item = today(made, parse_instant("2026-03-10T00:00:00Z"))[0]
        return item["due"], item["polite"]


def zone_repeats(zone, text):
    from datetime import datetime
    return len(zone_named(zone).instants(datetime.fromisoformat(text))) > 1


class CivilTime(unittest.TestCase):
    def test_apia_has_no_30_december_2011(self):
        apia = zone_named("Pacific/Apia")
        self.assertFalse(apia.exists(parse_day("2011-12-30")))
        self.assertEqual(apia.start_of(parse_day("2011-12-31")), apia.end_of(parse_day("2011-12-29")))
        self.assertEqual(apia.civil_day(apia.end_of(parse_day("2011-12-29"))), parse_day("2011-12-31"))

    def test_repeated_and_skipped_midnight(self):
        azores, brazil = zone_named("Atlantic/Azores"), zone_named("America/Sao_Paulo")
        long_day, short_day = parse_day("2025-10-26"), parse_day("2018-11-04")
        self.assertEqual(azores.end_of(long_day) - azores.start_of(long_day), 25 * 3600)
        self.assertEqual(brazil.end_of(short_day) - brazil.start_of(short_day), 23 * 3600)
        self.assertEqual(azores.closing(parse_day("2025-10-25"), 1440), azores.start_of(long_day) + 3600)

    def test_half_hour_jumps(self):
        howe = zone_named("Australia/Lord_Howe")
        day = parse_day("2026-10-04")
        self.assertEqual(howe.end_of(day) - howe.start_of(day), 23 * 3600 + 1800)
        self.assertEqual(howe.opening(day, 2 * 60 + 10), howe.opening(day, 2 * 60 + 30))


class Walk(unittest.TestCase):
    def rows(self, *records, now="2026-06-01T00:00:00Z", base=ROME):
        return judge(book(rule(base), *records), parse_instant(now))

    def test_chase_before_the_due_only(self):
        rows = self.rows(message("q", "2026-03-10T09:15:00Z"), message("chase", "2026-03-13T09:14:59Z"),
                         message("no", "2026-03-13T09:15:00Z"))
        self.assertEqual(breaches(rows), [("chase", "client", "chase", False)])

    def test_holding_moves_the_due_once(self):
        rows = self.rows(message("q", "2026-03-10T09:15:00Z"),
                         reply("h1", "2026-03-10T10:00:00Z", holding=True, promised="2026-03-12T10:00:00Z"),
                         reply("h2", "2026-03-10T11:00:00Z", holding=True, promised="2026-03-17T20:00:00Z"),
                         reply("h3", "2026-03-10T12:00:00Z", holding=True, promised="2026-03-20T10:00:00Z"),
                         reply("a", "2026-03-18T10:00:00Z"))
        self.assertEqual((rows[0]["due"], rows[0]["state"]), ("2026-03-17T20:00:00Z", "late"))
        self.assertEqual(breaches(rows), [("a", "me", "broken_promise", True)])

    def test_channels_and_hours(self):
        rows = self.rows(message("chat", "2026-03-10T22:00:00Z", channel="whatsapp", needs_reply=False,
                                 invited=True),
                         message("call", "2026-03-10T17:00:00Z", kind="call", channel="phone"),
                         message("invited", "2026-03-10T17:00:00Z", kind="call", channel="phone",
                                 invited=True),
                         message("mail", "2026-03-10T22:00:00Z", channel="email", needs_reply=False),
                         reply("mine", "2026-03-10T17:00:00Z", channel="email"),
                         reply("mine_late", "2026-03-10T17:00:01Z", channel="sms"))
        self.assertEqual(breaches(rows), [("call", "client", "off_hours", False),
                                          ("mine_late", "me", "off_hours", True),
                                          ("mine_late", "me", "channel", True),
                                          ("chat", "client", "channel", False)])

    def test_counted_once_told(self):
        told = {"type": "told", "ref": "t", "client": "c", "on": "2026-03-10"}
        later = rule(ROME, **{"from": "2026-04-01T00:00:00Z", **EASTER})
        changed = rule(ROME, **{"from": "2026-05-01T00:00:00Z", "reply_window": "4d"})
        chat = dict(channel="whatsapp", needs_reply=False)
        rows = self.rows(told, later, changed, message("before", "2026-03-09T22:59:59Z", **chat),
                         message("told", "2026-03-09T23:00:00Z", **chat),
                         message("same", "2026-04-10T10:00:00Z", **chat),
                         message("other", "2026-05-04T10:00:00Z", **chat))
        self.assertEqual([b[3] for b in breaches(rows)], [False, True, True, False])

    def test_early(self):
        for answer, early in (("2026-03-13T07:59:59Z", False), ("2026-03-13T08:00:00Z", True),
                              ("2026-03-13T09:00:00Z", True), ("2026-03-13T09:00:01Z", False)):
            rows = self.rows(message("q", "2026-03-12T22:05:00Z"), reply("a", answer))
            self.assertEqual(rows[0]["early"], early, answer)

    def test_short_window_ends_with_its_until(self):
        short = {**ROME, "reply_window": "4oh", "reason": "a launch", "until": "2026-03-12"}
        self.assertEqual(self.rows(message("q", "2026-03-12T16:30:00Z"), base=short)[0]["due"],
                         "2026-03-13T11:30:00Z")
        self.assertEqual(self.rows(message("q", "2026-03-12T17:00:00Z"), base=short)[0]["due"],
                         "2026-03-16T08:00:00Z")

    def test_late_material_and_late_payment(self):
        ask = {"type": "ask", "ref": "ask", "client": "c", "interaction": "out", "what": "the logo",
               "window": "1wd"}
        invoice = {"type": "invoice", "ref": "bill", "client": "c", "number": "1", "issued_on": "2026-03-10",
                   "amount": {"amount": "100.00", "currency": "EUR"}}
        records = (reply("out", "2026-03-13T10:00:00Z"), ask, invoice)
        self.assertEqual(self.rows(*records, now="2026-03-16T10:00:00Z"), [])
        self.assertEqual(breaches(self.rows(*records, now="2026-03-16T10:00:01Z")),
                         [("ask", "client", "late_material", False)])
        self.assertEqual(len(self.rows(*records, now="2026-03-25T22:59:59Z")), 1)
        self.assertEqual(breaches(self.rows(*records, now="2026-03-25T23:00:00Z"))[1],
                         ("bill", "client", "late_payment", True))


class Invariants(unittest.TestCase):
    """Section 2's invariants, over random rules and instants crowded around the edges."""

    def repeated(self, zone, receipt):
        return len(zone.instants(zone.wall(receipt))) > 1

    def check_pair(self, terms, earlier, later):
        if later.due >= earlier.due or later.receipt == earlier.receipt:
            return
        self.assertIn(later.window[1], ("d", "wd"))
        self.assertTrue(self.repeated(terms.zone, earlier.receipt)
                        and self.repeated(terms.zone, later.receipt))
        self.assertLess(later.receipt - earlier.receipt, 3 * 3600)

    def test_random_rules(self):
        for seed in range(60):
            maker = Maker(seed)
            made = rule(**{"base": maker.rule(maker.anywhere()), "until": "9999-01-01"})
            maker.span_edges([made])
            terms, last = Book([made]).terms_at("c", maker.middle), None
            for at in sorted({maker.hot() for _ in range(25)}):
                question = Question(terms, at)
                self.assertTrue(terms.is_open(question.receipt) and terms.is_inside(question.due))
                if question.window[1] == "h":
                    self.assertGreaterEqual(question.due - question.receipt, question.window[0] * 3600)
                if last is not None:
                    with self.subTest(seed=seed, at=at):
                        self.check_pair(terms, last, question)
                last = question if last is None or question.due >= last.due else last


if __name__ == "__main__":
    unittest.main()
