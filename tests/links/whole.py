"""The whole path: letters and refunds that a person confirmed, let go by `paletti outbox --release`, while peers drop, stall,
refuse, lie and repeat themselves, and while paletti or its courier is killed at each step; then both are started again.
At the end the ledgers of the peers are what paletti wrote down: never two letters or refunds for one confirmed dispatch,
none lost silently, and what is unknown is shown as unknown.

  PALETTI=build/src/paletti whole.py [--runs N] [--seed N] [TEST ...]

N runs of each step (200 in the long form, 0 for the short form of the tests: a few steps as the seed picks them).
"""
import argparse
import collections
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from stage import Box, MAIL_SECRET, NOW_SECONDS, STRIPE_KEY, Stage
from stripe_fake import Service

SHORT = 0
OPTIONS = argparse.Namespace(runs=SHORT, seed=1)
# What the courier tells of a letter on its way, in order.
MOMENTS = ('start', 'composed', 'confined', 'step:prepare', 'step:connect', 'step:from', 'step:to', 'step:data', 'step:body', 'step:end',
           'outcome', 'done', 'end')


LATER = '2026-11-16T10:25:00+01:00'


# What the mail server does, and what may be told of the letter then.
SMTP_FAULTS = [
    ({'greet': '554 go away'}, 'rejected'), ({'greet': '421 later'}, 'confirmed'), ({'greet': 'drop'}, 'confirmed'), ({'greet': 'stall'}, 'confirmed'),
    ({'auth': '535 5.7.8 no'}, 'rejected'), ({'auth': 'drop'}, 'confirmed'), ({'mail': '451 4.3.0 not now'}, 'confirmed'),
    ({'rcpt': '550 5.1.1 never'}, 'rejected'), ({'rcpt': 'drop'}, 'confirmed'), ({'data': '451 4.3.0 not now'}, 'confirmed'),
    ({'rcpt': '250 ok|354 hurry|250 2.0.0 queued as LIE'}, 'confirmed'), ({'body': 'drop'}, 'confirmed unknown'),
    ({'end': '554 5.7.1 spam'}, 'rejected'), ({'end': '451 4.3.0 not now'}, 'confirmed'), ({'end': 'drop'}, 'unknown'),
    ({'end': 'stall'}, 'unknown'), ({'end': 'garbage'}, 'unknown'), ({'end': 'take+drop'}, 'unknown done'), ({'end': 'take+stall'}, 'unknown done'),
    ({'end': 'take+garbage'}, 'unknown done'), ({'quit': 'drop'}, 'done'), ({'quit': 'stall'}, 'done'),
]


def client(ref):
    return {'type': 'client', 'ref': ref, 'name': ref.capitalize() + ' Inventada', 'short': ref, 'language': 'en',
            'emails': [ref + '@casa.example']}


def letter(ref):
    return {'type': 'draft', 'ref': 'letter-' + ref, 'client': ref, 'channel': 'email', 'to': ref + '@casa.example',
            'subject': 'What is left to do', 'text': 'Hello,\n\nthe files are in the folder we share.\n\nNora\n',
            'made': '2026-11-13T10:00:00Z'}


def euros(amount):
    return {'amount': amount, 'currency': 'EUR'}


def bought(ref, payment):
    """Ten sessions for 100.00 by Stripe, seven of them used: 30.00 go back."""
    return [{'type': 'package', 'ref': 'package-' + ref, 'client': ref, 'unit': 'session', 'quantity': '10', 'price': euros('100.00'),
             'bought_on': '2026-09-01', 'payments': ['paid-' + ref]},
            {'type': 'payment', 'ref': 'paid-' + ref, 'client': ref, 'amount': euros('100.00'), 'on': '2026-09-01', 'method': 'stripe',
             'external_id': payment},
            *({'type': 'use', 'ref': 'use-%s-%d' % (ref, i), 'package': 'package-' + ref, 'on': '2026-09-%02d' % (i + 2)}
              for i in range(7))]


class Whole(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.stage = Stage(os.environ['PALETTI'], tempfile.mkdtemp(prefix='paletti-whole-'))
        cls.draw = random.Random(OPTIONS.seed)

    @classmethod
    def tearDownClass(cls):
        cls.stage.close()

    # --- what is to be let go ---

    @classmethod
    def letters(cls, *refs):
        """A home in which a letter to each of these is confirmed."""
        home = cls.stage.home().begin()
        home.bring([client(ref) for ref in refs] + [letter(ref) for ref in refs])
        for ref in refs:
            home.confirm_letter(ref)
        home.mail.close()
        return home

    def each(self, do, cases, short):
        """All of them as often as --runs says, or a few."""
        if OPTIONS.runs:
            cases = [case for case in cases for _ in range(OPTIONS.runs)]
        else:
            cases = self.draw.sample(cases, min(short, len(cases)))

        def one(case):
            try:
                do(*case)
            except Exception as fault:  # all of them are told
                return '%s: %s' % (case, fault)
        with ThreadPoolExecutor(2) as pool:
            faults = [fault for fault in pool.map(one, cases) if fault]
        self.assertEqual(len(faults), 0, '%d of %d\n%s' % (len(faults), len(cases), '\n'.join(faults[:20])))

    # --- the ledgers against the records ---

    def compare(self, home, settled=False):
        """SETTLED: nothing is on its way any more."""
        home.mail.settle()
        taken = collections.Counter(home.mail.taken())
        known = {}
        for dispatch in home.records('dispatch'):
            if dispatch['kind'] != 'letter':
                continue
            name, state = dispatch['ref'] + '@paletti.example', dispatch['state']
            known[name], n = dispatch, taken[name]
            self.assertLessEqual(n, 1, 'the same letter went %d times' % n)
            if state == 'done':
                self.assertEqual(n, 1, 'told as sent, and lost')
            elif state in ('confirmed', 'cancelled', 'rejected'):
                self.assertEqual(n, 0, 'told as %s, and it went' % state)
            if settled:
                self.assertNotEqual(state, 'sending')
        self.assertEqual(set(taken) - set(known), set(), 'something went that is not in the records')
        for _, rcpt, text in home.mail.took:
            dispatch = next(d for n, d in known.items() if n in text)
            self.assertEqual(hashlib.sha256(text.encode()).hexdigest(), dispatch['sha256'], 'other bytes than those confirmed')
            self.assertEqual(rcpt, ['RCPT TO:<%s>' % dispatch['recipient']])
        self.assertEqual(home.run('check').returncode, 0)
        return list(known.values())


class Acts:
    """What is killed alike, whatever it is that leaves. Of whoever has `act`, `compare` and `finish`."""

    def test_killed_at_any_moment(self):
        home = self.act()
        begun = time.monotonic()
        home.release()
        took = time.monotonic() - begun
        home.end()

        def one(fraction, sent, number):
            home = self.act(sent=sent)
            process = home.start('outbox', '--release')
            time.sleep(fraction * took)
            if number:  # as a person who does not want to wait
                process.send_signal(number)
            else:
                os.killpg(process.pid, signal.SIGKILL)
            home.end_of(process)
            self.compare(home)
            self.finish(home, 'ended after %.3f of it' % fraction)
        self.each(one, [(self.draw.random() * 1.1, i % 3 > 0, (0, signal.SIGINT, 0, signal.SIGTERM)[i % 4]) for i in range(100)],
                  short=8)

    # --- at each commit ---

    def at_call(self, call, n, sent):
        """paletti alone is killed as it begins its Nth CALL; its courier, if there is one, goes on. False: it has no Nth."""
        home = self.act(sent=sent)
        strace = ['strace', '-qq', '-o', '/dev/null', '-e', 'trace=' + call, '-e', 'inject=%s:signal=KILL:when=%d' % (call, n)]
        process = home.start('outbox', '--release', before=strace, env={'ASAN_OPTIONS': 'detect_leaks=0'})  # it traces by itself
        home.end_of(process)
        killed = process.returncode != 0
        self.compare(home)
        self.finish(home, 'killed at %s %d' % (call, n))
        return killed

    def test_killed_at_each_commit(self):
        if not shutil.which('strace'):
            self.skipTest('strace is not installed')
        calls = ('pwrite64', 'fdatasync')
        if not OPTIONS.runs:
            self.each(self.at_call, [('pwrite64', n, n % 2 > 0) for n in range(1, 60)], short=5)
            self.each(self.at_call, [('fdatasync', n, n % 2 > 0) for n in range(1, 5)], short=2)
            return
        for call in calls:
            n = 1
            while self.at_call(call, n, n % 2 > 0):
                n += 1
            print('%d times %s' % (n - 1, call))

    def test_four_at_once(self):
        home = self.act()
        for process in [home.start('outbox', '--release') for _ in range(4)]:
            home.end_of(process)
        self.compare(home)
        self.finish(home, 'four at once')


class Letters(Acts, Whole):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.drafted = cls.letters()
        cls.drafted.bring([client('lia'), letter('lia')])
        cls.one = cls.letters('lia')
        cls.by_program = cls.stage.home()
        cls.by_program.begin(mail=Box(cls.stage.folder + '/box'), sent=False, way='command')
        cls.by_program.bring([client('lia'), letter('lia')])
        cls.by_program.confirm_letter('lia')

    def act(self, **peers):
        return self.stage.home(self.one).begin(**peers)

    def go_on(self, home, now=LATER):
        """Both are started again, with peers that behave, until nothing changes."""
        home.mail.fault = {}
        home.configure(patient=True)
        for _ in range(3):
            home.release(now=now)
            [dispatch] = self.compare(home, settled=True)
        return dispatch

    def finish(self, home, name, wanted=None):
        """What became of it in the end; whoever knows nothing asks."""
        dispatch = self.go_on(home)
        taken = len(home.mail.taken())
        if wanted:
            self.assertIn(dispatch['state'], wanted.split(), name)
        if dispatch['state'] == 'unknown':
            self.assertEqual(home.line(dispatch['ref'])['wait'], 'asks', name)
            self.assertFalse(home.sent and taken, 'it lies among sent mail, and was not found: ' + name)
            self.person_says(home, dispatch, taken)
        else:
            self.assertIn(dispatch['state'], ('done', 'rejected'), name)
        home.end()

    def person_says(self, home, dispatch, taken):
        """It went, or it did not; then the letter waits again, and is another one once it is confirmed."""
        home.say(dispatch['ref'], bool(taken))
        if not taken:
            self.compare(home)
            home.confirm_letter('lia', now=LATER)
            home.release(now=LATER)
        self.assertEqual(len(home.mail.taken()), 1)

    def killed(self, at, when, who, sent):
        name = 'killed %s %s, %s, %s' % (when, at, who, 'sent mail' if sent else 'no sent mail')
        home = self.act(sent=sent)
        home.plan(job='send', at=at, when=when, who=who)
        home.end_of(home.start('outbox', '--release', program=self.stage.spied))
        self.assertTrue(home.fired, name + ': it was not killed')
        [dispatch] = self.compare(home)
        if who == 'courier' and 'step:end' not in home.moments:
            self.assertEqual((dispatch['state'], len(home.mail.taken())), ('confirmed', 0), name)
        self.finish(home, name)

    def test_killed_at_each_moment(self):
        every = [(at, when, who, sent) for at in MOMENTS for when in ('before', 'after') for who in ('paletti', 'courier', 'both')
                 for sent in (True, False)]
        self.each(self.killed, every, short=10)

    # --- peers ---

    def faulty(self, fault, states, sent):
        """What came of it at once, whatever the server did; and in the end, with one that behaves."""
        home = self.act(seconds=1, sent=sent)
        home.mail.fault = fault
        home.release()
        [dispatch] = self.compare(home, settled=True)
        self.assertIn(dispatch['state'], states.split(), fault)
        self.finish(home, str(fault))

    def test_peers(self):
        self.each(self.faulty, [(fault, states, i % 2 > 0) for i, (fault, states) in enumerate(SMTP_FAULTS)], short=10)

    def late(self, sent):
        """paletti is killed while the server thinks; the courier goes on alone, and the letter is taken after all is started again."""
        home = self.act(sent=sent, seconds=20)
        home.mail.fault = {'end': 'hold'}
        process = home.start('outbox', '--release')
        self.assertTrue(home.mail.reached.wait(30))
        process.kill()
        process.wait()
        home.mail.fault = {}
        home.release()
        [dispatch] = home.records('dispatch')
        self.assertEqual((dispatch['state'], home.mail.took), ('unknown', []))
        line = home.line(dispatch['ref'])
        self.assertEqual(line['wait'], 'asks')
        self.assertIn('it is not among your sent mail' if sent else 'paletti ended while it was being sent', line['says'])
        home.mail.release.set()
        home.end_of(process)
        self.finish(home, 'taken late')

    def test_taken_late(self):
        self.each(self.late, [(True,), (False,)], short=2)

    def confirming(self, call, n):
        """Killed while it confirms: it is confirmed or not, and leaves once."""
        home = self.stage.home(self.drafted).begin()
        strace = ['strace', '-qq', '-o', '/dev/null', '-e', 'trace=' + call, '-e', 'inject=%s:signal=KILL:when=%d' % (call, n)]
        home.end_of(home.start('outbox', 'confirm', 'letter-lia', '--name', 'lia', before=strace, env={'ASAN_OPTIONS': 'detect_leaks=0'}))
        if not self.compare(home):
            home.confirm_letter('lia')
        [dispatch] = self.compare(home)
        self.assertEqual(dispatch['state'], 'confirmed')
        self.finish(home, 'confirming', 'done')

    def test_killed_while_it_confirms(self):
        if not shutil.which('strace'):
            self.skipTest('strace is not installed')
        self.each(self.confirming, [(call, n) for call, most in (('pwrite64', 40), ('fdatasync', 4)) for n in range(1, most)], short=4)

    def test_nobody_is_trusted_unseen(self):
        stranger = self.stage.stranger.sign('strange', 'DNS:localhost,IP:127.0.0.1')
        elsewhere = self.stage.authority.sign('elsewhere', 'DNS:elsewhere.example')
        for name, more in (('a stranger', {'certificate': stranger}), ('another name', {'certificate': elsewhere}),
                           ('no STARTTLS', {'implicit': False, 'ehlo': ('AUTH PLAIN LOGIN',)})):
            home = self.act(sent=False, **more)
            home.release()
            [dispatch] = self.compare(home, settled=True)
            self.assertIn(dispatch['state'], ('rejected', 'confirmed'), name)
            self.assertTrue(home.line(dispatch['ref'])['says'], name)
            self.assertEqual((home.mail.took, home.mail.logins), ([], []), name)
            self.assertFalse([line for secure, line in home.mail.heard if 'MAIL' in line], name)
            home.end()

    def test_secrets_stay_where_they_are(self):
        home = self.act(seconds=3)
        home.mail.fault = {'end': 'take+stall'}
        process = home.start('outbox', '--release')
        seen = 0
        while process.poll() is None:
            seen = max(seen, home.check_shown(process.pid))
            time.sleep(0.02)
        home.end_of(process)
        self.assertGreaterEqual(seen, 2, 'neither of them was seen')
        home.check_kept()
        self.finish(home, 'secrets')

    def test_not_at_night_nor_after_a_jump_of_the_clock(self):
        home = self.act()
        for now, wait in (('2026-11-16T23:10:00+01:00', 'waits'), ('2026-11-21T11:00:00+01:00', 'waits'),
                          ('2026-12-01T11:00:00+01:00', 'held'), ('2036-12-01T11:00:00+01:00', 'held')):
            home.release(now=now)
            [dispatch] = self.compare(home, settled=True)
            self.assertEqual((dispatch['state'], home.mail.heard), ('confirmed', []), now)
            self.assertEqual(home.line(dispatch['ref'], now=now)['wait'], wait, now)
        self.finish(home, 'by day', 'done')

    def test_a_secret_that_comes_in_the_morning(self):
        home = self.act(vault='/nowhere')
        home.release()
        [dispatch] = self.compare(home)
        self.assertEqual((dispatch['state'], home.mail.logins), ('confirmed', []))
        self.assertIn('cat ended with status 1', home.line(dispatch['ref'])['says'])
        self.finish(home, 'a secret in the morning', 'done')

    def test_a_program_takes_it(self):
        def one(fraction):
            home = self.stage.home(self.by_program)
            home.begin(mail=Box(home.path + '/box'), sent=False, way='command')
            process = home.start('outbox', '--release')
            time.sleep(fraction)
            os.killpg(process.pid, signal.SIGKILL)
            home.end_of(process)
            self.compare(home)
            self.finish(home, 'killed after %.3f' % fraction)
        self.each(one, [(self.draw.random() * 0.2,) for _ in range(100)], short=4)

    def test_a_server_of_others(self):
        try:
            from second import Second
        except SystemExit:
            self.skipTest('aiosmtpd is not installed')
        for implicit in (True, False):
            server = Second(self.stage.certificate, implicit, MAIL_SECRET)
            home = self.act(mail=server, implicit=implicit, sent=False)
            home.release()
            [dispatch] = [d for d in home.records('dispatch')]
            self.assertEqual((dispatch['state'], len(server.took)), ('done', 1), dispatch)
            self.assertIn(dispatch['ref'], server.took[0][2])
            home.end()


# Where a refund is held while somebody is killed: stripe_fake.py. None: nowhere.
HELD = {
    'payment': {'do': 'hold', 'method': 'GET', 'path': '/v1/payment_intents'},
    'list': {'do': 'hold', 'method': 'GET', 'path': '/v1/refunds'},
    'list read': {'do': 'hold', 'method': 'GET', 'path': '/v1/refunds', 'where': 'after'},
    'sent': {'do': 'hold'},
    'carried out': {'do': 'hold', 'where': 'after'},
    'half an answer': {'do': 'half', 'where': 'after'},
}
FAULTS = ({'do': 'lost'}, {'do': 'lost', 'where': 'after'}, {'do': 'garbage', 'where': 'after'}, {'do': 'truncated', 'where': 'after'},
          {'do': 'short', 'where': 'after'}, {'do': 'twice'}, {'do': 'status', 'status': 500}, {'do': 'status', 'status': 500, 'store': True},
          {'do': 'status', 'status': 503, 'where': 'after'}, {'do': 'status', 'status': 500, 'where': 'after', 'store': True},
          {'do': 'status', 'status': 429, 'headers': {'Retry-After': '1'}, 'body': {'error': {'type': 'rate_limit_error', 'message': 'Later.'}}},
          {'do': 'lost', 'method': 'GET'}, {'do': 'status', 'status': 500, 'method': 'GET'}, {'do': 'garbage', 'method': 'GET', 'path': '/v1/refunds'},
          # lies: another sum, somebody else's refund, a list without ours, none left
          {'do': 'lie', 'where': 'after', 'change': lambda refund: refund.update(amount=1)},
          {'do': 'lie', 'where': 'after', 'change': lambda refund: refund.update(metadata={'paletti_intent': 'another'})},
          {'do': 'lie', 'where': 'after', 'method': 'GET', 'path': '/v1/refunds', 'change': lambda page: page.update(data=[])},
          {'do': 'lie', 'where': 'after', 'method': 'GET', 'path': '/v1/payment_intents', 'change': lambda intent: intent.update(amount=1)})
TOLD = ('succeeded', 'pending', 'requires_action', 'failed', 'canceled')


class Refunds(Acts, Whole):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        home = cls.stage.home().begin()
        home.bring([client('rita'), *bought('rita', 'pi_StageRita')])
        home.pay('pi_StageRita', 'rita@casa.example', 10000)
        home.confirm_refund('rita')
        home.close()
        cls.one = home

    def act(self, sent=False):
        home = self.stage.home(self.one).begin(sent=sent)
        home.pay('pi_StageRita', 'rita@casa.example', 10000)
        return home

    def compare(self, home, settled=False):
        [dispatch] = [d for d in home.records('dispatch') if d['kind'] == 'refund']
        refund = next(r for r in home.records('refund') if r.get('intent') == dispatch['ref'])
        made = home.stripe.made_for(dispatch['ref'])
        told = '%s, %s: %s' % (dispatch['state'], refund['state'], made)
        self.assertLessEqual(len(made), 1, 'two refunds for one dispatch')
        if refund['state'] in TOLD:
            self.assertEqual([(r['id'], r['status']) for r in made], [(refund['external_id'], refund['state'])], told)
        elif refund['state'] in ('confirmed', 'refused', 'planned'):
            self.assertEqual(made, [], told)
        if dispatch['state'] in ('done', 'pending'):
            self.assertEqual(len(made), 1, told)
        elif dispatch['state'] in ('confirmed', 'cancelled'):
            self.assertEqual(made, [], told)
        if settled:
            self.assertNotEqual(dispatch['state'], 'sending')
        self.assertEqual(len(home.stripe.ledger), len(made), 'one that is not in the records')
        home.run('check')
        return refund

    def finish(self, home, name, wanted='succeeded', now=LATER, late=False):
        """LATE: what is held gets there only after both were started again."""
        for fault in home.stripe.faults:
            fault.left = 0
        if late:
            home.release(now=now)
        for fault in home.stripe.faults:
            fault.release.set()
        time.sleep(0.05)
        for _ in range(4):
            home.release(now=now)
            home.run('refund', 'rita', 'look', now=now)
            refund = self.compare(home, settled=True)
        self.assertIn(refund['state'], wanted.split(), name)
        self.assertEqual(home.stripe.complaints, [])
        home.end()

    def killed(self, at, who, arrives):
        """ARRIVES: what was on its way: at once, when both are started again, or after that."""
        home = self.act()
        held = home.stripe.add_fault(**HELD[at])
        process = home.start('outbox', '--release')
        self.assertTrue(held.reached.wait(30), 'it never came to ' + at)
        if who == 'courier':
            home.kill_courier(process)
        else:
            process.kill() if who == 'paletti' else os.killpg(process.pid, signal.SIGKILL)
        if arrives == 'at once':
            held.release.set()
        home.end_of(process)
        self.compare(home)
        self.finish(home, 'killed at %s, %s' % (at, who), late=arrives == 'late')

    def test_killed_at_each_step(self):
        self.each(self.killed, [(at, who, arrives) for at in HELD for who in ('paletti', 'courier', 'both') 
                                for arrives in ('at once', 'again', 'late')], short=8)

    def told(self, at, when, who):
        """Killed around what the courier tells, without a fault of the service."""
        home = self.act()
        home.plan(job='refund', at=at, when=when, who=who)
        home.end_of(home.start('outbox', '--release', program=self.stage.spied))
        self.assertTrue(home.fired, 'it was not killed')
        self.compare(home)
        self.finish(home, 'killed %s %s, %s' % (when, at, who))

    def test_killed_around_what_is_told(self):
        self.each(self.told, [(at, when, who) for at in ('start', 'refund', 'done', 'end') for when in ('before', 'after')
                              for who in ('paletti', 'courier', 'both')], short=5)

    def test_bad_days(self):
        def day(seed):
            draw = random.Random(seed)
            home = self.act()
            for fault in draw.sample(FAULTS, draw.randrange(1, 3)):
                home.stripe.add_fault(**fault)
            home.stripe.later_status = draw.choice(('succeeded', 'pending'))
            process = home.start('outbox', '--release')
            if draw.random() < 0.5:
                time.sleep(draw.random() * 0.3)
                os.killpg(process.pid, signal.SIGKILL)
            home.end_of(process)
            self.compare(home)
            self.finish(home, 'a bad day', wanted='succeeded pending unknown')
        self.each(day, [(OPTIONS.seed * 1000 + i,) for i in range(100)], short=6)

    def test_a_bank_sends_it_back(self):
        home = self.act()
        home.release()
        refund = self.compare(home)
        self.assertEqual(refund['state'], 'succeeded')
        home.stripe.set_status(refund['external_id'], 'failed', failure_reason='expired_or_canceled_card')
        home.run('refund', 'rita', 'look', now='2026-11-18T10:25:00+01:00')
        self.finish(home, 'sent back', wanted='failed')

    def test_nobody_is_trusted_unseen(self):
        strange = self.stage.stranger.sign('strange', 'DNS:localhost,IP:127.0.0.1')
        home = self.stage.home(self.one).begin(service=Service(strange), sent=False)
        home.stripe = home.service.stripe
        home.release()
        self.assertIn(self.compare(home)['state'], ('confirmed', 'unknown'))
        self.assertEqual(home.stripe.requests, [])
        home.end()

    def test_secrets_stay_where_they_are(self):
        home = self.act()
        held = home.stripe.add_fault('hold')
        process = home.start('outbox', '--release')
        self.assertTrue(held.reached.wait(30))
        self.assertGreaterEqual(home.check_shown(process.pid), 2, 'neither of them was seen')
        held.release.set()
        home.end_of(process)
        home.check_kept()
        self.finish(home, 'secrets')

    def test_a_service_of_others(self):
        from stripe_second import Second
        service = Second(self.stage.certificate, STRIPE_KEY, NOW_SECONDS - int(time.time()))
        service.pay('pi_StageRita', 'rita@casa.example', 10000, NOW_SECONDS - 76 * 86400)
        home = self.stage.home(self.one).begin(service=service)
        home.release()
        states = []
        for look in (lambda: None, service.arrive):
            look()
            home.run('refund', 'rita', 'look')
            [refund] = [r for r in home.records('refund') if r.get('intent')]
            states.append(refund['state'])
        self.assertEqual(states, ['pending', 'succeeded'])
        self.assertEqual(service.took, [(refund['intent'], refund['external_id'], 3000)])
        home.end()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--runs', type=int, default=SHORT)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('tests', nargs='*')
    parser.parse_args(namespace=OPTIONS)
    unittest.main(argv=sys.argv[:1] + OPTIONS.tests, warnings='ignore')


if __name__ == '__main__':
    main()
