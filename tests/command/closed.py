"""Calendars (ICS): days off that become a version of the rules, and appointments.

Run by meson with the path of paletti; by hand:  PALETTI=build/src/paletti python3 tests/command/closed.py
"""
import json
import os
import tempfile
import unittest

from commands import ADA, RULES, Shell

NOW = "2026-11-16T10:15:00+01:00"
CHRISTMAS = ("UID:1", "SUMMARY:Navidad", "DTSTART;VALUE=DATE:20261225", "TRANSP:TRANSPARENT")
TRIP = ("UID:2", "SUMMARY:Viaje", "DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20261212")
OVER = ("UID:3", "SUMMARY:Agosto", "DTSTART;VALUE=DATE:20260810", "DTEND;VALUE=DATE:20260822")
REGION = ("UID:4", "SUMMARY:Andaluc\u00eda", "DTSTART;VALUE=DATE:20270301", "DESCRIPTION:Public holiday in Andalusia")
DENTIST = ("UID:5", "SUMMARY:Dentist", "DTSTART:20261125T100000", "DTEND:20261125T110000")
CALL = ("UID:6", "SUMMARY:Call", "DTSTART;TZID=Europe/Rome:20261125T100000", "DURATION:PT30M", "RRULE:FREQ=WEEKLY;COUNT=3",
        "ATTENDEE;CN=Ada:mailto:Ada@willow.example", "ATTENDEE:mailto:who@strange.example")
HOLIDAY = {"from": "2026-12-25", "to": "2026-12-25", "label": "Navidad", "kind": "holiday"}


class Calendar(Shell):
    def run_raw(self, *words, now=NOW, **more):
        return super().run_raw(*words, now=now, **more)

    def calendar(self, *events):
        path = os.path.join(self.folder.name, "days.ics")
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
        for event in events:
            lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
        with open(path, "w", newline="") as f:
            f.write("\r\n".join([*lines, "END:VCALENDAR", ""]))
        return path

    def rules(self):
        lines = self.ok("export", "--format", "jsonl").splitlines()
        return [r for r in map(json.loads, lines) if r["type"] == "rule"]

    def take(self, *events, options=()):
        return self.json("import", "--as", "closed", *options, self.calendar(*events))

    # --- days off ---

    def test_a_new_version(self):
        self.put(RULES)
        said = self.take(CHRISTMAS, TRIP, OVER, REGION, DENTIST)
        self.assertEqual([(d["label"], d["kind"], d["state"]) for d in said["closed"]],
                         [("Agosto", "absence", "past"), ("Viaje", "absence", "new"), ("Navidad", "holiday", "new"),
                          ("Andaluc\u00eda", "absence", "doubtful")])
        self.assertEqual((said["read"], said["new"], said["unchanged"]), (5, 2, 0))
        self.assertEqual(said["rule_from"], "2026-11-16T09:15:00Z")
        self.assertEqual([s["why"] for s in said["skipped"]], ["it takes hours, not a whole day"])
        old, new = self.rules()
        self.assertNotIn("closed", old)
        self.assertEqual(new["closed"], [{"from": "2026-12-07", "to": "2026-12-11", "label": "Viaje"}, HOLIDAY])
        self.assertEqual({**old, "from": new["from"], "closed": new["closed"]}, new)

    def test_again_adds_nothing_and_undo_takes_all_back(self):
        self.put(RULES)
        self.take(CHRISTMAS, TRIP)
        before = self.rules()
        said = self.take(CHRISTMAS, TRIP)
        self.assertEqual((said["new"], said["unchanged"], said["rule_from"]), (0, 2, None))
        self.assertEqual(self.rules(), before)
        self.ok("undo")
        self.assertEqual(len(self.rules()), 1)

    def test_preview_stores_nothing(self):
        self.put(RULES)
        before = self.contents()
        said = self.take(CHRISTMAS, options=["--preview"])
        self.assertEqual((said["preview"], said["new"]), (True, 1))
        self.assertEqual(self.contents(), before)

    def test_without_rules_the_built_in_ones_are_written_down(self):
        self.put(ADA)
        self.take(CHRISTMAS, OVER)
        rule, = self.rules()
        self.assertEqual(rule["hours"]["mon"], ["09:00-18:00"])
        self.assertEqual([d["label"] for d in rule["closed"]], ["Agosto", "Navidad"])

    def test_from_a_day_on_and_versions_to_come(self):
        coming = {**RULES, "from": "2027-01-01T00:00:00+01:00", "reply_window": "48h", "reason": "a try",
                  "until": "2027-12-31"}
        self.put(RULES, coming)
        said = self.take(CHRISTMAS, REGION, options=["--from", "1 dec", "--kind", "holiday"])
        self.assertEqual(said["rule_from"], "2026-11-30T23:00:00Z")
        old, new, later = self.rules()
        self.assertEqual(new["closed"], [HOLIDAY])
        self.assertEqual((later["closed"], later["reply_window"]), ([HOLIDAY], "48h"))
        self.refused("import", "--as", "closed", "--from", "1 may 2026", self.calendar(CHRISTMAS), says="today at the earliest")

    def test_national_holidays_come_along(self):
        self.put(RULES)
        said = self.json("import", "--as", "closed", "it")
        self.assertIn({"from": "2027-03-29", "to": "2027-03-29", "label": "Luned\u00ec dell'Angelo", "kind": "holiday",
                       "state": "new", "conflict": None, "note": None}, said["closed"])
        self.refused("import", "--as", "closed", "atlantis", says="atlantis")

    def test_conflicts_are_told(self):
        self.put({**RULES, "special": [{"on": "2026-12-07", "hours": ["09:00-12:00"]}],
                  "closed": [{"from": "2026-12-24", "to": "2027-01-06", "label": "Vuelta"},
                             {"from": "2026-12-25", "to": "2026-12-25", "label": "N"}]})
        trip, christmas = self.take(CHRISTMAS, TRIP)["closed"]
        self.assertIn("has hours of its own, which hold: 09:00-12:00", trip["conflict"])
        self.assertIn("Vuelta", christmas["conflict"])
        self.assertEqual(christmas["state"], "doubtful")  # it is there, as an absence
        said = self.take(CHRISTMAS, options=["--kind", "holiday"])
        self.assertEqual(said["new"], 1)
        self.assertIn({**HOLIDAY, "label": "N"}, self.rules()[-1]["closed"])
        self.assertEqual(len(self.rules()[-1]["closed"]), 3)

    def test_nothing_that_counts_changes(self):
        told = {"type": "told", "ref": "t", "client": "ada", "on": "2026-01-02"}
        call = {"type": "interaction", "ref": "c", "client": "ada", "at": "2026-11-20T21:00:00+01:00", "direction": "in",
                "kind": "call", "channel": "phone"}
        self.put(RULES, ADA, told)
        self.take(CHRISTMAS)
        self.put(call)
        breach, = [b for row in self.json("judge", now="2026-11-21T10:00:00+01:00") for b in row["breaches"]]
        self.assertTrue(breach["counted"])

    # --- appointments ---

    def test_meetings(self):
        self.put(RULES, ADA)
        path = self.calendar(CALL, DENTIST)
        said = self.json("import", "--as", "meetings", path)
        self.assertEqual((said["new"], said["unknown"]), (3, [{"address": "who@strange.example", "name": None, "count": 1}]))
        lines = [json.loads(line) for line in self.ok("export", "--format", "jsonl").splitlines()]
        meetings = [r for r in lines if r["type"] == "meeting"]
        self.assertEqual(meetings[0], {
            "type": "meeting", "ref": "6/2026-11-25T09:00:00Z#ada", "client": "ada", "starts": "2026-11-25T09:00:00Z",
            "ends": "2026-11-25T09:30:00Z", "title": "Call", "attendees": ["ada@willow.example", "who@strange.example"],
            "external_id": "6"})
        held = {**meetings[0], "state": "held"}
        self.put(held)
        self.assertEqual(self.json("import", "--as", "meetings", path)["unchanged"], 3)

    # --- wrong use ---

    def test_refusals(self):
        self.put(ADA)
        calendar = self.calendar(CHRISTMAS)
        self.refused("import", calendar, says=["--as closed", "--as meetings"])
        self.refused("import", "--kind", "holiday", calendar, says="--as closed")
        self.refused("import", "--as", "closed", os.path.join(self.folder.name, "none.ics"), says="none.ics")
        with tempfile.NamedTemporaryFile("w", suffix=".csv", dir=self.folder.name) as f:
            f.write("name,email\nAda,a@x.example\n")
            f.flush()
            self.refused("import", "--as", "closed", f.name, says="format ics")


if __name__ == "__main__":
    unittest.main()
