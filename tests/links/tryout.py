"""Opens paletti on the demo with a mail server and a payment service of its own on this machine, so that a whole goodbye can
go out and nobody gets it:

    python3 tests/links/tryout.py build/src/paletti [ARGUMENTS]     (without arguments: demo)

Everything lies in a temporary folder, HOME and paletti.conf too. `sh` as the first argument opens a shell there, in which
`paletti` is this one. At the end the letters and the refunds that really arrived are told, and the folder is gone.
"""
import email.policy
import glob
import json
import os
import shlex
import subprocess
import sys
import tempfile

from certificates import Authority
from smtp_server import SmtpServer
from stripe_fake import Service

HERE = os.path.dirname(os.path.abspath(__file__))
DEMO = os.path.join(HERE, '..', '..', 'data', 'demo', '*.jsonl')
MAIL_SECRET, STRIPE_KEY = 'a password', 'rk_test_51TryoutTryoutTryout0000'

CONFIG = """\
[mail]
way = smtp
host = 127.0.0.1
port = {mail}
user = nora
secret_command = ["cat", "{folder}/mail.secret"]
ca = {ca}

[stripe]
base = {stripe}
secret_command = ["cat", "{folder}/stripe.secret"]
ca = {ca}
"""


def records():
    for path in sorted(glob.glob(DEMO)):
        with open(path) as lines:
            yield from map(json.loads, lines)


def fill(stripe):
    """The service knows the payments that the demo says it took."""
    clients, customers = {}, {}
    for record in records():
        if record['type'] == 'client':
            clients[record['ref']] = record
        if record['type'] == 'payment' and record.get('external_id', '').startswith('pi_'):
            client, money = clients[record['client']], record['amount']
            if client['ref'] not in customers:
                customers[client['ref']] = stripe.add_customer(client['emails'][0], name=client['name'])['id']
            intent = stripe.add_payment(int(money['amount'].replace('.', '')), money['currency'].lower(), customers[client['ref']])
            del stripe.intents[intent['id']]
            stripe.charges[intent['latest_charge']]['payment_intent'] = intent['id'] = record['external_id']
            stripe.intents[intent['id']] = intent


def write(path, text):
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 'w') as f:
        f.write(text)


def tell(mail, stripe):
    print(f'\nletters that arrived: {len(mail.took)}')
    for _, recipients, text in mail.took:
        message = email.message_from_string(text, policy=email.policy.default)
        print(f"  to {', '.join(recipients)}: {message['subject']}")
    print(f'refunds that were made: {len(stripe.ledger)}')
    for intent, refund, amount in stripe.ledger:
        print(f"  {refund} {amount / 100:.2f} on {stripe.refunds[refund]['payment_intent']}, for {intent}")


def main(program, arguments):
    with tempfile.TemporaryDirectory(prefix='paletti-tryout-') as folder:
        authority = Authority(folder, 'ca')
        certificate = authority.sign('server', 'DNS:localhost,IP:127.0.0.1')
        mail, service = SmtpServer(certificate, secret=MAIL_SECRET), Service(certificate)
        service.stripe.add_key(STRIPE_KEY)
        fill(service.stripe)
        write(f'{folder}/mail.secret', MAIL_SECRET + '\n')
        write(f'{folder}/stripe.secret', STRIPE_KEY + '\n')
        write(f'{folder}/.config/paletti/paletti.conf',
              CONFIG.format(mail=mail.port, stripe=service.base, ca=authority.file, folder=folder))
        home = {'HOME': folder, 'XDG_CONFIG_HOME': f'{folder}/.config', 'XDG_DATA_HOME': f'{folder}/.local/share',
                'PATH': f"{folder}/bin:{os.environ['PATH']}"}
        os.mkdir(f'{folder}/bin')
        os.symlink(os.path.abspath(program), f'{folder}/bin/paletti')
        words = arguments or ['demo']
        command = [os.environ.get('SHELL', '/bin/sh')] + words[1:] if words[0] == 'sh' else ['paletti'] + words
        print('$', shlex.join(command))
        status = subprocess.call(command, env={**os.environ, **home})
        mail.settle()
        tell(mail, service.stripe)
        mail.close()
        service.close()
        return status


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2:]))
