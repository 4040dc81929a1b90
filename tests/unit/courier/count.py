#!/usr/bin/python3
"""Counts the messages of generated mailboxes with paletti-courier and with Python's mailbox module.

   count.py COURIER

Both have to agree, and with the number that was written, but for two dialects, where Python is known to count more: it
takes every line that begins with "From " for a separator, whatever stands behind it, and it does not look at
Content-Length. There the courier alone has to agree with the number that was written."""

import json
import mailbox
import os
import random
import subprocess
import sys
import tempfile

WORDS = "hola que tal el presupuesto la factura mañana reunión gracias un saludo adjunto texto From >From".split()
DATE = "Tue Mar 10 10:15:00 2026"


def body(rng, openings):
    lines = [" ".join(rng.choices(WORDS, k=rng.randrange(1, 12))) for _ in range(rng.randrange(0, 40))]
    for _ in range(rng.randrange(0, 3)):
        lines.insert(rng.randrange(len(lines) + 1), rng.choice(openings))
    return "\n".join(line if line.startswith(tuple(openings)) else "- " + line for line in lines) + "\n"


def headers(rng, n, sender):
    extra = rng.choice(["", "X-Folded: one\n\ttwo\n", "Content-Type: text/plain; charset=utf-8\n",
                        "Content-Type: multipart/mixed; boundary=b\n"])
    return f"From: {sender}\nTo: nora@paletti.example\nMessage-ID: <{n}@x.example>\nSubject: {n}\n{extra}"


def quote(text, deep):
    out = []
    for line in text.split("\n"):
        bare = line.lstrip(">") if deep else line
        out.append(">" + line if bare.startswith("From ") else line)
    return "\n".join(out)


def mboxrd(rng, n):
    text = quote(body(rng, ["From here on", ">From there", f"From x@y.example {DATE}"]), True)
    return f"From blas@x.example {DATE}\n{headers(rng, n, 'blas@x.example')}\n{text}\n"


def mboxo(rng, n):
    text = quote(body(rng, ["From here on", ">From there", f"From x@y.example {DATE}"]), False)
    return f"From blas@x.example {DATE}\n{headers(rng, n, 'blas@x.example')}\n{text}\n"


def crlf(rng, n):
    return mboxrd(rng, n).replace("\n", "\r\n")


def pipermail(rng, n):
    text = quote(body(rng, ["From here on", "> From there"]), False)
    return f"From blas at x.example  {DATE}\n{headers(rng, n, 'blas at x.example (Blas)')}\n{text}\n\n"


def tight(rng, n):
    """No empty line before the separator."""
    return mboxrd(rng, n).rstrip("\n") + "\n"


def with_zone(rng, n):
    return mboxrd(rng, n).replace(DATE, rng.choice(["Tue Mar 10 10:15:00 +0100 2026", "Tue Mar 10 10:15:00 CET 2026",
                                                    "Tue, 10 Mar 2026 10:15:00 +0100"]), 1)


def mboxcl2(rng, n):
    """Nothing is quoted: only the length tells where a body ends. Python counts every line that begins with From."""
    text = body(rng, ["From here on", f"\nFrom x@y.example {DATE}\nA: b\n"])
    size = len(text.encode())
    return f"From blas@x.example {DATE}\n{headers(rng, n, 'b@x.example')}Content-Length: {size}\n\n{text}\n"


def careless(rng, n):
    """Prose that begins with From, not quoted. Python counts it."""
    text = body(rng, ["From here on", "\nFrom there"])
    return f"From blas@x.example {DATE}\n{headers(rng, n, 'blas@x.example')}\n{text}\n"


AGREE = [mboxrd, mboxo, crlf, pipermail, tight, with_zone]
PYTHON_COUNTS_MORE = [mboxcl2, careless]


def courier_count(courier, kind, path):
    job = {"job": "read", "id": "j", "format": kind, "path": path, "me": ["nora@paletti.example"]}
    run = subprocess.run([courier], input=json.dumps(job) + "\n", capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])["read"]


def python_count(path):
    box = mailbox.mbox(path, create=False)
    count = len(box)
    box.close()
    return count


def check_mboxes(courier, folder):
    bad = 0
    for dialect in AGREE + PYTHON_COUNTS_MORE:
        for seed in range(6):
            rng = random.Random(f"{dialect.__name__} {seed}")
            written = rng.choice([0, 1, 7, 300])
            text = "".join(dialect(rng, n) for n in range(written))
            if seed % 2 and dialect is not mboxcl2:  # there it would make the last length a lie
                text = text.rstrip("\r\n")
            path = os.path.join(folder, f"{dialect.__name__}-{seed}")
            with open(path, "wb") as out:
                out.write(text.encode())
            ours, theirs = courier_count(courier, "mbox", path), python_count(path)
            right = ours == written and (theirs == written if dialect in AGREE else theirs >= written)
            if not right:
                print(f"{dialect.__name__} {seed}: written {written}, courier {ours}, python {theirs}")
                bad += 1
    return bad


def check_maildir(courier, folder):
    box = mailbox.Maildir(os.path.join(folder, "maildir"))
    sent = box.add_folder("Sent")
    rng = random.Random(1)
    for n in range(50):
        (sent if n % 3 else box).add((headers(rng, n, "blas@x.example") + "\n" + body(rng, ["From here"])).encode())
    theirs = len(box) + len(sent)
    ours = courier_count(courier, "maildir", os.path.join(folder, "maildir"))
    if ours != theirs:
        print(f"maildir: courier {ours}, python {theirs}")
    return ours != theirs


def main():
    with tempfile.TemporaryDirectory() as folder:
        bad = check_mboxes(sys.argv[1], folder) + check_maildir(sys.argv[1], folder)
    sys.exit(1 if bad else 0)


main()
