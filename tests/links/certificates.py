"""Certificates for servers on loopback, made anew by openssl: a CA the client trusts, one it does not."""
import os
import subprocess


def openssl(*arguments):
    subprocess.run(['openssl', *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Authority:
    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.key, self.file = os.path.join(folder, name + '.key'), os.path.join(folder, name + '.pem')
        openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2',
                '-subj', '/CN=' + name, '-keyout', self.key, '-out', self.file)

    def sign(self, name, subject, days=2):
        """A key and a certificate in one file, for the names of SUBJECT ("DNS:localhost,IP:127.0.0.1")."""
        base = os.path.join(self.folder, name)
        with open(base + '.ext', 'w') as f:
            f.write('subjectAltName=' + subject + '\n')
        openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=' + name,
                '-keyout', base + '.key', '-out', base + '.csr')
        openssl('x509', '-req', '-in', base + '.csr', '-CA', self.file, '-CAkey', self.key, '-CAcreateserial',
                '-days', str(days), '-extfile', base + '.ext', '-out', base + '.crt')
        with open(base + '.both', 'w') as both:
            for part in ('.key', '.crt'):
                with open(base + part) as f:
                    both.write(f.read())
        return base + '.both'
