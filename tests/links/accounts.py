"""`paletti courier check` against servers on loopback: what works is told as working, what does not with what to do, and the
secrets of paletti.conf stand nowhere: in no argument, environment, answer, log or file of paletti's.

  accounts.py PALETTI
"""
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from find import Dovecot, ImapServer
from mail import Bench, SECRET, fail
from stripe_fake import Service

KEY = 'rk_test_51CanaryCanaryCanary4242'
LIVE = 'rk_live_51CanaryCanaryCanary9999'
WORDS = [SECRET, 'noise-7731', 'CanaryCanary']


class Watch:
    """Looks into the arguments and the environment of every process while something runs."""

    def __enter__(self):
        self.seen, self.over = [], threading.Event()
        self.thread = threading.Thread(target=self.look)
        self.thread.start()
        return self

    def look(self):
        while not self.over.wait(0.005):
            for path in glob.glob('/proc/[0-9]*/cmdline') + glob.glob('/proc/[0-9]*/environ'):
                try:
                    with open(path, 'rb') as f:
                        text = f.read()
                except OSError:
                    continue
                self.seen += [path for word in WORDS if word.encode() in text]

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


class Home:
    def __init__(self, paletti, bench):
        self.paletti, self.bench, self.folder = paletti, bench, os.path.join(bench.folder, 'home')
        self.config = os.path.join(self.folder, 'config', 'paletti')
        os.makedirs(self.config, 0o700)
        self.environment = {'PATH': os.environ['PATH'], 'HOME': self.folder, 'LC_ALL': 'C.UTF-8', 'TZ': 'Europe/Madrid',
                            'XDG_CONFIG_HOME': os.path.join(self.folder, 'config'),
                            'XDG_DATA_HOME': os.path.join(self.folder, 'data')}
        self.run('add', 'client', 'name=Ada Quill')

    def run(self, *words):
        return subprocess.run([self.paletti, *words], capture_output=True, text=True, env=self.environment, timeout=60)

    def write(self, text, mode=0o600):
        path = os.path.join(self.config, 'paletti.conf')
        with open(path, 'w') as f:
            f.write(text)
        os.chmod(path, mode)

    def command(self, secret):
        """Prints SECRET, and complains of it, as a careless program does."""
        path = os.path.join(self.bench.folder, 'secret-%d' % abs(hash(secret)))
        with open(path, 'w') as f:
            f.write('#!/bin/sh\ncat <<E\n%s\nE\necho %s >&2\n' % (secret, WORDS[1]))
        os.chmod(path, 0o700)
        return json.dumps([path])

    def look_for_secrets(self, name, *texts):
        for word in WORDS:
            if any(word in text for text in texts):
                fail(name, '%s was told' % word)
            for folder, _, files in os.walk(self.folder):
                for file in files:
                    with open(os.path.join(folder, file), 'rb') as f:
                        if word.encode() in f.read():
                            fail(name, '%s stands in %s' % (word, os.path.join(folder, file)))

    def check(self, name, text, **wanted):
        """WANTED: by account, or account_what, its result and words that the line or its hint has."""
        self.write(text)
        with Watch() as watch:
            answer = self.run('courier', 'check', '--json')
        people = self.run('courier', 'check')
        if watch.seen:
            fail(name, 'a secret stands in %s' % watch.seen[:3])
        self.look_for_secrets(name, answer.stdout, answer.stderr, people.stdout, people.stderr)
        if not answer.stdout:
            fail(name, answer.stderr)
            return {}
        told = json.loads(answer.stdout)
        lines = {'_'.join(filter(None, (c['account'], c['what']))): c for c in told['checks']}
        for which, (result, *words) in wanted.items():
            line = lines.get(which)
            said = '%s; %s' % (line['note'], line['hint']) if line else ''
            if not line or line['result'] != result:
                fail(name, '%s is not %s: %s' % (which, result, line or lines))
            for word in words:
                if word not in said:
                    fail(name, '%s does not say "%s": %s' % (which, word, said))
        broken = any(c['result'] == 'broken' for c in told['checks'])
        if (answer.returncode, people.returncode, told['works']) != (broken, broken, not broken):
            fail(name, 'it ended with %d, %d: %s' % (answer.returncode, people.returncode, told))
        if broken != ('DOES NOT WORK' in people.stdout):
            fail(name, 'people are told otherwise: %s' % people.stdout)
        return lines


def mail(home, server, secret=SECRET, **changes):
    lines = {'way': 'smtp', 'from': 'nora@paletti.example', 'host': 'localhost', 'port': server.port,
             'security': 'tls' if server.implicit else 'starttls', 'user': 'nora', 'secret_command': home.command(secret),
             'ca': home.bench.trusted.file, 'seconds': 2}
    lines.update(changes)
    return '[mail]\n' + ''.join('%s = %s\n' % item for item in lines.items() if item[1] is not None)


def sent(home, server, secret=SECRET, **changes):
    lines = {'host': 'localhost', 'port': server.port, 'user': 'nora', 'secret_command': home.command(secret),
             'ca': home.bench.trusted.file, 'seconds': 2}
    lines.update(changes)
    return '[sent]\n' + ''.join('%s = %s\n' % item for item in lines.items())


def stripe(home, service, key=KEY):
    return '[stripe]\nbase = %s\nca = %s\nsecret_command = %s\nseconds = 5\n' % (
        service.base, home.certificates, home.command(key))


def check_mail(home, bench):
    for implicit in (True, False):
        server = bench.server(implicit=implicit)
        home.check('smtp', mail(home, server), mail=('ok', 'localhost takes letters from nora@paletti.example', 'as nora'),
                   sent=('absent', '[sent]'), file=('ok', 'paletti.conf'), stripe=('absent', 'by hand'))
        home.check('another secret', mail(home, server, secret='other'), mail=('broken', 'refused the login', 'app password'))
        home.check('a certificate of nobody', mail(home, server, ca=None),
                   mail=('broken', 'its certificate is not trusted', 'names the file'))
        server.fault = {'greet': '554 go away'}
        home.check('turned away', mail(home, server), mail=('broken', 'go away'))
        server.fault = {'auth': '550 5.7.30 Basic authentication is not supported for Client Submission'}
        home.check('no password is taken', mail(home, server), mail=('broken', '5.7.30', 'xoauth2'))
        server.fault = {}
        server.settle()
        if server.took:
            fail('courier check', 'it sent something: %s' % server.took)
        server.close()
        home.check('nobody there', mail(home, server), mail=('broken', 'cannot be reached', 'host and port'))
    home.check('no such secret', mail(home, server, secret_command='["/nonexistent/pass", "show"]'),
               mail=('broken', '/nonexistent/pass'))
    home.check('a failing secret', mail(home, server, secret_command='["false"]'), mail=('broken', 'false', 'by hand'))


def check_programs(home):
    home.check('a command', '[mail]\nway = command\ncommand = ["cat", "-"]\nfrom = nora@paletti.example\n',
               mail=('ok', 'cat takes the letters'))
    home.check('no such command', '[mail]\nway = command\ncommand = ["/nonexistent/msmtp"]\nfrom = nora@paletti.example\n',
               mail=('broken', '/nonexistent/msmtp', 'install it'))
    home.check('the clipboard', '[mail]\nway = clipboard\n[clipboard]\ncommand = ["no-such-copier"]\n', mail=('ok', 'by hand'),
               clipboard=('broken', 'no-such-copier'))
    home.check('the terminal copies', '[mail]\nway = clipboard\n', clipboard=('absent', 'wl-copy'))


def check_sent(home, bench):
    server = ImapServer(bench.trusted.sign('good', bench.names), secret=SECRET)
    home.check('sent mail', sent(home, server), sent=('ok', 'localhost lets nora look'))
    server.fault = {'login': 'TAG NO [AUTHENTICATIONFAILED] wrong\r\n'}
    home.check('sent mail, no login', sent(home, server), sent=('broken', 'refused the login'))
    server.fault = {'examine': 'TAG NO no such mailbox\r\n'}
    home.check('sent mail, no folder', sent(home, server, folder='Sent'), sent=('broken', 'no such mailbox', 'folder ='))
    server.close()
    if shutil.which('dovecot'):
        dovecot = Dovecot(bench)
        try:
            if not dovecot.wait():
                fail('dovecot', 'it did not start')
            home.check('dovecot', sent(home, dovecot, seconds=10), sent=('ok',))
            home.check('dovecot, another secret', sent(home, dovecot, secret='other', seconds=10),
                       sent=('broken', 'refused the login'))
        finally:
            dovecot.close()


def check_stripe(home, bench):
    service = Service(bench.trusted.sign('stripe', bench.names))
    home.certificates = bench.trusted.file
    service.stripe.add_key(KEY)
    service.stripe.add_key(LIVE, True)
    parts = {'stripe_' + what: ('ok',) for what in ('balance', 'customers', 'payments', 'charges', 'refunds')}
    home.check('Stripe', stripe(home, service), stripe_key=('ok', 'TEST'), stripe_refunds_write=('unseen',), **parts)
    home.check('Stripe, live', stripe(home, service, LIVE), stripe_key=('ok', 'LIVE: real money'), **parts)
    home.check('Stripe, an unknown key', stripe(home, service, KEY[:-1] + '1'), stripe_key=('broken', 'new restricted key'))
    home.check('Stripe, no key', stripe(home, service, 'pk_live_CanaryCanaryCanary'), stripe=('broken', 'publishable'))
    narrow = KEY[:-4] + '7777'
    service.stripe.add_key(narrow, False, permissions=('customer_read',))
    home.check('Stripe, few permissions', stripe(home, service, narrow), stripe_customers=('ok',),
               stripe_charges=('broken', 'permission in Stripe'))
    if [r for r in service.stripe.requests if r[0] != 'GET']:
        fail('Stripe', 'something was changed: %s' % service.stripe.requests)
    service.close()
    home.check('Stripe, nobody there', stripe(home, service), stripe_balance=('broken', 'did not answer'))


def check_mistakes(home):
    """Of a file with a mistake nothing is tried, and what stands there is not repeated."""
    for text, word in (('[mail]\npassword = %s\n' % SECRET, 'line 2: password: no secret stands in this file'),
                       ('[stripe]\nsecret_command = ["echo", "%s"]\n' % LIVE, 'everybody on this machine'),
                       ('[mail]\n%s\n' % SECRET, 'KEY = VALUE')):
        home.write(text)
        answer = home.run('courier', 'check')
        if answer.returncode != 1 or word not in answer.stderr or any(w in answer.stdout + answer.stderr for w in WORDS):
            fail('a mistake', '%d: %s' % (answer.returncode, answer.stderr))
    home.write('[mail]\nway = none\n', 0o662)
    answer = home.run('courier', 'check')
    if answer.returncode != 1 or 'chmod go-w' not in answer.stderr:
        fail('others may write', answer.stderr)


def main():
    folder = tempfile.mkdtemp(prefix='paletti-accounts-')
    try:
        bench = Bench(None, folder)
        home = Home(os.path.abspath(sys.argv[1]), bench)
        check_mail(home, bench)
        check_programs(home)
        check_sent(home, bench)
        check_stripe(home, bench)
        check_mistakes(home)
    finally:
        shutil.rmtree(folder)
    print('%d failed' % fail.count if fail.count else 'all told as it is, and no secret')
    return 1 if fail.count else 0


if __name__ == '__main__':
    sys.exit(main())
