"""The credit statement as scripts and people get it: letgo.md, credit statement; interchange.md, section 3."""
import unittest

from commands import ADA, RULES, Shell


def eur(amount, currency="EUR"):
    return {"amount": amount, "currency": currency}


def package(ref, unit, quantity, price, on, payments=(), currency="EUR", **more):
    return {"type": "package", "ref": ref, "client": "ada", "unit": unit, "quantity": quantity,
            "price": eur(price, currency), "bought_on": on, "payments": list(payments), **more}


def payment(ref, amount, on, currency="EUR", **more):
    return {"type": "payment", "ref": ref, "client": "ada", "amount": eur(amount, currency), "on": on, **more}


def use(ref, of, on, **more):
    return {"type": "use", "ref": ref, "package": of, "on": on, **more}


SESSIONS = [package("s", "session", "10", "600.00", "2026-01-12", ["card"]),
            payment("card", "600.00", "2026-01-12", method="stripe"),
            use("u1", "s", "2026-01-19", what="first"), use("u2", "s", "2026-02-02"), use("u3", "s", "2026-02-09", what="no-show"),
            use("u4", "s", "2026-02-23"), use("u5", "s", "2026-03-02")]
MARCH = [package("m", "month", "1", "90.00", "2026-03-01", ["cash"]), payment("cash", "90.00", "2026-03-01", method="cash")]


class Statement(Shell):
    def test_the_worked_example(self):
        self.put(RULES, ADA, *SESSIONS, *MARCH)
        told = self.json("statement", "ada", "--on", "2026-03-20")
        self.assertEqual([(l["package"], l["unit"], l["bought"], l["used"], l["left"], l["refund"]) for l in told["lines"]],
                         [("s", "session", "10", "5", "5", eur("300.00")), ("m", "month", "1", "0.645", "0.355", eur("31.94"))])
        self.assertEqual([u["on"] for u in told["lines"][0]["uses"]],
                         ["2026-01-19", "2026-02-02", "2026-02-09", "2026-02-23", "2026-03-02"])
        self.assertEqual(told["refunds"], [{"payment": "cash", "amount": eur("31.94")}, {"payment": "card", "amount": eur("300.00")}])
        self.assertEqual((told["total"], told["owed"]), (eur("331.94"), eur("0.00")))

    def test_for_people(self):
        self.put(RULES, ADA, *SESSIONS, *MARCH)
        wide, plain = (self.ok("statement", "ada", "--on", "2026-03-20", *words) for words in ([], ["--plain"]))
        for part in ("Ada Quill: credit on Fri 20 Mar\n", "Sessions, 12 Jan 2026, 60.00 each ", "  5 left x 60.00\n", "  used Mon 19 Jan: first\n",
                     "  used Mon 9 Feb: no-show\n", "  11 of 31 days left of a month of 90.00: 31.94\n",
                     "  on the payment of Sun 1 Mar, cash "):
            self.assertIn(part, wide)
        self.assertRegex(wide, r"(?m)^You return +331\.94 EUR$")
        self.assertIn("You return: 331.94 EUR\n", plain)
        self.assertIn("Sessions, 12 Jan 2026, 60.00 each: bought 10, used 5, left 5: 300.00 EUR\n", plain)
        self.assertNotRegex(plain, r"  |\n\n")
        self.assertEqual(max(map(len, wide.splitlines())), 80)
        self.assertIn("331,94 EUR", self.ok("statement", "ada", "--on", "2026-03-20", "--language", "es"))

    def test_debts_stand_apart(self):
        invoice = {"type": "invoice", "ref": "i", "client": "ada", "number": "7", "amount": eur("1000.00"), "issued_on": "2026-02-01"}
        self.put(RULES, ADA, *SESSIONS, invoice, payment("part", "400.00", "2026-02-20", invoice="i"),
                 payment("late", "50.00", "2026-03-21", invoice="i"))
        told = self.json("statement", "ada", "--on", "2026-03-20")
        self.assertEqual((told["total"], told["owed"]), (eur("300.00"), eur("600.00")))
        self.assertIn("only with their written yes", self.ok("statement", "ada"))
        self.assertEqual(self.json("statement", "ada", "--on", "2026-01-31")["owed"], eur("0.00"))

    def test_a_member_of_a_group_is_alone(self):
        club = {"type": "client", "ref": "club", "name": "Club"}
        bea = {"type": "client", "ref": "bea", "name": "Bea Vento", "member_of": "club"}
        theirs = [dict(r, client="bea", ref=r["ref"] + "-bea", **({"payments": ["card-bea"]} if r["type"] == "package" else {}))
                  for r in SESSIONS[:2]]
        self.put(RULES, club, bea, dict(ADA, member_of="club"), *SESSIONS, *theirs)
        self.assertEqual(self.json("statement", "club")["lines"], [])
        self.assertIn("Nothing was bought in advance", self.ok("statement", "club"))
        told = self.json("statement", "bea")
        self.assertEqual((told["total"], told["refunds"]), (eur("600.00"), [{"payment": "card-bea", "amount": eur("600.00")}]))
        self.assertNotIn("Quill", self.ok("statement", "bea"))

    def test_nothing_goes_back_on_a_payment_of_somebody_else(self):
        bea = {"type": "client", "ref": "bea", "name": "Bea Vento"}
        self.put(RULES, ADA, bea, package("s", "session", "10", "600.00", "2026-01-12", ["hers"]),
                 dict(payment("hers", "600.00", "2026-01-12"), client="bea"))
        self.assertEqual(self.json("statement", "ada")["refunds"], [{"payment": None, "amount": eur("600.00")}])
        self.assertIn("no payment is known that it could go back on", self.ok("statement", "ada"))

    def test_several_currencies(self):
        self.put(RULES, ADA, package("y", "session", "3", "1000", "2026-01-01", currency="JPY"), use("u", "y", "2026-01-02"),
                 package("d", "hour", "3", "100.000", "2026-01-02", currency="TND"), use("v", "d", "2026-01-02", quantity="1"))
        told = self.json("statement", "ada")
        self.assertEqual(told["total"], [eur("667", "JPY"), eur("66.667", "TND")])
        self.assertEqual(told["owed"], eur("0", "JPY"))

    def test_booked_is_kept_or_given_back(self):
        meeting = {"type": "meeting", "ref": "t", "client": "ada", "starts": "2026-03-24T10:00:00Z", "ends": "2026-03-24T11:00:00Z"}
        self.put(RULES, ADA, *SESSIONS, use("b1", "s", "2026-03-23"), use("b2", "s", "2026-03-30", what="last one"),
                 use("b3", "s", "2026-04-20"), meeting)
        on = ["statement", "ada", "--on", "2026-04-04"]
        kept = self.json(*on)
        self.assertEqual((kept["total"], [u["state"] for u in kept["lines"][0]["uses"]]), (eur("180.00"), ["used"] * 5 + ["kept"] * 2))
        self.assertEqual(self.json(*on, "--give-back", "b2")["total"], eur("240.00"))
        self.assertEqual(self.json(*on, "--give-back", "b2", "--give-back", "b1")["total"], eur("300.00"))
        text = self.ok(*on, "--give-back", "b2")
        for part in ("booked for Mon 23 Mar and kept (b1)", "booked for Mon 30 Mar, given back: last one (b2)",
                     "Mon 20 Apr, after the last day: goes back", "meeting Tue 24 Mar 11:00; keep it, or give it back"):
            self.assertIn(part, text)
        for ref in ("u1", "b3", "nothing"):
            self.refused(*on, "--give-back", ref, says="--give-back names uses")

    def test_given_back_before(self):
        sessions = [dict(SESSIONS[0], payments=["card", "back"]), *SESSIONS[1:]]
        self.put(RULES, ADA, *sessions, payment("back", "-100.00", "2026-03-10"), payment("other", "-7.00", "2026-03-11"))
        told = self.json("statement", "ada")
        self.assertEqual((told["lines"][0]["returned"], told["total"]), (eur("100.00"), eur("200.00")))
        text = self.ok("statement", "ada")
        self.assertIn("  less 100.00 given back before\n", text)
        self.assertIn("7.00 EUR given back on Wed 11 Mar belong to no package", text)

    def test_days_and_names(self):
        self.put(RULES, ADA, *SESSIONS)
        for day, total in (("2026-02-01", "540.00"), ("today", "300.00"), ("20 mar", "300.00"), ("tomorrow", "300.00")):
            with self.subTest(day=day):
                self.assertEqual(self.json("statement", "ada", "--on", day)["total"], eur(total))
        self.refused("statement", "ada", "--on", "soon", says="is no day")
        self.refused("statement", "nobody", says="no client is called")
        self.refused("statement", code=2)


if __name__ == "__main__":
    unittest.main()
