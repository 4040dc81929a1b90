"""An SMTP server with TLS that can fail in every way, and a ledger of what it really took charge of.

A fault is a dict from a moment (greet, ehlo, starttls, auth, mail, rcpt, data, body, end, quit) to what happens there:
  '550 no'      that reply, instead of going on
  'drop'        the connection ends
  'stall'       silence, until the client goes
  'garbage'     bytes that are no reply
At the end of a message also 'take+drop', 'take+stall', 'take+garbage', 'take+TEXT': taken, then that; 'hold': `reached` is
set, and it is taken once `release` is.
"""
import base64
import socket
import ssl
import threading

STALL = 30


class Gone(Exception):
    pass


class SmtpServer:
    def __init__(self, certificate, implicit=True, user='nora', secret='', ehlo=('STARTTLS', 'AUTH PLAIN LOGIN XOAUTH2')):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.implicit, self.user, self.secret, self.offers = implicit, user, secret, list(ehlo)
        self.fault, self.took, self.heard, self.logins = {}, [], [], []
        self.threads, self.closing, self.marks = [], threading.Event(), {}
        self.reached, self.release = threading.Event(), threading.Event()
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.closing.is_set():
            try:
                connection, address = self.socket.accept()
            except OSError:
                return
            if address in self.marks:
                connection.close()
                self.marks[address].set()
                continue
            thread = threading.Thread(target=self.serve, args=(connection, dict(self.fault)), daemon=True)
            thread.start()
            self.threads.append(thread)

    def settle(self):
        """Waits until no conversation goes on, nor one waits to begin: then the ledger is final."""
        with socket.socket() as mark:
            mark.bind(('127.0.0.1', 0))
            seen = self.marks[mark.getsockname()] = threading.Event()
            try:
                mark.connect(('127.0.0.1', self.port))
                seen.wait(STALL)
            except OSError:
                pass
            del self.marks[mark.getsockname()]
        for thread in self.threads:
            thread.join(STALL + 5)
        self.threads = []

    def close(self):
        self.closing.set()
        # Without it the thread that waits in accept would keep the port open for one more.
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def serve(self, connection, fault):
        try:
            Conversation(self, connection, fault).run()
        except (Gone, OSError, ValueError):
            pass
        finally:
            connection.close()


class Conversation:
    def __init__(self, server, connection, fault):
        self.server, self.socket, self.fault = server, connection, fault
        self.socket.settimeout(STALL)
        self.buffer, self.secure, self.mail, self.rcpt = b'', False, None, []

    # --- bytes ---

    def encrypt(self):
        self.socket = self.server.context.wrap_socket(self.socket, server_side=True)
        self.secure, self.buffer = True, b''

    def say(self, *lines):
        self.socket.sendall(b''.join(line.encode() + b'\r\n' for line in lines))

    def line(self):
        while b'\n' not in self.buffer:
            piece = self.socket.recv(4096)
            if not piece:
                raise Gone
            self.buffer += piece
        line, self.buffer = self.buffer.split(b'\n', 1)
        return line.rstrip(b'\r').decode('utf-8', 'replace')

    def act(self, what):
        if what == 'drop':
            raise Gone
        if what == 'stall':
            while self.socket.recv(4096):
                pass
            raise Gone
        if what == 'garbage':
            self.socket.sendall(b'\x00\x80HTTP/1.1 200 OK\xff\r\n\r\n')
        elif what == 'endless':
            while True:
                self.socket.sendall(b'x' * 65536)
        elif what == 'slow':
            for byte in b'250-one\r\n250 two queued\r\n':
                self.socket.sendall(bytes([byte]))
                self.server.closing.wait(0.01)
        else:
            self.say(*what.split('|'))

    def at(self, moment, otherwise):
        """Whether all went well at this moment; says OTHERWISE then."""
        what = self.fault.get(moment)
        if what is None:
            self.say(*otherwise)
            return True
        self.act(what)
        return False

    # --- the protocol ---

    def run(self):
        if self.server.implicit:
            self.encrypt()
        self.at('greet', ['220 mail.paletti.example ready'])
        while True:
            line = self.line()
            self.server.heard.append((self.secure, line))
            verb = line.split(' ')[0].upper()
            if not getattr(self, 'on_' + verb.lower(), self.on_unknown)(line):
                continue

    def on_unknown(self, line):
        self.say('500 what?')

    def on_ehlo(self, line):
        offers = [o for o in self.server.offers if not (o == 'STARTTLS' and self.secure)]
        if not self.secure:
            offers = [o for o in offers if not o.startswith('AUTH')]
        lines = ['mail.paletti.example', *offers, 'SIZE 1000000']
        self.at('ehlo', ['250' + ('-' if i < len(lines) - 1 else ' ') + l for i, l in enumerate(lines)])

    def on_helo(self, line):
        self.say('250 mail.paletti.example')

    def on_noop(self, line):
        self.say('250 ok')

    def on_quit(self, line):
        self.at('quit', ['221 bye'])
        raise Gone

    def on_starttls(self, line):
        if self.at('starttls', ['220 go']):
            self.encrypt()

    def on_auth(self, line):
        words = line.split(' ')
        self.server.logins.append(self.secure)
        if 'auth' in self.fault:
            self.act(self.fault['auth'])
            return
        if words[1] == 'PLAIN':
            fine = base64.b64decode(words[2]).split(b'\0')[1:] == [self.server.user.encode(), self.server.secret.encode()]
        elif words[1] == 'LOGIN':
            self.say('334 UGFzc3dvcmQ6')
            fine = base64.b64decode(self.line()).decode() == self.server.secret
        else:
            wanted = 'user=%s\x01auth=Bearer %s\x01\x01' % (self.server.user, self.server.secret)
            fine = base64.b64decode(words[2]).decode() == wanted
        self.say('235 welcome' if fine else '535 5.7.8 wrong')

    def on_mail(self, line):
        if self.at('mail', ['250 ok']):
            self.mail = line

    def on_rcpt(self, line):
        if self.at('rcpt', ['250 ok']):
            self.rcpt.append(line)

    def on_data(self, line):
        if not self.at('data', ['354 go on']) and 'lie' not in self.fault:
            return
        if 'body' in self.fault:
            self.socket.recv(100)
            self.act(self.fault['body'])
            self.act('stall')
        lines = []
        while True:
            line = self.line()
            if line == '.':
                break
            lines.append(line[1:] if line.startswith('.') else line)
        self.end('\r\n'.join(lines) + '\r\n')

    def end(self, text):
        what = self.fault.get('end')
        if what == 'hold':
            self.server.reached.set()
            self.server.release.wait(STALL)
            what = None
        if what is None or what.startswith('take+'):
            self.server.took.append((self.mail, list(self.rcpt), text))
            what = 'slow' if what == 'take+slow' else what[5:] if what else '250 2.0.0 queued as 4F1'
        self.act(what)
