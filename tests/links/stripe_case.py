"""What the tests of the courier's jobs for Stripe share: the courier, a service with its certificates, and jobs."""
import json
import os
import subprocess
import tempfile
import unittest
import uuid

from certificates import Authority
from stripe_fake import Service

COURIER = os.environ["COURIER"]
KEY = "rk_test_51CanaryCanaryCanary4242"
LIVE_KEY = "rk_live_51CanaryCanaryCanary9999"
HOURS_23 = 23 * 3600


class Answer:
    def __init__(self, code, out, err):
        self.code, self.err, self.text = code, err, out
        self.events = [json.loads(line) for line in out.splitlines()]

    def all(self, kind):
        return [e for e in self.events if e["event"] == kind]

    def one(self, kind):
        found = self.all(kind)
        assert len(found) == 1, (kind, self.events, self.err)
        return found[0]


class StripeCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="paletti-links-")
        cls.authority = Authority(cls.folder.name, "ca")
        cls.certificate = cls.authority.sign("server", "DNS:localhost,IP:127.0.0.1")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        self.service = Service(self.certificate)
        self.stripe = self.service.stripe
        for key, live in ((KEY, False), (LIVE_KEY, True)):
            self.stripe.add_key(key, live)

    def tearDown(self):
        self.service.close()
        self.assertEqual(self.stripe.complaints, [])

    # --- the courier ---

    def secret(self, key):
        """A command that prints KEY, which itself stands in nobody's arguments."""
        path = os.path.join(self.folder.name, "key-" + uuid.uuid4().hex)
        with open(path, "w") as f:
            f.write(key + "\n")
        return ["cat", path]

    def job(self, job, key=KEY, **more):
        service = {"base": self.service.base, "ca": self.authority.file, "secret_command": self.secret(key), "seconds": 5}
        service.update(more.pop("stripe", {}))
        return {"job": job, "id": "j1", "stripe": {k: v for k, v in service.items() if v is not None}, **more}

    def start(self, job):
        process = subprocess.Popen([COURIER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"})
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.close()
        process.stdin = None
        return process

    def end(self, process):
        out, err = process.communicate(timeout=60)
        for key in (KEY, LIVE_KEY):
            self.assertNotIn(key, out + err)
        return Answer(process.returncode, out, err)

    def run_job(self, job):
        return self.end(self.start(job))

    def fails(self, job, *words):
        answer = self.run_job(job)
        self.assertEqual(answer.code, 1)
        why = answer.one("failed")["why"]
        for word in words:
            self.assertIn(word, why)
        return why

    # --- refunds ---

    def prepare(self, payment, amount, currency="EUR", intent=None, **more):
        """A refund's job as it is stored before anything is sent."""
        job = {"job": "refund", "id": "j1", "payment": payment, "amount": {"amount": amount, "currency": currency},
               "intent": intent or str(uuid.uuid4()), **more}
        made = self.run_job({**job, "prepare": True}).one("prepared")
        return {**job, "body": made["body"], "version": made["version"]}

    def refund(self, prepared, within=HOURS_23, live=False, key=KEY, stripe=None):
        return self.job("refund", key, stripe=stripe or {}, **{k: v for k, v in prepared.items() if k not in ("job", "id")},
                        live=live, within=within)

    def outcome(self, prepared, **more):
        answer = self.run_job(self.refund(prepared, **more))
        self.assertEqual(answer.code, 0, answer.text + answer.err)
        return answer.one("refund")

    def posts(self):
        return [r for r in self.stripe.requests if r[0] == "POST"]
