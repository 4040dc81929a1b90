"""A stage for the whole path: paletti with a home, a paletti.conf and records of its own, and peers on this machine that keep
a ledger of what they really took. What paletti says became of its letters and refunds is compared with it.

A home is made once, with everything confirmed, and copied for each act; the peers are new for each act. The clock stands at
NOW, in the middle of a working day.
"""
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from certificates import Authority
from find import ImapServer
from smtp_server import SmtpServer
from stripe_fake import Service

HERE = os.path.dirname(os.path.abspath(__file__))
NOW = '2026-11-16T10:15:00+01:00'
NOW_SECONDS = 1794820500
MAIL_SECRET, STRIPE_KEY = 'canary-8842-heron', 'rk_test_51CanaryStageCanary8842'
CONF = '''\
[mail]
way = {way}
from = nora@paletti.example
from_name = Nora \u00d1and\u00fa
{mail}

{sent}
[stripe]
base = {stripe}
ca = {ca}
seconds = {seconds}
secret_command = ["cat", "{vault}/stripe"]
'''
SMTP = '''host = localhost
port = {port}
security = {security}
user = nora
secret_command = ["cat", "{vault}/mail"]
ca = {ca}
seconds = {seconds}
end_seconds = {seconds}'''
SENT = '''[sent]
host = localhost
port = {port}
user = nora
secret_command = ["cat", "{vault}/mail"]
ca = {ca}
seconds = {seconds}
'''


def write(path, text):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w') as f:
        f.write(text)


class SentMail(ImapServer):
    """The provider's folder of sent mail: what the mail server took lies in it, as with those who keep it themselves."""

    def __init__(self, certificate, mail, **more):
        super().__init__(certificate, **more)
        self.mail = mail

    def has(self, rest):
        return any(name in rest for name in self.mail.taken())


class Ledger(SmtpServer):
    def taken(self):
        """Message-IDs, each as often as it was taken."""
        return [re.search(r'^Message-ID: <(.*)>\r$', text, re.M | re.I).group(1) for _, _, text in self.took]


class Box:
    """A program in the place of sendmail, with what it took: a file is there whole, or not."""
    PROGRAM = '''#!/bin/sh
cat > %(box)s/$$.coming
echo "$2" > %(box)s/$$.for
mv %(box)s/$$.coming %(box)s/$$.taken
'''

    def __init__(self, folder):
        self.folder, self.fault = folder, {}
        os.makedirs(folder)
        self.program = folder + '/takes'
        write(self.program, self.PROGRAM % {'box': folder})
        os.chmod(self.program, 0o700)

    @property
    def keys(self):
        return 'command = ["%s"]' % self.program

    def settle(self):
        while any(name.endswith('.coming') and os.path.exists('/proc/' + name[:-7]) for name in os.listdir(self.folder)):
            time.sleep(0.01)

    @property
    def took(self):
        found = []
        for name in filter(lambda name: name.endswith('.taken'), os.listdir(self.folder)):
            with open(os.path.join(self.folder, name), newline='') as f, open(os.path.join(self.folder, name[:-5] + 'for')) as rcpt:
                found.append((None, ['RCPT TO:<%s>' % rcpt.read().strip()], f.read().replace('\n', '\r\n')))
        return found

    def taken(self):
        return [re.search(r'^Message-ID: <(.*)>\r$', text, re.M | re.I).group(1) for _, _, text in self.took]

    def close(self):
        pass


class Stage:
    """PROGRAM is paletti, in its build folder."""

    def __init__(self, program, folder):
        self.program, self.folder = os.path.abspath(program), folder
        self.authority, self.stranger = Authority(folder, 'trusted'), Authority(folder, 'stranger')
        self.certificate = self.authority.sign('good', 'DNS:localhost,IP:127.0.0.1')
        self.vault = os.path.join(folder, 'vault')
        write(os.path.join(self.vault, 'mail'), MAIL_SECRET + '\n')
        write(os.path.join(self.vault, 'stripe'), STRIPE_KEY + '\n')
        self.courier = os.path.join(os.path.dirname(self.program), 'courier', 'paletti-courier')
        self.count = itertools.count(1)
        self.spied = self.beside()

    def beside(self):
        """paletti again, with between.py where it looks for its courier."""
        folder = os.path.join(self.folder, 'bin')
        os.mkdir(folder)
        shutil.copy2(self.program, folder)
        with open(os.path.join(HERE, 'between.py')) as f:
            write(os.path.join(folder, 'paletti-courier'), '#!%s -IS\n%s' % (sys.executable, f.read()))
        os.chmod(os.path.join(folder, 'paletti-courier'), 0o700)
        return os.path.join(folder, 'paletti')

    def home(self, like=None):
        path = os.path.join(self.folder, 'home-%d' % next(self.count))
        if like:
            shutil.copytree(like.path, path, symlinks=True)
        else:
            os.mkdir(path, 0o700)
        return Home(self, path)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Failed(Exception):
    pass


class Home:
    def __init__(self, stage, path):
        self.stage, self.path = stage, path
        self.mail = self.sent = self.stripe = None

    # --- peers ---

    def begin(self, way='smtp', implicit=True, sent=True, seconds=20, service=None, mail=None, vault=None, **more):
        """New peers, and a paletti.conf that names them."""
        stage = self.stage
        self.mail = mail or Ledger(more.pop('certificate', stage.certificate), implicit=implicit, secret=MAIL_SECRET, **more)
        self.sent = SentMail(stage.certificate, self.mail, secret=MAIL_SECRET) if sent else None
        self.service = service or Service(stage.certificate)
        if not service:
            self.stripe = self.service.stripe
            self.stripe.add_key(STRIPE_KEY)
            self.stripe.moved = NOW_SECONDS - int(time.time())
        self.configuration = way, implicit, seconds
        self.configure(vault)
        return self

    def configure(self, vault=None, patient=False):
        """VAULT: where the secrets lie. PATIENT: whatever was said of seconds."""
        way, implicit, seconds = self.configuration
        seconds = 20 if patient else seconds
        common = {'ca': self.stage.authority.file, 'vault': vault or self.stage.vault, 'seconds': seconds}
        mail_keys = SMTP.format(port=self.mail.port, security='tls' if implicit else 'starttls', **common) if way == 'smtp' else self.mail.keys
        write(self.path + '/.config/paletti/paletti.conf', CONF.format(
            way=way, mail=mail_keys,
            sent=SENT.format(port=self.sent.port, **common) if self.sent else '', stripe=self.service.base, **common))

    def close(self):
        self.mail.close()
        if self.sent:
            self.sent.close()
        self.service.close()

    def end(self):
        self.close()
        shutil.rmtree(self.path)

    def pay(self, name, email, cents):
        """EMAIL paid so much; NAME is the payment's id there."""
        customer = self.stripe.add_customer(email)
        intent = self.stripe.add_payment(cents, 'eur', customer['id'])
        del self.stripe.intents[intent['id']]
        self.stripe.charges[intent['latest_charge']]['payment_intent'] = intent['id'] = name
        self.stripe.intents[name] = intent

    # --- paletti ---

    @property
    def env(self):
        more = {k: v for k, v in os.environ.items() if k.endswith('SAN_OPTIONS')}
        return {'HOME': self.path, 'PATH': '/usr/bin:/bin', 'TZ': 'Europe/Madrid', 'LC_ALL': 'C.UTF-8', 'TMPDIR': self.path + '/tmp', **more}

    def words(self, *words, program=None, now=NOW):
        os.makedirs(self.path + '/tmp', mode=0o700, exist_ok=True)
        return [program or self.stage.program, '--now', now, *words]

    def run(self, *words, fine=(0,), **more):
        done = subprocess.run(self.words(*words, **more), env=self.env, capture_output=True, text=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        if fine is not None and done.returncode not in fine:
            raise Failed('%s: exit %d: %s%s' % (' '.join(words), done.returncode, done.stdout[-2000:], done.stderr[-2000:]))
        return done

    def start(self, *words, before=(), env=(), **more):
        """In a session of its own, so that all of it can be killed. BEFORE: words of a program that runs it."""
        return subprocess.Popen([*before, *self.words(*words, **more)], env={**self.env, **dict(env)}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, start_new_session=True)

    def ask(self, *words, **more):
        return json.loads(self.run(*words, '--json', **more).stdout)

    def bring(self, records):
        path = self.path + '/records.jsonl'
        write(path, ''.join(json.dumps(r, ensure_ascii=False) + '\n' for r in records))
        self.run('import', '--format', 'jsonl', path)
        os.unlink(path)

    def records(self, kind):
        lines = self.run('export', '--format', 'jsonl').stdout.splitlines()
        return [r for r in map(json.loads, lines) if r['type'] == kind]

    # --- what a person does ---

    def confirm_refund(self, name):
        self.run('refund', name, 'plan')
        self.run('refund', name, 'confirm', '--name', name)

    def confirm_letter(self, name, **more):
        self.run('outbox', 'confirm', 'letter-' + name, '--name', name, **more)

    def line(self, ref, **more):
        """Of the outbox: what it says of this dispatch."""
        return next(line for line in self.ask('outbox', '--all', **more) if line['ref'] == ref)

    def say(self, ref, done):
        self.run('outbox', 'said', ref, 'done' if done else 'not-sent')

    def release(self, **more):
        done = self.run('outbox', '--release', fine=None, **more)
        self.check_told(done.stdout + done.stderr)
        return done

    # --- secrets ---

    def check_kept(self):
        """No secret in any file of the home."""
        for folder, _, names in os.walk(self.path):
            for name in names:
                with open(os.path.join(folder, name), 'rb') as f:
                    data = f.read()
                if any(secret.encode() in data for secret in (MAIL_SECRET, STRIPE_KEY)):
                    raise Failed('a secret lies in ' + os.path.join(folder, name))

    def check_shown(self, session):
        """None in the arguments or the environment of any process of SESSION; how many were looked at."""
        n = 0
        for pid in filter(str.isdigit, os.listdir('/proc')):
            try:
                if os.getsid(int(pid)) != session:
                    continue
                for what in ('cmdline', 'environ'):
                    with open('/proc/%s/%s' % (pid, what), 'rb') as f:
                        data = f.read()
                    if any(secret.encode() in data for secret in (MAIL_SECRET, STRIPE_KEY)):
                        raise Failed('a secret stands in the %s of a process' % what)
                n += 1
            except OSError:  # it has ended, or lets nobody look
                pass
        return n

    # --- being killed ---

    def kill_courier(self, process):
        with open('/proc/%d/task/%d/children' % (process.pid, process.pid)) as f:
            for pid in f.read().split():
                os.kill(int(pid), signal.SIGKILL)

    def plan(self, **plan):
        """Of between.py."""
        write(self.path + '/plan.json', json.dumps({'courier': self.stage.courier, **plan}))

    @property
    def fired(self):
        return os.path.exists(self.path + '/fired')

    @property
    def moments(self):
        """What paletti heard of."""
        try:
            with open(self.path + '/moments') as f:
                return f.read().split()
        except FileNotFoundError:
            return []

    def end_of(self, process):
        """Its output; neither of the two says a secret."""
        out, err = process.communicate(timeout=120)
        self.check_told(out + err)
        return out, err

    def check_told(self, text):
        for secret in (MAIL_SECRET, STRIPE_KEY):
            if secret in text:
                raise Failed('a secret was told: ' + text[:2000])
        if 'Sanitizer' in text or 'runtime error' in text:
            raise Failed(text[:4000])
