"""The courier's jobs for Stripe against a stand-in with true state: find, refund, check, and each fault on the way.

Run by meson; by hand:  COURIER=build/src/courier/paletti-courier python3 tests/links/stripe_jobs.py
"""
import email.utils
import os
import socket
import threading
import time
import unittest

from certificates import Authority
from stripe_case import KEY, LIVE_KEY, StripeCase
from stripe_fake import Service

BLAS = "blas@tormenta.example"


class Find(StripeCase):
    def find(self, **more):
        return self.run_job(self.job("find", **more))

    def test_what_a_client_paid(self):
        blas = self.stripe.add_customer(BLAS, name="Blas Tormenta")
        paid = self.stripe.add_payment(60000, customer=blas["id"], description="Ten sessions",
                                       metadata={"package": "ten"}, charge={"payment_method_details": {"type": "card"}})
        old = self.stripe.add_charge(9000, customer=blas["id"])
        self.stripe.add("payment_intent", self.stripe.intents, "pi", customer=blas["id"], status="requires_payment_method", latest_charge=None)
        self.stripe.add_payment(100, customer=self.stripe.add_customer("eva@other.example")["id"])
        self.stripe.refund_by_hand(paid["id"], 10000)
        answer = self.find(emails=[BLAS])
        self.assertEqual([(c["customer"], c["name"], c["live"]) for c in answer.all("customer")], [(blas["id"], "Blas Tormenta", False)])
        first, second = answer.all("payment")
        self.assertEqual({k: first[k] for k in ("payment", "charge", "customer", "live", "description", "metadata", "method")},
                         {"payment": paid["id"], "charge": paid["latest_charge"], "customer": blas["id"], "live": False,
                          "description": "Ten sessions", "metadata": [{"key": "package", "value": "ten"}], "method": "card"})
        self.assertEqual([first[k]["amount"] for k in ("amount", "refunded", "left")], ["600.00", "100.00", "500.00"])
        self.assertNotIn("payment", second)
        self.assertEqual((second["charge"], second["amount"]), (old["id"], {"amount": "90.00", "currency": "EUR"}))
        key = answer.one("key")
        self.assertEqual((key["live"], key["restricted"], key["shown"]), (False, True, "rk_test_\u20264242"))

    def test_an_address_in_capitals_and_two_customers(self):
        for _ in range(2):
            self.stripe.add_payment(500, customer=self.stripe.add_customer(BLAS)["id"])
        answer = self.find(emails=["Blas@Tormenta.example"])
        self.assertEqual((len(answer.all("customer")), len(answer.all("payment"))), (2, 2))

    def test_nobody(self):
        answer = self.find(emails=["x&limit=1+%@y.example"])
        self.assertEqual((answer.code, answer.all("customer"), answer.all("payment")), (0, [], []))

    def test_many_pages(self):
        blas = self.stripe.add_customer(BLAS)
        made = {self.stripe.add_payment(100 + i, customer=blas["id"])["id"] for i in range(230)}
        told = [p["payment"] for p in self.find(emails=[BLAS]).all("payment")]
        self.assertEqual((len(told), set(told)), (230, made))

    def test_since(self):
        blas = self.stripe.add_customer(BLAS)
        self.stripe.add_payment(100, customer=blas["id"], charge={"created": 1700000000}, created=1700000000)
        new = self.stripe.add_payment(200, customer=blas["id"])
        answer = self.find(emails=[BLAS], since="2024-01-01T00:00:00Z")
        self.assertEqual([p["payment"] for p in answer.all("payment")], [new["id"]])

    def test_the_refunds_of_a_payment(self):
        paid = self.stripe.add_payment(100000)
        other = self.stripe.add_payment(100000)
        self.stripe.refund_by_hand(other["id"], 5)
        for _ in range(104):
            self.stripe.refund_by_hand(paid["id"], 10)
        first = self.stripe.refunds_of(self.stripe.charges[paid["latest_charge"]])[0]
        self.stripe.set_status(first["id"], "failed", failure_reason="expired_or_canceled_card")
        answer = self.find(payment=paid["id"])
        refunds = answer.all("refund")
        self.assertEqual((len(refunds), {r["payment"] for r in refunds}), (104, {paid["id"]}))
        failed = [r for r in refunds if r["outcome"] == "failed"]
        self.assertEqual([(r["refund"], r["status"], r["failure_reason"]) for r in failed],
                         [(first["id"], "failed", "expired_or_canceled_card")])
        self.assertEqual(answer.one("payment")["left"]["amount"], "989.70")

    def test_statuses(self):
        paid = self.stripe.add_payment(1000)
        for status in ("succeeded", "pending", "requires_action", "failed", "canceled", "of_tomorrow"):
            self.stripe.set_status(self.stripe.refund_by_hand(paid["id"], 1)["id"], status)
        told = {(r["status"], r["outcome"]) for r in self.find(payment=paid["id"]).all("refund")}
        self.assertEqual(told, {("succeeded", "succeeded"), ("pending", "pending"), ("requires_action", "requires_action"),
                                ("failed", "failed"), ("canceled", "canceled"), ("of_tomorrow", "pending")})

    def test_a_currency_that_is_not_sure_is_skipped(self):
        blas = self.stripe.add_customer(BLAS)
        self.stripe.add_payment(5000, "isk", customer=blas["id"])
        yen = self.stripe.add_payment(5000, "jpy", customer=blas["id"])
        answer = self.find(emails=[BLAS])
        self.assertEqual([(p["payment"], p["amount"]) for p in answer.all("payment")], [(yen["id"], {"amount": "5000", "currency": "JPY"})])
        self.assertIn("ISK", answer.one("skipped")["why"])

    def test_the_other_world(self):
        live = self.stripe.add_payment(5000, livemode=True)
        self.fails(self.job("find", payment=live["id"]), "404", "live mode")
        self.stripe.add_fault("lie", "GET", "/v1/payment_intents", "after", change=lambda t: t.update(livemode=True))
        self.fails(self.job("find", payment=self.stripe.add_payment(5000)["id"]), "real one")

    def test_lists_that_are_none(self):
        paid = self.stripe.add_payment(1000)
        self.stripe.refund_by_hand(paid["id"], 1)
        changes = (lambda t: t.pop("data"), lambda t: t.pop("has_more"), lambda t: t.update(has_more=True, data=[]),
                   lambda t: t.update(has_more=True), lambda t: t["data"][0].pop("amount"), lambda t: t["data"][0].update(amount="1"),
                   lambda t: t["data"][0].update(id="../x"), lambda t: t["data"][0].update(currency="euro"),
                   lambda t: t["data"][0].update(status=None), lambda t: t.update(object="page"), lambda t: t.update(data=[1]))
        for change in changes:
            self.stripe.add_fault("lie", "GET", "/v1/refunds", "after", times=3, change=change)
            answer = self.run_job(self.job("find", payment=paid["id"]))
            self.assertEqual((answer.code, len(answer.all("failed"))), (1, 1), answer.text)
            self.stripe.faults.clear()

    def test_new_fields_do_not_matter(self):
        paid = self.stripe.add_payment(1000)
        self.stripe.refund_by_hand(paid["id"], 1)
        self.stripe.add_fault("lie", "GET", "/v1/", "after", times=9, change=lambda t: t.update(new={"a": [1.5, None]}, newer="x\u0000y"))
        self.assertEqual(len(self.find(payment=paid["id"]).all("refund")), 1)

    def test_a_service_that_puts_nothing_into_its_answers(self):
        blas = self.stripe.add_customer(BLAS)
        paid = self.stripe.add_payment(5000, customer=blas["id"])

        def collapse(thing):
            for intent in thing.get("data", [thing]):
                intent["latest_charge"] = paid["latest_charge"]
        self.stripe.add_fault("lie", "GET", "/v1/payment_intents", "after", times=9, change=collapse)
        self.assertEqual(self.find(emails=[BLAS]).one("payment")["charge"], paid["latest_charge"])
        self.assertEqual(self.find(payment=paid["id"]).one("payment")["left"]["amount"], "50.00")

    def test_endless_words(self):
        blas = self.stripe.add_customer(BLAS, name="\u00f1" * 100000)
        self.stripe.add_payment(5000, customer=blas["id"], description="x" * 100000, metadata={"a" * 40: "b" * 90000})
        answer = self.find(emails=[BLAS])
        self.assertEqual((len(answer.one("payment")["description"]), answer.one("customer")["name"]), (1000, "\u00f1" * 500))

    def test_without_tls_on_this_machine_only(self):
        plain = Service(None, self.stripe)
        try:
            answer = self.run_job(self.job("find", stripe={"base": plain.base}, emails=[BLAS]))
            self.assertEqual((answer.code, answer.all("failed")), (0, []))
        finally:
            plain.close()

    def test_whose(self):
        self.fails(self.job("find"), "Whose payments")
        for payment in ("../balance", "re_1234", "pi_1?x=y", "pi_"):
            self.fails(self.job("find", payment=payment), "Whose payments")


class Key(StripeCase):
    def test_check(self):
        answer = self.run_job(self.job("check"))
        self.assertEqual([(c["what"], c["result"]) for c in answer.all("checked")],
                         [("balance", "ok"), ("customers", "ok"), ("payments", "ok"), ("charges", "ok"), ("refunds", "ok"),
                          ("refunds_write", "unseen")])
        self.assertEqual(answer.all("checked")[0]["note"], "EUR 1234.50")
        self.assertEqual(self.posts(), [])

    def test_a_live_key_that_may_not_read_customers(self):
        self.stripe.add_key(LIVE_KEY, True, ("charge_read", "refund_read", "payment_intent_read"))
        answer = self.run_job(self.job("check", LIVE_KEY))
        self.assertTrue(answer.one("key")["live"])
        self.assertEqual([c["what"] for c in answer.all("checked") if c["result"] == "missing"], ["balance", "customers"])
        self.assertIn("rak_customer_read", answer.all("checked")[1]["note"])

    def test_a_key_that_is_gone(self):
        self.stripe.keys.clear()
        checked = self.run_job(self.job("check")).one("checked")
        self.assertEqual((checked["what"], checked["result"]), ("key", "missing"))

    def test_a_whole_key(self):
        self.stripe.add_key("sk_test_51CanaryCanaryCanary4242")
        self.assertNotIn("restricted", self.run_job(self.job("check", "sk_test_51CanaryCanaryCanary4242")).one("key"))

    def test_no_keys(self):
        for key in ("pk_live_51CanaryCanaryCanary4242", "hello", "", "rk_test_51Canary Canary4242", "rk_test_51\u00e9aaaaaaaaaaaaa", "rk_test_"):
            why = self.fails(self.job("check", key))
            self.assertNotIn("Canary", why)
        self.fails(self.job("check", stripe={"secret_command": ["false"]}))
        self.fails(self.job("check", stripe={"secret_command": ["/no/such/program"]}))
        self.fails(self.job("check", stripe={"secret_command": None}), "command")
        self.assertEqual(self.stripe.requests, [])

    def test_not_in_the_arguments_nor_the_environment(self):
        fault = self.stripe.add_fault("hold", "GET", "/v1/balance")
        process = self.start(self.job("check"))
        self.assertTrue(fault.reached.wait(20))
        # What is not for other processes to read is not there for this one either, unless it is root.
        for name in ("cmdline", "environ"):
            try:
                with open(f"/proc/{process.pid}/{name}", "rb") as f:
                    self.assertNotIn(KEY.encode(), f.read())
            except PermissionError:
                pass
        fault.release.set()
        self.assertEqual(self.end(process).code, 0)


class Trust(StripeCase):
    """The key goes to nobody who is not Stripe."""

    def stopped(self, **service):
        self.fails(self.job("check", stripe=service))
        self.assertEqual(self.stripe.requests, [])

    def test_a_certificate_of_somebody_else(self):
        self.stopped(ca=Authority(self.folder.name, "stranger").file)

    def test_no_authority_named(self):
        self.stopped(ca=None)

    def test_no_such_file(self):
        self.stopped(ca=os.path.join(self.folder.name, "nothing.pem"))

    def test_another_name(self):
        service = Service(self.authority.sign("name", "DNS:stripe.example"))
        try:
            self.fails(self.job("check", stripe={"base": service.base}), "who it says")
            self.assertEqual(service.stripe.requests, [])
        finally:
            service.close()

    def test_addresses(self):
        port = self.service.base.rsplit(":", 1)[1]
        for base in ("http://api.stripe.example", f"http://localhost:{port}", f"https://key@127.0.0.1:{port}", f"ftp://127.0.0.1:{port}",
                     f"https://127.0.0.1:{port}/v2", f"https://127.0.0.1:{port}?x=1", "file:///etc/passwd", "127.0.0.1", "", "https://"):
            self.stopped(base=base)

    def test_a_name(self):
        """Which is looked up by a confined process."""
        base = self.service.base.replace("127.0.0.1", "localhost") + "/"
        self.assertEqual(len(self.run_job(self.job("check", stripe={"base": base})).all("checked")), 6)

    def test_a_redirect_is_not_followed(self):
        other = Service(self.certificate)
        other.stripe.add_key(KEY)
        try:
            self.stripe.add_fault("status", "GET", status=302, headers={"Location": other.base + "/v1/balance"})
            answer = self.run_job(self.job("check"))
            self.assertEqual([c["result"] for c in answer.all("checked")], ["failed"])
            self.assertEqual(other.stripe.requests, [])
        finally:
            other.close()

    def test_a_proxy_of_the_environment_is_not_used(self):
        os.environ["https_proxy"] = "http://127.0.0.1:1"
        try:
            self.assertEqual(len(self.run_job(self.job("check")).all("checked")), 6)
        finally:
            del os.environ["https_proxy"]


class Refund(StripeCase):
    def test_once(self):
        paid = self.stripe.add_payment(60000)
        prepared = self.prepare(paid["id"], "300.00", farewell="bye-7")
        said = self.outcome(prepared)
        made = self.stripe.made_for(prepared["intent"])
        self.assertEqual([(r["amount"], r["metadata"]) for r in made], [(30000, {"paletti_intent": prepared["intent"], "paletti_farewell": "bye-7"})])
        self.assertEqual({k: said[k] for k in ("outcome", "refund", "status", "payment", "charge", "amount", "intent", "farewell", "http", "balance_transaction")},
                         {"outcome": "succeeded", "refund": made[0]["id"], "status": "succeeded", "payment": paid["id"],
                          "charge": paid["latest_charge"], "amount": {"amount": "300.00", "currency": "EUR"}, "intent": prepared["intent"],
                          "farewell": "bye-7", "http": 200, "balance_transaction": made[0]["balance_transaction"]})
        self.assertTrue(said["request"].startswith("req_"))
        method, path, body, headers = self.posts()[0]
        self.assertEqual((path, body, headers["Idempotency-Key"], headers["Stripe-Version"]),
                         ("/v1/refunds", prepared["body"], prepared["intent"], prepared["version"]))
        self.assertNotIn("reason", body)

    def test_the_same_again_is_found(self):
        prepared = self.prepare(self.stripe.add_payment(60000)["id"], "300.00")
        first, second = self.outcome(prepared), self.outcome(prepared)
        self.assertEqual((second["refund"], second["found"], second["outcome"]), (first["refund"], True, "succeeded"))
        self.assertEqual((len(self.posts()), len(self.stripe.ledger)), (1, 1))

    def test_the_ids_of_two_refunds_are_two(self):
        """Two of thirty per cent both pass at Stripe: only the id tells a second one from the first again."""
        paid = self.stripe.add_payment(10000)
        for _ in range(2):
            self.assertEqual(self.outcome(self.prepare(paid["id"], "30.00"))["outcome"], "succeeded")
        self.assertEqual(len(self.stripe.ledger), 2)

    def test_a_charge_of_before(self):
        charge = self.stripe.add_charge(9000, "usd")
        said = self.outcome(self.prepare(charge["id"], "31.94", "USD"))
        self.assertEqual((said["outcome"], said["charge"], "payment" in said), ("succeeded", charge["id"], False))

    def test_currencies(self):
        for currency, amount, minor in (("EUR", "0.01", 1), ("JPY", "500", 500), ("CLP", "12345", 12345), ("KWD", "5.120", 5120),
                                        ("MGA", "400.00", 400), ("HUF", "10.00", 1000), ("COP", "50000.00", 5000000)):
            paid = self.stripe.add_payment(10000000, currency.lower())
            said = self.outcome(self.prepare(paid["id"], amount, currency))
            self.assertEqual((said["outcome"], said["amount"]), ("succeeded", {"amount": amount, "currency": currency}))
            self.assertEqual(self.stripe.ledger[-1][2], minor)
        for currency, amount in (("ISK", "5"), ("UGX", "5"), ("KWD", "5.121"), ("MGA", "4.50"), ("CLF", "1.0000"), ("EUR", "0.00")):
            answer = self.run_job({"job": "refund", "id": "j", "prepare": True, "payment": "pi_123", "intent": "abcd",
                                   "amount": {"amount": amount, "currency": currency}})
            self.assertEqual((answer.code, answer.all("prepared")), (1, []), currency)

    def test_states(self):
        for status in ("pending", "requires_action", "failed", "canceled"):
            self.stripe.later_status = status
            self.assertEqual(self.outcome(self.prepare(self.stripe.add_payment(500)["id"], "5.00"))["outcome"], status)
        self.stripe.short_of_money = True
        said = self.outcome(self.prepare(self.stripe.add_payment(500)["id"], "5.00"))
        self.assertEqual((said["outcome"], said["pending_reason"]), ("pending", "insufficient_funds"))

    def test_a_flip_to_failed(self):
        paid = self.stripe.add_payment(500)
        prepared = self.prepare(paid["id"], "5.00")
        self.stripe.set_status(self.outcome(prepared)["refund"], "failed", failure_reason="lost_or_stolen_card")
        said = self.outcome(prepared)
        self.assertEqual((said["outcome"], said["found"], said["failure_reason"]), ("failed", True, "lost_or_stolen_card"))
        found = self.run_job(self.job("find", payment=paid["id"]))
        self.assertEqual((found.one("refund")["intent"], found.one("payment")["left"]["amount"]), (prepared["intent"], "5.00"))
        self.assertEqual(self.outcome(self.prepare(paid["id"], "5.00"))["outcome"], "succeeded")

    # --- what is not sent ---

    def refused(self, prepared, code, posts=0, **more):
        said = self.outcome(prepared, **more)
        self.assertEqual((said["outcome"], said.get("code"), len(self.posts())), ("refused", code, posts))
        self.assertTrue(said["message"])
        return said

    def test_judged_before(self):
        stripe = self.stripe
        disputed = stripe.add_payment(500, charge={"disputed": True})
        waiting = stripe.add_payment(500, charge={"captured": False, "amount_captured": 0})
        never = stripe.add("payment_intent", stripe.intents, "pi", status="processing", latest_charge=None)
        half = stripe.add_payment(1000)
        stripe.refund_by_hand(half["id"], 700)
        for paid, code in ((disputed, "charge_disputed"), (waiting, "charge_not_refundable"), (never, "charge_not_refundable"),
                           (half, "amount_too_large")):
            self.refused(self.prepare(paid["id"], "5.00"), code)
        self.refused(self.prepare(half["id"], "3.00", "USD"), "currency_mismatch")
        self.refused(self.prepare("pi_nobody", "3.00"), "resource_missing")

    def test_what_failed_counts_as_left(self):
        paid = self.stripe.add_payment(1000)
        self.stripe.set_status(self.stripe.refund_by_hand(paid["id"], 1000)["id"], "failed")
        self.assertEqual(self.outcome(self.prepare(paid["id"], "10.00"))["outcome"], "succeeded")

    def test_live_and_test_are_not_mixed(self):
        prepared = self.prepare(self.stripe.add_payment(500, livemode=True)["id"], "5.00")
        self.fails(self.refund(prepared, live=True), "for tests")
        self.fails(self.refund(prepared, live=False, key=LIVE_KEY), "live one")
        self.assertEqual(self.stripe.requests, [])
        self.assertEqual(self.outcome(prepared, live=True, key=LIVE_KEY)["outcome"], "succeeded")

    def test_bytes_that_say_something_else(self):
        good = self.prepare(self.stripe.add_payment(60000)["id"], "300.00", farewell="bye-7")
        swaps = (("amount=30000", "amount=3000"), ("&amount=30000", ""), ("amount=30000", "amount=30000&amount=30000"),
                 (good["intent"], "other"), (good["payment"], "pi_000001Evil"), ("payment_intent=", "charge="), ("bye-7", "bye-8"),
                 ("amount", "reason=fraudulent&amount"), ("amount", "refund_application_fee=true&amount"), ("30000", "30000%"), ("30000", "%30%00"))
        for old, new in swaps:
            self.assertIn(old, good["body"])
            self.fails(self.refund({**good, "body": good["body"].replace(old, new)}), "nothing was sent")
        for change in ({"body": None}, {"version": None}, {"version": "latest"}, {"version": "2026-09-30.endive\r\nX: y"}, {"intent": "a b"},
                       {"payment": "re_1234"}, {"payment": "pi_1/../x"}):
            self.fails(self.refund({k: v for k, v in {**good, **change}.items() if v is not None}))
        self.assertEqual(self.stripe.requests, [])
        parts = "&".join(reversed(good["body"].split("&"))).replace("[", "%5B").replace("]", "%5D")
        self.assertEqual(self.outcome({**good, "body": parts})["outcome"], "succeeded")

    def test_too_old_to_be_sent_again(self):
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        said = self.outcome(prepared, within=0)
        self.assertEqual((said["outcome"], said["code"], self.posts()), ("unknown", "expired", []))
        self.outcome(prepared)
        self.assertEqual(self.outcome(prepared, within=0)["outcome"], "succeeded")

    def test_time_that_passes_on_the_way(self):
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        fault = self.stripe.add_fault("hold", "GET", "/v1/refunds")
        process = self.start(self.refund(prepared, within=1))
        self.assertTrue(fault.reached.wait(20))
        threading.Event().wait(1.2)
        fault.release.set()
        self.assertEqual(self.end(process).one("refund")["code"], "expired")
        self.assertEqual(self.stripe.ledger, [])

    # --- what Stripe says to it ---

    def test_refusals(self):
        self.stripe.add_key(KEY, False, ("charge_read", "refund_read", "payment_intent_read"))
        self.assertIn("rak_refund_write", self.refused(self.prepare(self.stripe.add_payment(500)["id"], "5.00"), "invalid_request_error", 1)["message"])
        self.stripe.add_key(KEY)
        for status, code in ((401, "api_key_expired"), (402, "insufficient_funds"), (404, "resource_missing"), (400, "charge_disputed")):
            self.stripe.add_fault("status", status=status, body={"error": {"type": "invalid_request_error", "code": code, "message": "No\u001b[2J."}})
            said = self.refused(self.prepare(self.stripe.add_payment(500)["id"], "5.00"), code, len(self.posts()) + 1)
            self.assertEqual(said["http"], status)
            self.assertNotIn("\u001b", said["message"])

    def test_a_race_with_the_dashboard(self):
        paid = self.stripe.add_payment(1000)
        fault = self.stripe.add_fault("hold")
        process = self.start(self.refund(self.prepare(paid["id"], "7.00")))
        self.assertTrue(fault.reached.wait(20))
        self.stripe.refund_by_hand(paid["id"], 700)
        fault.release.set()
        said = self.end(process).one("refund")
        self.assertEqual((said["outcome"], said["http"], said["code"]), ("refused", 400, "invalid_request_error"))
        self.assertEqual(len(self.stripe.ledger), 1)

    def test_later(self):
        for status, code, after, seconds in ((429, "rate_limit", "7", 7), (429, "lock_timeout", None, None), (409, "lock_timeout", "2", 2)):
            prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
            self.stripe.add_fault("status", status=status, headers={"Retry-After": after} if after else {},
                                  body={"error": {"type": "invalid_request_error", "code": code, "message": "Later."}})
            said = self.outcome(prepared)
            self.assertEqual((said["outcome"], said["code"], said.get("retry_after")), ("temporary", code, seconds))
            self.assertEqual(self.stripe.made_for(prepared["intent"]), [])
            self.assertEqual(self.outcome(prepared)["outcome"], "succeeded")

    def test_later_by_a_date(self):
        later = email.utils.formatdate(time.time() + 90, usegmt=True)
        self.stripe.add_fault("status", status=429, headers={"Retry-After": later},
                              body={"error": {"type": "rate_limit_error", "message": "Later."}})
        said = self.outcome(self.prepare(self.stripe.add_payment(500)["id"], "5.00"))
        self.assertEqual((said["outcome"], 80 <= said["retry_after"] <= 90), ("temporary", True))

    def test_nothing_was_asked_yet(self):
        for path in ("/v1/payment_intents", "/v1/refunds"):
            for fault in ({"do": "status", "status": 503}, {"do": "status", "status": 429}, {"do": "lost"}, {"do": "garbage"}, {"do": "short"}):
                self.stripe.add_fault(method="GET", path=path, times=9, **fault)
                prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
                said = self.outcome(prepared)
                self.assertEqual((said["outcome"], self.stripe.made_for(prepared["intent"])), ("temporary", []), fault)
                self.stripe.faults.clear()
        self.assertEqual(self.posts(), [])

    def test_nobody_is_there(self):
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        self.assertEqual(self.outcome(prepared, stripe={"base": "https://127.0.0.1:1"})["outcome"], "temporary")

    def deaf(self, act):
        """A port where somebody takes the connection and does not speak TLS."""
        server = socket.create_server(("127.0.0.1", 0))

        def serve():
            with server.accept()[0] as connection:
                act(connection)
        threading.Thread(target=serve, daemon=True).start()
        return server, {"base": f"https://127.0.0.1:{server.getsockname()[1]}", "seconds": 1}

    def test_no_connection_is_nothing_sent(self):
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        for act in (lambda c: c.close(), lambda c: (c.recv(99), c.close()), lambda c: time.sleep(3), lambda c: c.sendall(b"HTTP/1.1 200 OK\r\n\r\n{}")):
            server, where = self.deaf(act)
            self.assertEqual(self.outcome(prepared, stripe=where)["outcome"], "temporary")
            server.close()

    def test_the_post_alone_finds_no_connection(self):
        """What was asked went well; then the other end is gone before the post has a connection."""
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        fault = self.stripe.add_fault("hold", "GET", "/v1/refunds", "after")
        process = self.start(self.refund(prepared))
        self.assertTrue(fault.reached.wait(20))
        self.service.server.shutdown()
        self.service.server.server_close()
        fault.release.set()
        self.assertEqual(self.end(process).one("refund")["outcome"], "temporary")
        self.assertEqual(self.stripe.ledger, [])
        self.service = Service(self.certificate, self.stripe)
        self.assertEqual(self.outcome(prepared)["outcome"], "succeeded")

    # --- what is unknown ---

    def test_the_answer_is_lost_and_the_refund_is_found(self):
        for do in ("lost", "garbage", "truncated", "short", "status", "flood"):
            prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
            self.stripe.add_fault(do, where="after")
            said = self.outcome(prepared)
            self.assertEqual((said["outcome"], said["found"]), ("succeeded", True), do)
            self.assertEqual([r["id"] for r in self.stripe.made_for(prepared["intent"])], [said["refund"]])

    def test_lies(self):
        changes = (lambda t: t.update(amount=499), lambda t: t.update(currency="usd"), lambda t: t["metadata"].clear(), lambda t: t.pop("id"),
                   lambda t: t.update(object="charge"), lambda t: t.update(payment_intent="pi_other"), lambda t: t.update(amount=5e2),
                   lambda t: t["metadata"].update(paletti_intent="other"))
        for change in changes:
            prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
            self.stripe.add_fault("lie", where="after", change=change)
            self.stripe.add_fault("lost", "GET", "/v1/refunds", skip=1, times=9)
            said = self.outcome(prepared)
            self.assertEqual((said["outcome"], said["code"]), ("unknown", "answer_not_understood"))
            self.stripe.faults.clear()
            self.assertEqual((self.outcome(prepared)["found"], len(self.stripe.made_for(prepared["intent"]))), (True, 1))

    def test_lost_on_the_way_there(self):
        for do, status in (("lost", 0), ("stall", 0), ("garbage", 200), ("status", 500), ("status", 503), ("status", 424)):
            prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
            fault = self.stripe.add_fault(do, status=status)
            said = self.outcome(prepared, stripe={"seconds": 1} if do == "stall" else None)
            fault.release.set()
            self.assertEqual((said["outcome"], said.get("http", 0)), ("unknown", status), do)
            self.assertEqual(self.stripe.made_for(prepared["intent"]), [])
            self.assertEqual((self.outcome(prepared)["outcome"], len(self.stripe.made_for(prepared["intent"]))), ("succeeded", 1))

    def test_a_failure_that_was_stored_is_replayed(self):
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        self.stripe.add_fault("status", status=500, store=True)
        first, second = self.outcome(prepared), self.outcome(prepared)
        self.assertEqual((first["outcome"], "replayed" in first), ("unknown", False))
        self.assertEqual((second["outcome"], second["http"], second["replayed"]), ("unknown", 500, True))
        self.assertEqual(self.stripe.ledger, [])

    def test_found_though_its_answer_was_a_failure(self):
        prepared = self.prepare(self.stripe.add_payment(500)["id"], "5.00")
        self.stripe.add_fault("status", where="after", status=500, store=True)
        self.assertEqual((self.outcome(prepared)["found"], len(self.stripe.ledger)), (True, 1))

    def test_a_replay_is_told(self):
        """The list does not show it yet, though it should: the key alone keeps it from being made twice."""
        prepared = self.prepare(self.stripe.add_payment(5000)["id"], "5.00")
        self.outcome(prepared)
        self.stripe.add_fault("lie", "GET", "/v1/refunds", "after", change=lambda t: t.update(data=[]))
        said = self.outcome(prepared)
        self.assertEqual((said["outcome"], said["replayed"], len(self.stripe.ledger)), ("succeeded", True, 1))

    def test_delivered_twice(self):
        prepared = self.prepare(self.stripe.add_payment(5000)["id"], "5.00")
        self.stripe.add_fault("twice")
        said = self.outcome(prepared)
        self.assertEqual((said["outcome"], said["replayed"], len(self.stripe.ledger)), ("succeeded", True, 1))

    def test_under_way_already(self):
        prepared = self.prepare(self.stripe.add_payment(5000)["id"], "5.00")
        self.stripe.busy.add((KEY, prepared["intent"]))
        said = self.outcome(prepared)
        self.assertEqual((said["outcome"], said["code"]), ("unknown", "idempotency_key_in_use"))
        self.stripe.busy.clear()
        self.assertEqual(self.outcome(prepared)["outcome"], "succeeded")

    def test_the_key_was_used_for_something_else(self):
        paid = self.stripe.add_payment(5000)
        prepared = self.prepare(paid["id"], "5.00")
        self.stripe.idempotency[(KEY, prepared["intent"])] = [{"amount": "1"}, 200, "{}", self.stripe.now()]
        self.assertEqual(self.outcome(prepared)["code"], "idempotency_error")

    def test_on_the_second_page(self):
        paid = self.stripe.add_payment(500000)
        prepared = self.prepare(paid["id"], "5.00")
        first = self.outcome(prepared)
        self.stripe.moved = 60
        for _ in range(150):
            self.stripe.refund_by_hand(paid["id"], 1)
        self.assertEqual((self.outcome(prepared)["refund"], len(self.posts())), (first["refund"], 1))
        self.stripe.add_fault("status", "GET", "/v1/refunds", status=500, skip=1)
        self.assertEqual((self.outcome(prepared)["outcome"], len(self.posts())), ("temporary", 1))

    def test_found_before_a_page_that_does_not_come(self):
        paid = self.stripe.add_payment(500000)
        prepared = self.prepare(paid["id"], "5.00")
        for _ in range(150):
            self.stripe.refund_by_hand(paid["id"], 1)
        self.stripe.moved = 60
        first = self.outcome(prepared)
        self.stripe.add_fault("status", "GET", "/v1/refunds", status=500, skip=1)
        self.assertEqual(self.outcome(prepared)["refund"], first["refund"])
        self.stripe.faults.clear()
        self.stripe.add_fault("garbage", "GET", "/v1/refunds", skip=1)
        self.assertEqual(self.outcome(prepared)["refund"], first["refund"])

    def test_after_a_day_the_key_is_forgotten_and_the_list_is_not(self):
        prepared = self.prepare(self.stripe.add_payment(60000)["id"], "5.00")
        self.stripe.add_fault("lost", where="after")
        self.stripe.add_fault("lost", "GET", "/v1/refunds", skip=1, times=9)
        self.assertEqual(self.outcome(prepared)["outcome"], "unknown")
        self.stripe.faults.clear()
        self.stripe.moved = 2 * 24 * 3600
        self.assertEqual((self.outcome(prepared)["found"], len(self.stripe.ledger)), (True, 1))

    def test_two_at_once(self):
        prepared = self.prepare(self.stripe.add_payment(60000)["id"], "5.00")
        processes = [self.start(self.refund(prepared)) for _ in range(4)]
        said = [self.end(process).one("refund") for process in processes]
        self.assertEqual({(s["outcome"], s["refund"]) for s in said}, {("succeeded", self.stripe.ledger[0][1])})
        self.assertEqual(len(self.stripe.ledger), 1)

    def test_two_with_our_id_are_both_told(self):
        prepared = self.prepare(self.stripe.add_payment(60000)["id"], "5.00")
        self.outcome(prepared)
        self.stripe.idempotency.clear()
        self.stripe.make_refund({"payment_intent": prepared["payment"], "amount": "500", "metadata[paletti_intent]": prepared["intent"]}, {"live": False})
        self.assertEqual(len(self.run_job(self.refund(prepared)).all("refund")), 2)


if __name__ == "__main__":
    unittest.main()
