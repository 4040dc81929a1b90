"""Letters through SMTP: what the courier says came of them is compared with what the server really took, in every way
a server can fail, and with the courier killed at each step.

  mail.py COURIER [KILLS]     kills at each step (5 in the short form; 200 in the long one)
"""
import email
import email.policy
import os
import random
import shutil
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from certificates import Authority
from courier import Courier
from smtp_server import SmtpServer

SECRET = 'canary-7731-tulip'
TEXT = ('Hola Ivo:\n\nGracias por este a\u00f1o. Como acordamos, trabajamos hasta el 20 de marzo, y aqu\u00ed est\u00e1 lo que '
        'queda por cerrar entre nosotros antes de ese d\u00eda, con calma.\n.\n..two dots\nFrom here on\n> no quotation\n'
        '  two blanks\n\n-- \nNora \u00d1and\u00fa\n')
STEPS = ['prepare', 'connect', 'from', 'to', 'data', 'body', 'end']


def fail(name, text):
    print('FAILED %s: %s' % (name, text))
    fail.count += 1


fail.count = 0


def unflow(text):
    """RFC 3676, read independently."""
    lines, open_line = [], None
    for line in text.split('\n')[:-1]:
        line = line[1:] if line.startswith(' ') else line
        whole = line if open_line is None else open_line + line
        if line.endswith(' ') and line != '-- ':
            open_line = whole
        else:
            lines.append(whole)
            open_line = None
    return '\n'.join(lines) + '\n'


class Bench:
    def __init__(self, courier, folder):
        self.courier, self.folder = Courier(courier), folder
        self.trusted, self.stranger = Authority(folder, 'trusted'), Authority(folder, 'stranger')
        self.names = 'DNS:localhost,IP:127.0.0.1'
        self.secret = os.path.join(folder, 'secret')
        with open(self.secret, 'w') as f:
            f.write('#!/bin/sh\necho %s\necho more\necho noise-7731 >&2\n' % SECRET)
        os.chmod(self.secret, 0o700)

    def server(self, **more):
        certificate = more.pop('certificate', None) or self.trusted.sign('good', self.names)
        return SmtpServer(certificate, secret=SECRET, **more)

    def job(self, server, **changes):
        end = {'host': 'localhost', 'port': server.port, 'security': 'tls' if server.implicit else 'starttls',
               'user': 'nora', 'secret_command': [self.secret], 'ca': self.trusted.file, 'seconds': 1, 'end_seconds': 2}
        message = {'from': 'nora@paletti.example', 'from_name': 'Nora \u00d1and\u00fa', 'to': 'ivo@ombra.example',
                   'to_name': 'Acme-Ombra, S.p.A.', 'subject': 'El pr\u00f3ximo a\u00f1o', 'text': TEXT,
                   'message_id': '%s@paletti.example' % uuid.uuid4(), 'date': '2026-11-22T10:15:00Z',
                   'zone': 'Europe/Madrid', 'in_reply_to': 'q1@ombra.example', 'references': ['q0@ombra.example', 'q1@ombra.example']}
        for key, value in changes.items():
            where = end if key in ('auth', 'host', 'user', 'secret_command', 'ca', 'way', 'command', 'security', 'seconds') else message
            if value is None:
                where.pop(key, None)
            else:
                where[key] = value
        return {'job': 'send', 'id': 'm1', 'server': end, 'message': message}

    def judge(self, name, answer, took, wanted=None, phase=None):
        """The ledger against the tale. TOOK: how many the server took during this one job."""
        state = answer.state
        if state == 'sent' and took != 1 or state in ('refused', 'temporary', 'failed') and took != 0 or took > 1:
            fail(name, 'told %s, and the server took %d' % (state, took))
        if state == 'none' and 'end' not in answer.steps and took:
            fail(name, 'nothing was begun, and the server took %d' % took)
        if wanted and state not in wanted.split():
            fail(name, 'told %s instead of %s: %s' % (state, wanted, answer.raw[-600:]))
        if phase and answer.of('outcome') and answer.phase != phase:
            fail(name, 'told of %s instead of %s: %s' % (answer.phase, phase, answer.raw[-600:]))
        # Killed behind its last word, it has ended well enough.
        ended = answer.status == (1 if state == 'failed' else 0) or (name.startswith('killed') and answer.status == -9)
        if state != 'none' and (answer.errors or not ended):
            fail(name, 'it ended with %d: %s' % (answer.status, answer.errors[-2000:]))
        if SECRET in answer.raw + answer.errors or 'noise-7731' in answer.raw + answer.errors:
            fail(name, 'the secret was told')

    def run(self, name, server, wanted, phase=None, **changes):
        before = len(server.took)
        answer = self.courier.run(self.job(server, **changes))
        server.settle()
        self.judge(name, answer, len(server.took) - before, wanted, phase)
        return answer


# What the server does, what has to be told, at which step.
FAULTS = [
    ({'greet': '554 go away'}, 'refused', None),
    ({'greet': '421 later'}, 'temporary', None),
    ({'greet': 'garbage'}, 'temporary', None),
    ({'greet': 'drop'}, 'temporary', None),
    ({'greet': 'stall'}, 'temporary', None),
    ({'greet': 'endless'}, 'temporary', None),
    ({'ehlo': 'drop'}, 'temporary', None),
    ({'ehlo': 'stall'}, 'temporary', None),
    ({'auth': '535 5.7.8 no'}, 'refused', 'login'),
    ({'auth': '550 5.7.30 Basic authentication is not supported for Client Submission'}, 'refused', 'login'),
    ({'auth': '454 4.7.0 later'}, 'temporary', 'login'),
    ({'auth': 'drop'}, 'temporary', None),
    ({'auth': 'stall'}, 'temporary', None),
    *[({moment: what}, state, step)
      for moment, step in (('mail', 'from'), ('rcpt', 'to'), ('data', 'data'))
      for what, state in (('550 5.1.1 never', 'refused'), ('451 4.3.0 not now', 'temporary'), ('drop', 'temporary'),
                          ('stall', 'temporary'), ('garbage', 'temporary'), ('550-one|551 two', 'temporary'),
                          ('endless', 'temporary'), ('354 early' if moment != 'data' else '250 what', 'temporary'))],
    ({'mail': '250 ok|250 and the next|250 too'}, 'temporary', 'to'),
    ({'rcpt': '250 ok|354 hurry|250 2.0.0 queued as LIE'}, 'temporary', 'data'),
    ({'data': '354 go|250 2.0.0 queued as LIE', 'lie': ''}, 'temporary', 'body'),
    ({'body': 'drop'}, 'temporary unknown', None),
    ({'body': '552 5.3.4 too much'}, 'refused', None),
    ({'body': '421 4.3.2 shutting down'}, 'temporary', None),
    ({'end': '554 5.7.1 spam'}, 'refused', 'end'),
    ({'end': '451 4.3.0 not now'}, 'temporary', 'end'),
    ({'end': 'drop'}, 'unknown', 'end'),
    ({'end': 'stall'}, 'unknown', 'end'),
    ({'end': 'garbage'}, 'unknown', 'end'),
    ({'end': '354 once more'}, 'unknown', 'end'),
    ({'end': 'take+drop'}, 'unknown', 'end'),
    ({'end': 'take+stall'}, 'unknown', 'end'),
    ({'end': 'take+garbage'}, 'unknown', 'end'),
    ({'end': 'take+endless'}, 'unknown', 'end'),
    ({'end': 'take+250 2.0.0 queued as 77'}, 'sent', 'end'),
    ({'end': 'take+250-one|250-two|250 2.0.0 queued as 78'}, 'sent', 'end'),
    ({'end': 'take+250 ' + 'x' * 30000}, 'sent', 'end'),
    ({'end': 'take+slow'}, 'sent', 'end'),
    ({'end': 'take+250 ok|550 no|250 yes'}, 'sent', 'end'),
    ({'end': 'take+550 no|250 yes'}, 'unknown', 'end'),
    ({'quit': 'drop'}, 'sent', 'end'),
    ({'quit': 'stall'}, 'sent', 'end'),
]


def check_faults(bench):
    certificate = bench.trusted.sign('good', bench.names)

    def check_one(case):
        implicit, (fault, wanted, phase) = case
        server = bench.server(implicit=implicit, certificate=certificate)
        server.fault = fault
        bench.run('%s %s' % ('tls' if implicit else 'starttls', str(fault)[:90]), server, wanted, phase)
        server.close()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(check_one, [(implicit, fault) for implicit in (True, False) for fault in FAULTS]))


def check_letter(bench):
    server = bench.server()
    answer = bench.run('letter', server, 'sent')
    mail, rcpt, text = server.took[0]
    told = answer.of('composed')[0]['bytes']
    if text != told:
        fail('letter', 'the server took other bytes than were told')
    if any(len(line) > 998 for line in text.split('\r\n')) or not text.isascii() or '\n' in text.replace('\r\n', ''):
        fail('letter', 'lines of mail are ASCII, short, and end in CRLF')
    message = email.message_from_string(text.replace('\r\n', '\n'), policy=email.policy.default)
    wanted = {'From': 'Nora \u00d1and\u00fa <nora@paletti.example>', 'To': '"Acme-Ombra, S.p.A." <ivo@ombra.example>',
              'Subject': 'El pr\u00f3ximo a\u00f1o', 'Date': 'Sun, 22 Nov 2026 11:15:00 +0100',
              'In-Reply-To': '<q1@ombra.example>', 'References': '<q0@ombra.example> <q1@ombra.example>',
              'Auto-Submitted': 'no'}
    for name, value in wanted.items():
        if str(message[name]) != value:
            fail('letter', '%s is %s' % (name, message[name]))
    if message['Bcc'] or message.is_multipart() or message.get_content_type() != 'text/plain':
        fail('letter', 'it is not one plain text')
    if unflow(message.get_content()) != TEXT:
        fail('letter', 'the text came out as %r' % unflow(message.get_content()))
    if rcpt != ['RCPT TO:<ivo@ombra.example>'] or mail.split(' ')[1] != 'FROM:<nora@paletti.example>':
        fail('letter', 'the envelope: %s %s' % (mail, rcpt))
    if answer.of('outcome')[0]['reply'] != '250 2.0.0 queued as 4F1':
        fail('letter', 'the reply was not kept')
    confirmed = bench.job(server)
    first = bench.courier.run({'job': 'compose', 'id': 'c', 'message': confirmed['message']}).of('composed')[0]
    confirmed['sha256'] = first['sha256']
    if bench.courier.run(confirmed).of('composed') != [dict(first, id='m1')]:
        fail('letter', 'the same letter became other bytes')
    confirmed['message']['text'] += 'PS: one thing more\n'
    server.settle()
    before = len(server.took)
    changed = bench.courier.run(confirmed)
    bench.judge('changed after it was confirmed', changed, len(server.took) - before, 'failed')
    server.close()


def check_security(bench):
    strange = bench.server(certificate=bench.stranger.sign('strange', bench.names))
    wrong = bench.server(certificate=bench.trusted.sign('wrong', 'DNS:elsewhere.example'))
    late = bench.server(certificate=bench.trusted.sign('late', bench.names, days=0))
    for name, server in (('a stranger signed it', strange), ('another name', wrong), ('expired', late)):
        for implicit in (True, False):
            server.implicit = implicit
            bench.run(name, server, 'refused', 'secure')
        if server.logins:
            fail(name, 'a login was tried')
        server.close()
    home_made = bench.server()
    bench.run('only the system is trusted', home_made, 'refused', 'secure', ca=None)
    bench.run('a file that is not there', home_made, 'refused', 'secure', ca='/nowhere/ca.pem')
    home_made.close()
    plain = bench.server(implicit=False, ehlo=('AUTH PLAIN LOGIN',))
    bench.run('no STARTTLS', plain, 'refused', 'secure')
    bench.run('plain text where TLS is wanted', plain, 'temporary', None, security='tls')
    down = bench.server(implicit=False)
    for fault in ('454 not now', '220 go|250 injected', 'drop', 'garbage'):
        down.fault = {'starttls': fault}
        bench.run('STARTTLS ' + fault, down, None)
    if plain.logins or down.logins or any('MAIL' in line for secure, line in plain.heard + down.heard if not secure):
        fail('plain text', 'something was said in the open')
    nobody = bench.server(ehlo=())
    bench.run('no AUTH offered', nobody, 'refused', 'login')
    if nobody.took:
        fail('no AUTH offered', 'it was sent without a login')
    token = bench.server()
    bench.run('XOAUTH2', token, 'sent', auth='xoauth2')
    open_house = bench.server(ehlo=())
    bench.run('nobody logs in', open_house, 'sent', user=None, secret_command=None)
    for server in (plain, down, nobody, token, open_house):
        server.close()


def check_inputs(bench):
    server = bench.server()
    bad = [{'to': 'a@b.example\r\nRCPT TO:<c@d.example>'}, {'to': 'a@b.example,c@d.example'}, {'to': 'a@b.example> <c@d.example'},
           {'to': '-oQ/tmp@b.example'}, {'to': 'ni\u00f1o@b.example'}, {'subject': 'a\r\nBcc: c@d.example'}, {'to_name': 'a\nb'},
           {'from_name': 'a\r\n\r\nbody'}, {'message_id': 'a@b>\r\nX: y'}, {'in_reply_to': 'no id'}, {'text': ''},
           {'text': 'a\x00b'}, {'text': 'bell \x07'}, {'subject': None}, {'host': 'a b'}, {'host': 'user@host'},
           {'host': 'host/path'}, {'secret_command': ['/nowhere/secret']}, {'secret_command': ['false']},
           {'secret_command': ['true']}, {'secret_command': []}, {'text': 'x' * 300000}]
    for changes in bad:
        bench.run('refuses %s' % str(changes)[:80], server, 'failed', **changes)
    if server.took:
        fail('bad input', 'it was sent')
    bench.run('a word without end', server, 'sent', text='w' * 5000 + '\n')
    bench.run('lone dots', server, 'sent', text='.\n..\n.\n')
    for said, wanted in zip([t for _, _, t in server.took], ['w' * 5000 + '\n', '.\n..\n.\n']):
        message = email.message_from_string(said.replace('\r\n', '\n'), policy=email.policy.default)
        if unflow(message.get_content()) != wanted:
            fail('text', 'came out as %r' % message.get_content()[:200])
    server.close()
    shut = bench.server()
    shut.close()
    bench.run('nobody listens', shut, 'temporary', 'connect')
    bench.run('no such name', shut, 'temporary', 'connect', host='nowhere.invalid')


def check_again(bench):
    """4xx, then 2xx: the same letter goes once."""
    server = bench.server()
    job = bench.job(server)
    for end, wanted in (('451 greylisted', 'temporary'), (None, 'sent')):
        server.fault = {'end': end} if end else {}
        before = len(server.took)
        answer = bench.courier.run(job)
        server.settle()
        bench.judge('greylisted', answer, len(server.took) - before, wanted)
    server.close()


def check_kills(bench, kills):
    server = bench.server()
    told = {}
    for step in STEPS:
        for _ in range(kills):
            before = len(server.took)
            answer = bench.courier.kill_at(bench.job(server), step)
            server.settle()
            took = len(server.took) - before
            bench.judge('killed at ' + step, answer, took)
            told.setdefault(step, [0, 0])[took] += 1
    draw = random.Random(7731)
    for _ in range(4 * kills):
        before = len(server.took)
        process = bench.courier.start(bench.job(server))
        time.sleep(draw.random() * 0.06)
        process.kill()
        answer = bench.courier.finish(process)
        server.settle()
        bench.judge('killed at any time', answer, len(server.took) - before)
    print('killed at each step, taken or not:', told)
    server.close()


def check_program(bench):
    box = os.path.join(bench.folder, 'box')
    taker = os.path.join(bench.folder, 'taker')
    with open(taker, 'w') as f:
        f.write('#!/bin/sh\necho "$@" > %s.args\ncat > %s\n[ "$TAKER" ] || exit ${1#-}\n' % (box, box))
    os.chmod(taker, 0o700)

    class Nobody:
        port, implicit, took = 0, True, []

        def settle(self):
            pass
    for status, wanted in ((0, 'sent'), (75, 'temporary'), (67, 'refused'), (1, 'unknown'), (127, 'unknown')):
        answer = bench.courier.run(bench.job(Nobody(), way='command', command=[taker, '-%d' % status]))
        if answer.state != wanted:
            fail('program', 'status %d was told as %s: %s' % (status, answer.state, answer.raw[-300:]))
        with open(box) as f, open(box + '.args') as args:
            if f.read() != answer.of('composed')[0]['bytes'].replace('\r\n', '\n'):
                fail('program', 'it got other bytes')
            if args.read().split() != ['-%d' % status, '--', 'ivo@ombra.example']:
                fail('program', 'it got other arguments')
    for command, wanted in ((['/nowhere/sendmail'], 'temporary'), ([], 'failed'), (['sh', '-c', 'sleep 60'], 'unknown'),
                            (['sh', '-c', 'kill -9 $$'], 'unknown')):
        answer = bench.courier.run(bench.job(Nobody(), way='command', command=command))
        if answer.state != wanted:
            fail('program', '%s was told as %s' % (command, answer.state))


def check_check(bench):
    server = bench.server()
    for fault, wanted in (({}, 'ready'), ({'auth': '535 no'}, 'refused'), ({'greet': '421 later'}, 'temporary')):
        server.fault = fault
        job = dict(bench.job(server), job='check')
        del job['message']
        answer = bench.courier.run(job)
        server.settle()
        bench.judge('check', answer, len(server.took), wanted)
    server.close()


def check_confined(bench):
    """While it waits for the server, the kernel says what it may do."""
    server = bench.server()
    server.fault = {'greet': 'stall'}
    process = bench.courier.start(dict(bench.job(server)))
    lines = []
    for line in process.stdout:
        lines.append(line)
        if '"connect"' in line:
            break
    with open('/proc/%d/status' % process.pid) as f:
        status = dict(line.rstrip('\n').split(':\t', 1) for line in f if ':\t' in line)
    answer = bench.courier.finish(process, lines)
    confined = answer.of('confined')[0]
    if confined.get('seccomp') and (status['Seccomp'] != '2' or status['NoNewPrivs'] != '1'):
        fail('confined', 'it says so, and the kernel does not: %s' % status['Seccomp'])
    if not (confined.get('seccomp') and confined.get('landlock')) and not confined.get('why'):
        fail('confined', 'not wholly, and it does not say why')
    print('confined:', {k: v for k, v in confined.items() if k not in ('event', 'id')})
    server.close()


def main():
    folder = tempfile.mkdtemp(prefix='paletti-links-')
    try:
        bench = Bench(sys.argv[1], folder)
        kills = int(sys.argv[2]) if len(sys.argv) > 2 else 5
        for check in (check_letter, check_inputs, check_security, check_again, check_program, check_check, check_confined,
                      check_faults):
            check(bench)
        check_kills(bench, kills)
    finally:
        shutil.rmtree(folder)
    print('%d failed' % fail.count if fail.count else 'all told as it was')
    return 1 if fail.count else 0


if __name__ == '__main__':
    sys.exit(main())
