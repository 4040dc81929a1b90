"""A letter of unknown fate is looked for among sent mail, over IMAP: a server of the test's own that fails in every way,
and Dovecot where it is installed.

  find.py COURIER
"""
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mail import Bench, SECRET, fail
from smtp_server import Conversation, SmtpServer

HERE = '3b1e9c@paletti.example'
GONE = 'never-sent@paletti.example'
LIST = ['* LIST (\\HasNoChildren) "/" INBOX', '* LIST (\\HasNoChildren \\Sent) "/" "Enviados de \\"Nora\\""']


class ImapServer(SmtpServer):
    """FAULT: by command (login, list, examine, search); 'drop', 'stall', 'garbage', 'endless' as in SMTP, or lines, in
    which TAG stands for the command's."""

    def __init__(self, certificate, boxes=LIST, **more):
        super().__init__(certificate, **more)
        self.boxes, self.opened = boxes, []

    def has(self, rest):
        """Whether the search REST finds something."""
        return HERE in rest

    def serve(self, connection, fault):
        try:
            ImapConversation(self, connection, fault).run()
        except Exception:
            pass
        finally:
            connection.close()


class ImapConversation(Conversation):
    def answer(self, moment, lines):
        what = self.fault.get(moment)
        if what is None:
            self.say(*lines, '%s OK done' % self.tag)
        elif what in ('drop', 'stall', 'garbage', 'endless'):
            self.act(what)
        else:
            self.socket.sendall(what.replace('TAG', self.tag).replace('|', '\r\n').encode())

    def run(self):
        self.encrypt()
        self.say('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR] ready')
        while True:
            line = self.line()
            self.tag, rest = line.split(' ', 1)
            self.server.heard.append((True, rest))
            word = rest.split(' ')[0].upper()
            if word == 'CAPABILITY':
                self.say('* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR')
                self.say('%s OK done' % self.tag)
            elif word in ('AUTHENTICATE', 'LOGIN'):
                self.answer('login', [])
            elif word == 'LIST':
                self.answer('list', self.server.boxes)
            elif word == 'EXAMINE':
                self.server.opened.append(rest[8:])
                self.answer('examine', ['* 3 EXISTS', '* OK [UIDVALIDITY 7] fine'])
            elif word == 'UID':
                found = self.server.has(rest)
                self.answer('search', ['* SEARCH 41 42' if found else '* SEARCH'])
            else:
                self.say('%s BAD what' % self.tag)


def job(bench, peer, **changes):
    made = {'job': 'find', 'id': 'f1', 'message_id': HERE,
            'server': {'way': 'imap', 'host': 'localhost', 'port': peer.port, 'user': 'nora', 'seconds': 1,
                       'secret_command': [bench.secret], 'ca': bench.trusted.file}}
    made.update(changes)
    return {key: value for key, value in made.items() if value is not None}


def look(bench, name, peer, wanted, **changes):
    answer = bench.courier.run(job(bench, peer, **changes))
    if answer.state not in wanted.split():
        fail(name, 'told %s instead of %s: %s %s' % (answer.state, wanted, answer.raw[-500:], answer.errors))
    if answer.errors or answer.status != 0:
        fail(name, 'it ended with %d: %s' % (answer.status, answer.errors[-2000:]))
    if SECRET in answer.raw + answer.errors:
        fail(name, 'the secret was told')
    return answer


LIES = [
    ({'login': 'TAG NO [AUTHENTICATIONFAILED] wrong\r\n'}, 'refused'),
    ({'login': 'drop'}, 'temporary'),
    ({'login': 'stall'}, 'temporary'),
    *[({moment: what}, 'temporary')
      for moment in ('list', 'examine', 'search')
      for what in ('drop', 'stall', 'garbage', 'endless', 'TAG NO not now\r\n', 'TAG BAD what\r\n', '* BYE going|',
                   '* LIST (\\Sent) "/" {4294967295}\r\n', '* X {99999999999999999999}\r\n', '* X {-1}\r\nA004 OK\r\n')],
    ({'search': 'A004 OK done|p-aaaaaaaaaaaaa OK done|'}, 'temporary'),
    ({'search': '* SEARCH 7|* 9 FETCH x|TAG OK done|'}, 'found'),
    ({'search': '* SEARCH|* OK SEARCH 7|TAG OK done|'}, 'missing'),
    ({'search': '* ESEARCH 7|TAG OK done|'}, 'missing'),
    ({'list': '* LIST (\\Sent) "/" {4}|Sent|TAG OK done|'}, 'found'),
    ({'list': '* LIST (\\Sent) "/" {14}|a b" x\r\nTAG OK|TAG OK done|'}, 'found temporary'),
    ({'list': '* LIST (\\Trash \\Sentinel) "/" Other|TAG OK done|'}, 'refused'),
    ({'list': '* LIST (\\Sent) "/" A|* LIST (\\All) "/" B|TAG OK done|'}, 'found'),
    ({'list': '* LIST|* LIST (|* LIST ()|* LIST (\\Sent|TAG OK done|'}, 'refused'),
]


def check_lies(bench):
    certificate = bench.trusted.sign('good', bench.names)
    server = ImapServer(certificate, secret=SECRET)
    answer = look(bench, 'found', server, 'found')
    if answer.of('outcome')[0]['reply'] != 'Enviados de "Nora"' or server.opened != ['"Enviados de \\"Nora\\""']:
        fail('found', 'in another folder: %s' % server.opened)
    look(bench, 'missing', server, 'missing', message_id=GONE)
    look(bench, 'a folder of the user', server, 'found', folder='Sent')
    for bad in ({'message_id': 'a" OR "b@c'}, {'folder': 'a\r\nb'}, {'folder': 'se\u00f1al'}, {'message_id': None}):
        if bench.courier.run(job(bench, server, **bad)).state != 'failed':
            fail('refuses', str(bad))

    def check_one(case):
        fault, wanted = case
        liar = ImapServer(certificate, secret=SECRET)
        liar.fault = fault
        look(bench, str(fault)[:90], liar, wanted)
        server.heard.extend(liar.heard)
        liar.close()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(check_one, LIES))
    written = [line for _, line in server.heard if line.split(' ')[0].upper() in ('SELECT', 'STORE', 'APPEND', 'EXPUNGE')]
    if written:
        fail('looking', 'something was changed: %s' % written)
    server.close()


class Dovecot:
    """As the user who runs the tests, everything in one folder."""

    def __init__(self, bench):
        self.folder = os.path.join(bench.folder, 'dovecot')
        certificate = bench.trusted.sign('dovecot', bench.names)
        user = pwd.getpwuid(os.getuid()).pw_name
        box = os.path.join(self.folder, 'mail', '.Enviados')
        for sub in ('cur', 'new', 'tmp'):
            os.makedirs(os.path.join(self.folder, 'mail', sub))
            os.makedirs(os.path.join(box, sub))
        with open(os.path.join(box, 'cur', '1.one.paletti:2,S'), 'w') as f:
            f.write('From: nora@paletti.example\nMessage-ID: <%s>\nSubject: sent\n\nHello\n' % HERE)
        uid, gid = (65534, 65534) if os.getuid() == 0 else (os.getuid(), os.getgid())
        if os.getuid() == 0:
            subprocess.run(['chown', '-R', '65534:65534', os.path.join(self.folder, 'mail')], check=True)
            os.chmod(bench.folder, 0o755)
            os.chmod(self.folder, 0o755)
        with socket.create_server(('127.0.0.1', 0)) as s:
            self.port = s.getsockname()[1]
        login = 'nobody' if os.getuid() == 0 else user
        with open(os.path.join(self.folder, 'users'), 'w') as f:
            f.write('nora:{PLAIN}%s:%d:%d::%s::\n' % (SECRET, uid, gid, self.folder))
        os.chmod(os.path.join(self.folder, 'users'), 0o644)
        with open(os.path.join(self.folder, 'conf'), 'w') as f:
            f.write('''base_dir = {0}/run
state_dir = {0}/run
log_path = {0}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <{1}
ssl_key = <{1}
default_internal_user = {2}
default_internal_group = {3}
default_login_user = {2}
first_valid_uid = 0
mail_location = maildir:{0}/mail
passdb {{
  driver = passwd-file
  args = {0}/users
}}
userdb {{
  driver = passwd-file
  args = {0}/users
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {4}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
namespace inbox {{
  inbox = yes
  mailbox Enviados {{
    auto = subscribe
    special_use = \\Sent
  }}
}}
'''.format(self.folder, certificate, login, 'nogroup' if os.getuid() == 0 else user, self.port))
        self.process = subprocess.Popen(['dovecot', '-F', '-c', os.path.join(self.folder, 'conf')],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self):
        for _ in range(100):
            try:
                socket.create_connection(('127.0.0.1', self.port)).close()
                return True
            except OSError:
                time.sleep(0.05)
        return False

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


def check_dovecot(bench):
    if not shutil.which('dovecot'):
        print('dovecot is not installed: left out')
        return
    server = Dovecot(bench)
    try:
        if not server.wait():
            fail('dovecot', 'it did not start')
            return
        server_job = {'way': 'imap', 'host': 'localhost', 'port': server.port, 'user': 'nora', 'seconds': 10,
                      'secret_command': [bench.secret], 'ca': bench.trusted.file}
        found = look(bench, 'dovecot: found', server, 'found', server=server_job)
        if found.state == 'found' and found.of('outcome')[0]['reply'] != 'Enviados':
            fail('dovecot', 'in another folder')
        look(bench, 'dovecot: missing', server, 'missing', server=server_job, message_id=GONE)
        look(bench, 'dovecot: check', server, 'ready', server=server_job, job='check', message_id=None)
        box = os.path.join(server.folder, 'mail', '.Enviados', 'cur')
        if os.listdir(box) != ['1.one.paletti:2,S']:
            fail('dovecot', 'the message was touched: %s' % os.listdir(box))
        look(bench, 'dovecot: wrong password', server, 'refused', server=dict(server_job, secret_command=['echo', 'no']))
    finally:
        server.close()


def main():
    folder = tempfile.mkdtemp(prefix='paletti-find-')
    try:
        bench = Bench(sys.argv[1], folder)
        check_lies(bench)
        check_dovecot(bench)
    finally:
        shutil.rmtree(folder)
    print('%d failed' % fail.count if fail.count else 'found what is there')
    return 1 if fail.count else 0


if __name__ == '__main__':
    sys.exit(main())
