"""No memory: one allocation after another fails, once and from then on, while an entry is added, a file is imported and
the screen is used. It is said, the terminal is as it was, and nothing acknowledged is lost. reliability.md, 6.

    no_memory.py PALETTI_STARVED [TRIES]     TRIES of each kind (30; 0: every allocation there is)
"""
import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

PROGRAM, TRIES = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 30
NOW = "2026-03-20T10:00:00+01:00"
CLIENT = {"type": "client", "ref": "ada", "name": "Ada Quill", "emails": ["ada@willow.example"]}
SAYS = ("memory",)
PATIENCE = 20
failures = []


def entry(ref):
    return {"type": "interaction", "ref": ref, "client": "ada", "at": "2026-03-19T09:00:00Z", "direction": "in",
            "kind": "message", "channel": "email", "subject": "subject " + ref}


class Place:
    """A file of its own, so that what was stored tells of one run alone."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.db = os.path.join(self.folder.name, "data", "paletti.db")
        self.count = os.path.join(self.folder.name, "count")
        self.words = [PROGRAM, "--db", self.db, "--now", NOW]

    def environment(self, **more):
        return {"HOME": self.folder.name, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
                **{name: str(value) for name, value in more.items()}}

    def run(self, *words, stdin=b"", **more):
        return subprocess.run([*self.words, *words], input=stdin, env=self.environment(**more), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=PATIENCE)

    def sure(self, *words, **more):
        done = self.run(*words, **more)
        assert done.returncode == 0, (words, done.stderr)
        return done.stdout.decode()

    def put(self, *records, **more):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        return self.run("import", "--format", "jsonl", "-", stdin=lines.encode(), **more)

    def stored(self):
        records = [json.loads(line) for line in self.sure("export", "--format", "jsonl").splitlines()]
        return [record for record in records if record["type"] == "interaction"]

    def faults(self):
        """What `check` finds, "" where all is well."""
        done = self.run("check")
        return "" if done.returncode == 0 else (done.stdout + done.stderr).decode()


def fault(what, at, on, why):
    failures.append(f"{what}: allocation {at}{' and all after it' if on else ''}: {why}")


def said(code, text):
    """Whether a run that failed said why, and failed as it may."""
    return code in (1, 2, -signal.SIGABRT) and any(word in text for word in SAYS)


def add(place, **more):
    return place.run("log", "ada", "--add", "call 5m about the header", **more)


def bring(place, **more):
    return place.put(*(entry(f"e{i}") for i in range(20)), **more)


def try_shell(what, act, number):
    """ACT stores NUMBER entries, or none."""
    place = Place()
    assert place.put(CLIENT).returncode == 0
    assert act(place, STARVE_COUNT=place.count).returncode == 0
    place.sure("undo")
    total = int(open(place.count).read())
    for at in chosen(total):
        for on in (False, True):
            done = act(place, STARVE_AT=at, **({"STARVE_ON": 1} if on else {}))
            there = len(place.stored())
            if there not in (0, number):
                fault(what, at, on, f"{there} of {number} stored")
            if done.returncode == 0 and there != number:
                fault(what, at, on, "acknowledged, and lost")
            if done.returncode != 0 and not said(done.returncode, done.stderr.decode()):
                fault(what, at, on, f"ended with {done.returncode}: {done.stderr!r}")
            if place.faults():
                fault(what, at, on, place.faults())
            if there:
                place.sure("undo")
    return total


def chosen(total):
    """Places spread over the whole run, the same ones each time."""
    tries = min(TRIES, total) if TRIES else total
    return sorted({1 + i * total // tries + i % 7 % max(1, total // tries) for i in range(tries)})


class Screen:
    """The program behind a terminal; what it writes is read until it ends."""

    def __init__(self, place, **more):
        self.output, self.acknowledged = b"", False
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(PROGRAM, place.words, place.environment(**more))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.before = termios.tcgetattr(self.fd)

    def read(self, until, patience=PATIENCE):
        """Reads until UNTIL was seen; False: the program ended, or nothing came any more."""
        end = time.monotonic() + patience
        while until is None or until not in self.output:
            ready, _, _ = select.select([self.fd], [], [], max(0, end - time.monotonic()))
            try:
                piece = os.read(self.fd, 65536) if ready else b""
            except OSError:
                piece = b""
            if not piece:
                return False
            self.output += piece
        return True

    def end(self):
        """The exit code, negative for a signal; None: it hangs. Where the entry was refused, Q is a letter of the line."""
        if not self.acknowledged:
            self.read(None, 1)
            os.kill(self.pid, signal.SIGTERM)
        self.read(None)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return None


LEAVES = b"\x1b[?1049l"


def use_screen(place, **more):
    screen = Screen(place, **more)
    if screen.read(b"Ada Quill"):
        os.write(screen.fd, b"acall 5m about the header\r")
        screen.acknowledged = screen.read(b"On disk: Ada Quill", 1)
        os.write(screen.fd, b"Q")
    return screen, screen.end()


def terminal_sane(screen):
    entered, left = screen.output.rfind(b"\x1b[?1049h"), screen.output.rfind(LEAVES)
    return entered <= left


def try_screen():
    place = Place()
    assert place.put(CLIENT).returncode == 0
    screen, code = use_screen(place, STARVE_COUNT=place.count)
    assert code == 0 and len(place.stored()) == 1, (code, screen.output)
    place.sure("undo")
    total = int(open(place.count).read())
    for at in chosen(total):
        on = at % 2 == 0
        screen, code = use_screen(place, STARVE_AT=at, **({"STARVE_ON": 1} if on else {}))
        there = len(place.stored())
        if code is None:
            fault("screen", at, on, "it hangs")
        elif not terminal_sane(screen):
            fault("screen", at, on, "the terminal was not left")
        elif screen.acknowledged and there != 1:
            fault("screen", at, on, "acknowledged, and lost")
        elif code not in (0, 128 + signal.SIGTERM) and not said(code, screen.output[max(0, screen.output.rfind(LEAVES)):].decode(errors="replace")):
            fault("screen", at, on, f"ended with {code}, and said {screen.output[-300:]!r}")
        if place.faults():
            fault("screen", at, on, place.faults())
        for _ in range(there):
            place.sure("undo")
    return total


def main():
    totals = {"log --add": try_shell("log --add", add, 1), "import": try_shell("import", bring, 20), "screen": try_screen()}
    for failure in failures:
        print(failure)
    print(", ".join(f"{name}: {total} allocations" for name, total in totals.items()), f"- {len(failures)} bad")
    return 1 if failures else 0


sys.exit(main())
