"""Letters of the payment ladder and farewells to many, through the outbox: what leaves, what does not, and what is known of it
after that; with a program in the place of sendmail.

Run by meson; by hand:  PALETTI=build/src/paletti python3 tests/command/sending.py
"""
import unittest

import outbox

from outbox import MONDAY

INVOICE = {"type": "invoice", "ref": "v1", "client": "luz", "number": "F-1", "amount": {"amount": "1000.00", "currency": "EUR"},
           "issued_on": "2026-02-10", "due_on": "2026-03-10"}
LUZ = {"type": "client", "ref": "luz", "name": "Luz Clara", "language": "es-ES", "register": "tu", "emails": ["luz@luz.example"],
       "people": [{"given": "Ana", "role": "contact", "email": "luz@luz.example"},
                  {"given": "Eva", "role": "in_charge", "email": "eva@luz.example"}]}
OMA = {"type": "client", "ref": "oma", "name": "Oma Lejos", "language": "es-ES", "register": "usted",
       "emails": ["oma@lejos.example"]}
UGO = {"type": "client", "ref": "ugo", "name": "Ugo Lento", "language": "it-IT", "register": "lei", "emails": ["ugo@lento.example"]}
TUESDAY = "2026-03-24T10:00:00+01:00"


class Sending(outbox.Outbox):
    """Monday 23 March 2026, 10:00."""

    def setUp(self):
        super().setUp()
        self.put(LUZ, INVOICE, OMA, UGO)

    def debt(self, now=MONDAY):
        return self.json("ladder", "luz", now=now)["invoices"][0]

    def test_a_step_that_left_is_done(self):
        shown = self.json("ladder", "luz", "--send", "--name", "Luz", now=MONDAY)
        # Nobody has seen it yet, so that the name confirms nothing.
        self.assertEqual((shown["name"], shown["to"], shown["sums"]), ("Luz", "Ana <luz@luz.example>", ["1.000,00\u00a0€"]))
        self.assertEqual(self.json("outbox", now=MONDAY), [])
        self.refused("ladder", "luz", "--send", "--name", "Luz Clara S.L.", says=("nothing is confirmed",), now=MONDAY)
        confirmed = self.json("ladder", "luz", "--send", "--name", "Luz", now=MONDAY)
        self.assertEqual(confirmed["recipient"], "luz@luz.example")
        self.refused("ladder", "luz", "--send", says=("confirmed already",), now=MONDAY)
        self.assertEqual(self.counts(now=MONDAY), {"done": 1})
        self.assertEqual(len(self.letters()), 1)
        debt = self.debt(now=TUESDAY)
        self.assertEqual((debt["state"], debt["step"], debt["done"], debt["draft"]), ("ahead", "firm", 1, None))
        entry = self.json("log", "luz", now=TUESDAY)[0]
        self.assertEqual((entry["direction"], entry["subject"]), ("out", "Factura F-1, con vencimiento el 10 de marzo"))
        # What left is nothing to be undone.
        self.run_raw("undo", now=TUESDAY)
        self.assertEqual(self.debt(now=TUESDAY)["done"], 1)

    def held(self, why, now=TUESDAY):
        """What was confirmed does not go, its draft waits again, and the reason is told."""
        self.release(now=now)
        self.assertEqual(len(self.letters()), 0)
        said = self.json("outbox", "--all", now=now)[0]
        self.assertEqual(said["state"], "cancelled")
        self.assertIn(why, said["why"])
        self.assertEqual([d["ref"] for d in self.json("drafts", now=now)], [said["draft"]])

    def confirmed(self):
        self.json("ladder", "luz", "--send", now=MONDAY)
        self.json("ladder", "luz", "--send", "--name", "Luz", now=MONDAY)

    def test_a_paid_invoice_is_not_asked_for(self):
        self.confirmed()
        self.ok("pay", "luz", "2026-03-23 1000 EUR F-1", now=TUESDAY)
        self.held("Invoice F-1 is paid")

    def test_another_sum_is_not_asked_for(self):
        self.confirmed()
        self.ok("pay", "luz", "2026-03-23 400 EUR F-1", now=TUESDAY)
        self.held("600.00 EUR")

    def test_a_promise_is_waited_for(self):
        self.confirmed()
        self.ok("ladder", "luz", "--promise", "2026-03-27", now=TUESDAY)
        self.held("payment promised")

    def test_who_wrote_is_read_first(self):
        self.confirmed()
        self.put({"type": "interaction", "ref": "l1", "client": "luz", "at": "2026-03-23T12:00:00Z", "direction": "in",
                  "kind": "message", "channel": "email", "subject": "Pagamos mañana"})
        self.held("They were in touch on")

    def test_a_step_sent_otherwise_is_not_sent_again(self):
        self.confirmed()
        self.put({"type": "interaction", "ref": "l1", "client": "luz", "at": "2026-03-23T12:00:00Z", "direction": "out",
                  "kind": "message", "channel": "email", "subject": "F-1", "signs": ["t6a"]})
        self.held("not the next step")

    # --- farewells to many ---

    def begin(self):
        return self.json("sequence", "spring", "--with", "oma", "--with", "ugo", "--with", "luz", "--on", "2026-03-23", "--on",
                         "2026-04-07", now=MONDAY)

    def who(self, now=MONDAY):
        return {c["client"]: (c["letters"], c["out"]) for c in self.json("sequence", "spring", now=now)["clients"]}

    def test_a_batch_lists_every_name(self):
        begun = self.begin()
        # Who owes is not in it.
        self.assertEqual([c["client"] for c in begun["clients"]], ["oma", "ugo"])
        ready = self.json("sequence", "spring", "--preview", now=MONDAY)
        self.assertEqual([(one["client"], one["to"]) for one in ready],
                         [("oma", "Oma Lejos <oma@lejos.example>"), ("ugo", "Ugo Lento <ugo@lento.example>")])
        self.assertIn("el 7 de abril cerraré su ficha", ready[0]["text"])
        self.assertIn("il 7 aprile chiuderò la Sua scheda", ready[1]["text"])
        self.refused("sequence", "spring", "--confirm", "Spring", says=("nothing is confirmed",), now=MONDAY)
        self.assertEqual(self.json("outbox", now=MONDAY), [])
        self.json("sequence", "spring", "--confirm", "spring", now=MONDAY)
        self.assertEqual(self.counts(now=MONDAY), {"done": 2})
        self.assertEqual(len(self.letters()), 2)
        self.assertEqual(self.who(), {"oma": (["sent", "none"], []), "ugo": (["sent", "none"], [])})
        # The last one names the day on which the first one left, and waits for its own.
        self.ok("sequence", "spring", "--draft", now=TUESDAY)
        self.assertIn("Le escribí el 23 de marzo.", self.json("sequence", "spring", "--preview", now=TUESDAY)[0]["text"])
        self.json("sequence", "spring", "--confirm", "spring", now=TUESDAY)
        self.assertEqual(self.counts(now=TUESDAY), {"waiting": 2})
        self.assertEqual(self.counts(now="2026-04-07T10:00:00+02:00"), {"done": 2})
        self.assertEqual(self.json("sequence", "spring", now="2026-04-07T11:00:00+02:00")["next"], 0)

    def test_an_answer_stops_that_person(self):
        self.begin()
        self.json("sequence", "spring", "--confirm", "spring", now=MONDAY)
        self.put({"type": "interaction", "ref": "o1", "client": "oma", "at": "2026-03-23T09:30:00Z", "direction": "in",
                  "kind": "message", "channel": "email", "subject": "Hola"})
        said = self.release(now=TUESDAY)
        self.assertEqual(said["done"], 1)
        self.assertEqual([b"ugo@lento.example" in letter for letter in self.letters()], [True])
        self.assertEqual(self.who(TUESDAY), {"oma": (["draft", "none"], ["replied", "waits"]), "ugo": (["sent", "none"], [])})

    def test_the_end_stops_everybody(self):
        self.begin()
        self.json("sequence", "spring", "--confirm", "spring", now=MONDAY)
        self.ok("sequence", "spring", "--end", now=MONDAY)
        self.release(now=MONDAY)
        self.assertEqual(self.letters(), [])

    def test_it_is_exported_and_imported(self):
        self.begin()
        lines = self.ok("export", "--format", "jsonl", now=MONDAY)
        self.assertIn('"type":"sequence"', lines)
        self.db = self.db + ".other"
        self.ok("import", "-", stdin=lines.encode(), now=MONDAY)
        self.assertEqual(self.who(), {"oma": (["draft", "none"], []), "ugo": (["draft", "none"], [])})
        self.assertEqual(self.ok("export", "--format", "jsonl", now=MONDAY), lines)


# What it has from there is how to write, confirm and let go; the tests of that are run there.
for inherited in [name for name in dir(outbox.Outbox) if name.startswith("test_")]:
    setattr(Sending, inherited, None)

if __name__ == "__main__":
    unittest.main()
