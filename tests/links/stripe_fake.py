"""A stand-in for Stripe that keeps what a payment service keeps: customers, payments, refunds, and for a day the answers
to requests with an idempotency key. Faults are laid in its way one by one, and a ledger says what it really did.

What a request and an answer may look like is checked against Stripe's own specification (stripe/subset.openapi.json).
"""
import copy
import http.server
import json
import os
import ssl
import threading
import time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
DAY = 24 * 3600
with open(os.path.join(HERE, "stripe", "fixtures.json")) as _f:
    FIXTURES = json.load(_f)["resources"]
with open(os.path.join(HERE, "stripe", "subset.openapi.json")) as _f:
    SPEC = json.load(_f)


class Refusal(Exception):
    """An answer that is an error; STORED when the endpoint had begun."""

    def __init__(self, status, kind, message, code=None, param=None, stored=True, headers=()):
        super().__init__(message)
        self.status, self.stored, self.headers = status, stored, dict(headers)
        self.body = {"error": {"type": kind, "message": message}}
        if code:
            self.body["error"]["code"] = code
        if param:
            self.body["error"]["param"] = param


class Fault:
    """Happens to requests of METHOD whose path begins with PATH, TIMES times. WHERE: before or after they are carried out.

    do: "status" (say STATUS), "lost" (hang up), "stall" (say nothing until released), "garbage", "truncated", "short" (hang
    up in the middle), "twice" (carried out twice, as a proxy that repeats would), "hold" (wait for release, then go on),
    "half" (say the first half, wait, hang up), "lie" (CHANGE the answer), "flood" (never stop talking)."""

    def __init__(self, do, method="POST", path="/v1/", where="before", times=1, status=500, headers=None, body=None,
                 change=None, store=False, skip=0):
        self.do, self.method, self.path, self.where, self.left = do, method, path, where, times
        self.status, self.headers, self.body, self.change, self.store = status, headers or {}, body, change, store
        self.skip = skip
        self.reached, self.release = threading.Event(), threading.Event()


class Stripe:
    def __init__(self):
        self.lock = threading.RLock()
        self.moved = 0                  # seconds that the clock was put forward
        self.keys = {}                  # key -> (live, permissions)
        self.customers, self.intents, self.charges, self.refunds = {}, {}, {}, {}
        self.idempotency = {}           # (key of the account, key of the request) -> [parameters, status, body, when]
        self.busy = set()
        self.faults, self.requests, self.ledger = [], [], []
        self.short_of_money, self.later_status = False, "succeeded"
        self.complaints = []            # requests that are not what the specification allows
        self.number = 0

    # --- what tests set up ---

    def now(self):
        return int(time.time()) + self.moved

    def new_id(self, prefix):
        self.number += 1
        return f"{prefix}_{self.number:06d}Fake"

    def add_key(self, key, live=False, permissions=("customer_read", "payment_intent_read", "charge_read", "refund_read",
                                                    "refund_write", "balance_read")):
        self.keys[key] = (live, set(permissions))
        return key

    def add(self, kind, store, prefix, **fields):
        thing = copy.deepcopy(FIXTURES[kind])
        thing.update(id=self.new_id(prefix), created=self.now() - 86400 + self.number, livemode=False, metadata={})
        thing.update(fields)
        store[thing["id"]] = thing
        return thing

    def add_customer(self, email, **fields):
        return self.add("customer", self.customers, "cus", email=email, **fields)

    def add_charge(self, amount, currency="eur", customer=None, **fields):
        made = {"amount": amount, "amount_captured": amount, "amount_refunded": 0, "captured": True, "paid": True,
                "status": "succeeded", "disputed": False, "currency": currency, "customer": customer}
        return self.add("charge", self.charges, "ch", **{**made, **fields})

    def add_payment(self, amount, currency="eur", customer=None, charge=None, **fields):
        intent = self.add("payment_intent", self.intents, "pi", amount=amount, amount_received=amount,
                          currency=currency, customer=customer, status="succeeded", **fields)
        made = self.add_charge(amount, currency, customer, payment_intent=intent["id"], livemode=intent["livemode"],
                               **(charge or {}))
        intent["latest_charge"] = made["id"]
        return intent

    def add_fault(self, *words, **named):
        fault = Fault(*words, **named)
        with self.lock:
            self.faults.append(fault)
        return fault

    def set_status(self, refund, status, **fields):
        """What the bank does later; a failed one comes back to the balance."""
        with self.lock:
            self.refunds[refund].update(status=status, **fields)
            self.count_refunded(self.charges[self.refunds[refund]["charge"]])

    def refund_by_hand(self, payment, amount):
        """In the dashboard: without our id."""
        with self.lock:
            return self.make_refund({"payment_intent": payment, "amount": str(amount)}, {"live": self.intents[payment]["livemode"]})

    # --- refunds ---

    def refunds_of(self, charge):
        with self.lock:
            return [r for r in self.refunds.values() if r["charge"] == charge["id"]]

    def count_refunded(self, charge):
        charge["amount_refunded"] = sum(r["amount"] for r in self.refunds_of(charge) if r["status"] not in ("failed", "canceled"))
        charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]

    def charge_of(self, form, who):
        if "payment_intent" in form:
            intent = self.find(self.intents, form["payment_intent"], "payment_intent", who)
            if not intent["latest_charge"]:
                raise Refusal(400, "invalid_request_error", "This PaymentIntent does not have a successful charge to refund.")
            return self.charges[intent["latest_charge"]]
        return self.find(self.charges, form.get("charge", ""), "charge", who)

    def make_refund(self, form, who):
        charge = self.charge_of(form, who)
        left = charge["amount_captured"] - charge["amount_refunded"]
        amount = int(form["amount"]) if "amount" in form else left
        if charge["disputed"]:
            raise Refusal(400, "invalid_request_error", "This charge has been charged back; cannot issue a refund.", "charge_disputed")
        if not charge["captured"] or not charge["paid"]:
            raise Refusal(400, "invalid_request_error", "This charge is not refundable.", "charge_not_refundable")
        if left == 0:
            raise Refusal(400, "invalid_request_error", f"Charge {charge['id']} has already been refunded.", "charge_already_refunded")
        if amount > left:
            raise Refusal(400, "invalid_request_error",
                          f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param="amount")
        refund = copy.deepcopy(FIXTURES["refund"])
        status = "pending" if self.short_of_money else self.later_status
        refund.update(id=self.new_id("re"), amount=amount, charge=charge["id"], payment_intent=charge.get("payment_intent"),
                      currency=charge["currency"], created=self.now(), status=status, balance_transaction=self.new_id("txn"),
                      metadata={k[9:-1]: v for k, v in form.items() if k.startswith("metadata[")})
        if self.short_of_money:
            refund["pending_reason"] = "insufficient_funds"
        self.refunds[refund["id"]] = refund
        self.count_refunded(charge)
        self.ledger.append((refund["metadata"].get("paletti_intent"), refund["id"], amount))
        return refund

    def made_for(self, intent):
        with self.lock:  # what was on its way may just be arriving
            return [r for r in self.refunds.values() if r["metadata"].get("paletti_intent") == intent]

    # --- reading ---

    def find(self, store, name, kind, who):
        thing = store.get(name)
        if thing is None:
            raise Refusal(404, "invalid_request_error", f"No such {kind}: '{name}'", "resource_missing", "id")
        if "livemode" in thing and thing["livemode"] != who["live"]:
            mode = "live" if thing["livemode"] else "test"
            raise Refusal(404, "invalid_request_error", f"No such {kind}: '{name}'; a similar object exists in {mode} mode, but a "
                          f"{'live' if who['live'] else 'test'} mode key was used to make this request.", "resource_missing", "id")
        return thing

    def page(self, things, query):
        things = sorted(things, key=lambda t: (t["created"], t["id"]), reverse=True)
        limit = int(query.get("limit", "10"))
        if not 1 <= limit <= 100:
            raise Refusal(400, "invalid_request_error", "This value must be between 1 and 100.", param="limit", stored=False)
        if "starting_after" in query:
            names = [t["id"] for t in things]
            if query["starting_after"] not in names:
                raise Refusal(400, "invalid_request_error", f"No such object: '{query['starting_after']}'", "resource_missing", "starting_after")
            things = things[names.index(query["starting_after"]) + 1:]
        return {"object": "list", "has_more": len(things) > limit, "data": things[:limit]}

    def mine(self, store, who):
        return [t for t in store.values() if t.get("livemode", who["live"]) == who["live"]]

    def expanded(self, intent, query, key):
        if query.get("expand[]") == key and intent["latest_charge"]:
            return {**intent, "latest_charge": self.charges[intent["latest_charge"]]}
        return intent

    def read(self, parts, query, who):
        kind, name = parts[0], parts[1] if len(parts) > 1 else None
        since = int(query.get("created[gte]", "0"))
        if kind == "balance":
            return {**FIXTURES["balance"], "livemode": who["live"],
                    "available": [{"amount": 123450, "currency": "eur", "source_types": {"card": 123450}}]}
        if kind == "customers":
            found = [c for c in self.mine(self.customers, who) if query.get("email") in (None, c["email"])]
            return {**self.page(found, query), "url": "/v1/customers"}
        if kind == "payment_intents":
            if name:
                return self.expanded(self.find(self.intents, name, "payment_intent", who), query, "latest_charge")
            found = [i for i in self.mine(self.intents, who) if query.get("customer") in (None, i["customer"]) and i["created"] >= since]
            page = self.page(found, query)
            return {**page, "data": [self.expanded(i, query, "data.latest_charge") for i in page["data"]], "url": "/v1/payment_intents"}
        if kind == "charges":
            if name:
                return self.find(self.charges, name, "charge", who)
            found = [c for c in self.mine(self.charges, who) if query.get("customer") in (None, c["customer"]) and c["created"] >= since]
            return {**self.page(found, query), "url": "/v1/charges"}
        found = list(self.refunds.values())
        for key, store in (("payment_intent", self.intents), ("charge", self.charges)):
            if key in query:
                self.find(store, query[key], key, who)
                found = [r for r in found if r[key] == query[key]]
        return {**self.page(found, query), "url": "/v1/refunds"}

    # --- a request ---

    PERMISSIONS = {"customers": "customer", "payment_intents": "payment_intent", "charges": "charge", "refunds": "refund",
                   "balance": "balance"}

    def who(self, headers, method, kind):
        word = headers.get("Authorization", "")
        key = word[7:] if word.startswith("Bearer ") else ""
        if key not in self.keys:
            raise Refusal(401, "invalid_request_error", "Invalid API Key provided: rk_****", stored=False)
        live, permissions = self.keys[key]
        wanted = f"{self.PERMISSIONS[kind]}_{'write' if method == 'POST' else 'read'}"
        if wanted not in permissions:
            raise Refusal(403, "invalid_request_error", "The provided key does not have the required permissions for this endpoint. "
                          f"Having the 'rak_{wanted}' permission would allow this request to continue.", stored=False)
        return {"key": key, "live": live}

    def check_shape(self, method, path, parts, given, headers):
        template = "/v1/" + parts[0] + ("/{}" if len(parts) > 1 else "")
        for known, operations in SPEC["paths"].items():
            if (known.split("{")[0] + "{}" if "{" in known else known) == template and method.lower() in operations:
                operation = operations[method.lower()]
                break
        else:
            self.complaints.append(f"{method} {path} is not in the specification")
            return
        if method == "POST":
            allowed = set(operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["properties"])
        else:
            allowed = {p["name"] for p in operation["parameters"] if p["in"] == "query"}
        for name in given:
            if name.split("[")[0] not in allowed:
                self.complaints.append(f"{method} {path}: {name} is no parameter of it")
        if headers.get("Stripe-Version") is None:
            self.complaints.append(f"{method} {path}: no version")
        if method == "POST" and headers.get("Content-Type") != "application/x-www-form-urlencoded":
            self.complaints.append(f"{method} {path}: {headers.get('Content-Type')}")

    def carry_out(self, method, path, body, headers):
        """Status, headers and text of the answer."""
        url = urllib.parse.urlsplit(path)
        given = dict(urllib.parse.parse_qsl(body if method == "POST" else url.query, keep_blank_values=True, strict_parsing=bool(body)))
        parts = url.path[len("/v1/"):].split("/")
        try:
            with self.lock:
                self.check_shape(method, url.path, parts, given, headers)
                who = self.who(headers, method, parts[0])
                if method == "GET":
                    return 200, {}, json.dumps(self.read(parts, given, who))
                if "amount" in given and (not given["amount"].isdigit() or int(given["amount"]) < 1):
                    raise Refusal(400, "invalid_request_error", "Invalid positive integer", "parameter_invalid_integer", "amount", stored=False)
                return self.once(given, who, headers.get("Idempotency-Key"))
        except Refusal as refusal:
            return refusal.status, refusal.headers, json.dumps(refusal.body)

    def once(self, form, who, key):
        if not key:
            self.complaints.append("POST without an idempotency key")
            return 200, {}, json.dumps(self.make_refund(form, who))
        place = (who["key"], key)
        if place in self.busy:
            raise Refusal(409, "invalid_request_error", "There is currently another in-progress request using this Stripe idempotency key.",
                          "idempotency_key_in_use", stored=False)
        old = self.idempotency.get(place)
        if old and self.now() - old[3] < DAY:
            if old[0] != form:
                raise Refusal(400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters they were "
                              "first used with.", stored=False)
            return old[1], {"Idempotent-Replayed": "true"}, old[2]
        try:
            status, text = 200, json.dumps(self.make_refund(form, who))
        except Refusal as refusal:
            status, text = refusal.status, json.dumps(refusal.body)
        self.idempotency[place] = [form, status, text, self.now()]
        return status, {}, text

    def store_failure(self, key_header, body, status, text):
        """The endpoint broke down after it had begun: that is what it says from now on."""
        key = (key_header[0], key_header[1])
        self.idempotency[key] = [dict(urllib.parse.parse_qsl(body)), status, text, self.now()]

    def next_fault(self, method, path, where):
        with self.lock:
            for fault in self.faults:
                if fault.left and fault.method in (method, "*") and path.startswith(fault.path) and fault.where == where:
                    if fault.skip:
                        fault.skip -= 1
                        continue
                    fault.left -= 1
                    return fault
        return None


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_words):
        pass

    def setup(self):
        self.request.settimeout(60)
        if isinstance(self.request, ssl.SSLSocket):
            self.request.do_handshake()
        super().setup()

    def do_GET(self):
        self.serve("GET", "")

    def do_POST(self):
        self.serve("POST", self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

    def hang_up(self):
        self.close_connection = True
        try:
            self.connection.close()
        except OSError:
            pass

    def say(self, status, headers, text, length=None):
        data = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Request-Id": self.server.stripe.new_id("req"), **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def serve(self, method, body):
        stripe = self.server.stripe
        with stripe.lock:
            stripe.requests.append((method, self.path, body, dict(self.headers)))
        try:
            fault = stripe.next_fault(method, self.path, "before")
            if fault and self.suffer(fault, method, body, None):
                return
            answer = stripe.carry_out(method, self.path, body, self.headers)
            if fault and fault.do == "twice":
                answer = stripe.carry_out(method, self.path, body, self.headers)
            fault = stripe.next_fault(method, self.path, "after")
            if fault and self.suffer(fault, method, body, answer):
                return
            self.say(*answer)
        except OSError:
            self.hang_up()

    def suffer(self, fault, method, body, answer):
        """True: nothing more is said."""
        if fault.do != "half":
            fault.reached.set()
        if fault.do in ("hold", "stall"):
            fault.release.wait(60)
            if fault.do == "stall":
                self.hang_up()
            return fault.do == "stall"
        if fault.do == "lost":
            self.hang_up()
        elif fault.do == "status":
            error = {"error": {"type": "api_error", "message": "Something went wrong."}} if fault.body is None else fault.body
            text = error if isinstance(error, str) else json.dumps(error)
            if fault.store:
                key = self.headers.get("Authorization", "")[7:], self.headers.get("Idempotency-Key")
                self.server.stripe.store_failure(key, body, fault.status, text)
            self.say(fault.status, fault.headers, text)
        elif fault.do == "garbage":
            self.say(200, {}, "<html>It works!</html>")
        elif fault.do == "truncated":
            text = answer[2] if answer else "{\"object\":\"refund\",\"id\":\"re_1\",\"am"
            self.say(200, {}, text[:len(text) // 2])
        elif fault.do == "short":
            text = answer[2] if answer else "{\"object\":\"refund\",\"id\":\"re_1\",\"am"
            self.say(200, {}, text[:len(text) // 2], len(text))
            self.hang_up()
        elif fault.do == "half":
            self.say(200, {}, answer[2][:len(answer[2]) // 2], len(answer[2]))
            fault.reached.set()
            fault.release.wait(60)
            self.hang_up()
        elif fault.do == "lie":
            thing = json.loads(answer[2])
            fault.change(thing)
            self.say(answer[0], answer[1], json.dumps(thing))
        elif fault.do == "flood":
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            for _ in range(1 << 12):
                self.wfile.write(b"[" * (1 << 14))
            self.hang_up()
        else:
            return False
        return True


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


class Service:
    """The stand-in behind TLS on a port of 127.0.0.1; CERTIFICATE is a file with its key, None: no TLS."""

    def __init__(self, certificate, stripe=None):
        self.stripe = stripe or Stripe()
        self.server = _Server(("127.0.0.1", 0), _Handler)
        self.server.stripe = self.stripe
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.base = f"http{'s' if certificate else ''}://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def close(self):
        for fault in self.stripe.faults:
            fault.release.set()
        self.server.shutdown()
        self.server.server_close()
