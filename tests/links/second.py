"""A letter through an SMTP server that others wrote (aiosmtpd): TLS from the first byte and STARTTLS, password, refusals.

  second.py COURIER       status 77: aiosmtpd is not there
"""
import os
import shutil
import ssl
import sys
import tempfile

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult, SMTP
except ImportError:
    print('aiosmtpd is not installed')
    sys.exit(77)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from mail import Bench, SECRET, TEXT, fail, unflow
import email
import email.policy


class Ledger:
    """Answers by the recipient."""

    def __init__(self):
        self.took = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith('nobody@'):
            return '550 5.1.1 no such person'
        if address.startswith('later@'):
            return '450 4.2.1 greylisted'
        envelope.rcpt_tos.append(address)
        return '250 ok'

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith('spam@'):
            return '554 5.7.1 looks like spam'
        self.took.append((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode()))
        return '250 2.0.0 taken'


class Second:
    def __init__(self, certificate, implicit, secret=SECRET):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        self.ledger, self.implicit = Ledger(), implicit
        more = {} if implicit else {'tls_context': context, 'require_starttls': True}

        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b'nora', secret.encode()), handled=False)

        class Ported(Controller):
            def factory(inner):
                return SMTP(self.ledger, authenticator=authenticate, auth_required=True,
                            auth_require_tls=not implicit, **more)
        self.port = 0
        self.controller = Ported(self.ledger, hostname='127.0.0.1', port=free_port(),
                                 ssl_context=context if implicit else None)
        self.controller.start()
        self.port = self.controller.port

    @property
    def took(self):
        return self.ledger.took

    def settle(self):
        pass

    def close(self):
        self.controller.stop()


def free_port():
    import socket
    with socket.create_server(('127.0.0.1', 0)) as s:
        return s.getsockname()[1]


def main():
    folder = tempfile.mkdtemp(prefix='paletti-second-')
    try:
        bench = Bench(sys.argv[1], folder)
        certificate = bench.trusted.sign('good', bench.names)
        for implicit in (True, False):
            server = Second(certificate, implicit)
            name = 'aiosmtpd, ' + ('tls' if implicit else 'starttls')
            for to, wanted, phase in (('ivo@ombra.example', 'sent', 'end'), ('nobody@ombra.example', 'refused', 'to'),
                                      ('later@ombra.example', 'temporary', 'to'), ('spam@ombra.example', 'refused', 'end')):
                bench.run('%s: %s' % (name, to), server, wanted, phase, to=to, seconds=10)
            bench.run(name + ': wrong password', server, 'refused', 'login', user='ivo', seconds=10)
            bench.run(name + ': long', server, 'sent', seconds=10, text='palabra ' * 20000 + '\n.\n')
            mail_from, rcpt, text = server.took[0]
            message = email.message_from_string(text.replace('\r\n', '\n'), policy=email.policy.default)
            if (mail_from, rcpt) != ('nora@paletti.example', ['ivo@ombra.example']) or unflow(message.get_content()) != TEXT:
                fail(name, 'it took another letter')
            long = email.message_from_string(server.took[1][2].replace('\r\n', '\n'), policy=email.policy.default)
            if unflow(long.get_content()) != ('palabra ' * 20000).rstrip() + '\n.\n':
                fail(name, 'the long letter is another')
            server.close()
    finally:
        shutil.rmtree(folder)
    print('%d failed' % fail.count if fail.count else 'another server says the same')
    return 1 if fail.count else 0


if __name__ == '__main__':
    sys.exit(main())
