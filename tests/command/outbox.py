"""What leaves the machine leaves once, as it was confirmed, when it may; with a program in the place of sendmail.

Run by meson; by hand:  PALETTI=build/src/paletti python3 tests/command/outbox.py
"""
import json
import os
import signal
import sqlite3
import subprocess
import time
import unittest

from commands import ADA, PALETTI, RULES, Shell, message

NIGHT = "2026-03-20T23:00:00+01:00"
MONDAY = "2026-03-23T10:00:00+01:00"
ME = {"type": "me", "name": "Nora Casa", "email": ["nora@casa.example"], "zone": "Europe/Rome"}
BLAS = {"type": "client", "ref": "blas", "name": "Blas Nublado", "emails": ["blas@nublado.example"],
        "zone": "America/New_York"}
# Takes a letter whole, into a file that appears at once; `mode` says what it does otherwise.
SENDMAIL = """#!/bin/sh
echo "$*" >> "%(box)s/arguments"
cat > "%(box)s/.taking.$$"
case $(cat "%(box)s/mode" 2>/dev/null) in
later) echo "451 come back" >&2; exit 75;;
never) echo "550 nobody of that name" >&2; exit 67;;
slow) mv "%(box)s/.taking.$$" "%(box)s/letter.$$"; sleep 30;;
*) mv "%(box)s/.taking.$$" "%(box)s/letter.$$";;
esac
"""
CONF = """[mail]
way = command
from = nora@casa.example
from_name = Nora Casa
command = ["%s"]
"""


class Outbox(Shell):
    def setUp(self):
        super().setUp()
        self.box = os.path.join(self.folder.name, "box")
        os.mkdir(self.box)
        program = os.path.join(self.folder.name, "sendmail")
        with open(program, "w", encoding="utf-8") as file:
            file.write(SENDMAIL % {"box": self.box})
        os.chmod(program, 0o700)
        self.configure(CONF % program)
        self.put(RULES, ME, ADA, BLAS, message("i1", "ada", "2026-03-18T10:00:00Z"))

    def configure(self, text):
        folder = os.path.join(self.folder.name, ".config", "paletti")
        os.makedirs(folder, mode=0o700, exist_ok=True)
        path = os.path.join(folder, "paletti.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o600)

    def mode(self, name):
        with open(os.path.join(self.box, "mode"), "w", encoding="utf-8") as file:
            file.write(name)

    def letters(self):
        """What the program has taken, in no order."""
        found = []
        for name in os.listdir(self.box):
            if name.startswith("letter."):
                with open(os.path.join(self.box, name), "rb") as file:
                    found.append(file.read())
        return found

    def write(self, client="ada", text="Yes, gladly.", subject="About your question"):
        before = {d["ref"] for d in self.json("drafts", "--all")}
        self.ok("add", "draft", client, "subject=" + subject, "text=" + text)
        return next(d["ref"] for d in self.json("drafts") if d["ref"] not in before)

    def confirm(self, ref, *words, name="Ada", **more):
        return self.json("outbox", "confirm", ref, "--name", name, *words, **more)

    def release(self, **more):
        return self.json("outbox", "--release", **more)

    def counts(self, **more):
        said = self.release(**more)
        said.pop("dispatches")
        return {name: n for name, n in said.items() if n}

    def one(self, **more):
        said = self.json("outbox", "--all", **more)
        self.assertEqual(len(said), 1)
        return said[0]

    def sound(self):
        return self.run_raw("check").returncode == 0

    # --- confirming ---

    def test_shown_whole_then_confirmed_by_name(self):
        ref = self.write(text="On 9 March 2026 I noted 1,200.50 EUR.\nNora")
        shown = self.ok("outbox", "confirm", ref)
        for part in ("Sender: Nora Casa <nora@casa.example>", "To: Ada Quill <ada@willow.example>", "On 9 March 2026 I noted",
                     "Sums: 1,200.50 EUR", "Dates: 9 March 2026", "every sentence true", "--name \"Ada\""):
            self.assertIn(part, shown)
        self.assertEqual(self.json("outbox"), [])
        self.refused("outbox", "confirm", ref, "--name", "Blas", says='"Blas" is not "Ada"')
        self.refused("outbox", "confirm", ref, "--name", "", says="nothing is confirmed")
        confirmed = self.confirm(ref)
        self.assertEqual((confirmed["state"], confirmed["wait"], confirmed["draft"]), ("confirmed", "goes", ref))
        self.refused("outbox", "confirm", ref, "--name", "Ada", says="confirmed already")
        self.assertEqual(self.letters(), [])
        self.assertTrue(self.sound())

    def test_what_leaves_is_what_was_confirmed(self):
        ref = self.write()
        confirmed = self.confirm(ref)
        shown = self.json("outbox", "show", confirmed["ref"])
        self.assertEqual(shown["text"], "Yes, gladly.")
        self.assertTrue(self.ok("outbox", "show", ref).endswith("\n\nYes, gladly.\n"))
        said = self.release()
        self.assertEqual((said["done"], len(said["dispatches"])), (1, 1))
        self.assertEqual([letter.decode() for letter in self.letters()], [shown["bytes"].replace("\r\n", "\n")])
        with open(os.path.join(self.box, "arguments"), encoding="utf-8") as file:
            self.assertEqual(file.read(), "-- ada@willow.example\n")
        self.assertEqual(self.json("drafts"), [])
        entry = self.json("log", "ada")[0]
        self.assertEqual((entry["direction"], entry["subject"]), ("out", "About your question"))
        self.assertEqual(entry["ref"], confirmed["ref"] + "@casa.example#ada")
        self.assertEqual(self.one()["state"], "done")
        self.assertEqual(self.counts(), {})
        self.refused("outbox", "confirm", ref, says="has left")
        self.assertEqual(len(self.letters()), 1)
        self.assertTrue(self.sound())

    def test_sent_mail_that_is_imported_does_not_double_it(self):
        self.confirm(self.write())
        self.release()
        before = self.json("log", "ada")
        path = os.path.join(self.folder.name, "sent.mbox")
        with open(path, "wb") as file:
            file.write(b"From nora Fri Mar 20 10:00:00 2026\n" + self.letters()[0] + b"\n")
        self.ok("import", "--format", "mbox", path)
        self.assertEqual([e["ref"] for e in self.json("log", "ada")], [e["ref"] for e in before])

    def test_a_changed_draft_is_not_the_confirmed_one(self):
        ref = self.write()
        first = self.confirm(ref)["ref"]
        self.ok("edit", "draft:" + ref, "text=No.")
        self.assertEqual(self.one()["state"], "cancelled")
        self.assertEqual(self.counts(), {})
        self.assertEqual(self.letters(), [])
        self.assertNotEqual(self.confirm(ref)["ref"], first)
        self.ok("undo")
        self.assertEqual({d["state"] for d in self.json("outbox", "--all")}, {"cancelled"})
        self.confirm(ref)
        self.ok("draft", ref, "--done")
        self.assertEqual({d["state"] for d in self.json("outbox", "--all")}, {"cancelled"})
        self.assertEqual(self.counts(), {})
        self.assertTrue(self.sound())

    def test_undo_touches_nothing_that_left(self):
        ref = self.write()
        self.confirm(ref)
        self.release()
        self.refused("undo", says="has left")
        self.assertEqual(self.one()["state"], "done")

    def test_cancelled_by_hand(self):
        ref = self.write()
        self.confirm(ref)
        self.ok("outbox", "cancel", ref)
        self.assertEqual(self.counts(), {})
        self.refused("outbox", "cancel", ref, says="over already")
        self.assertEqual([d["ref"] for d in self.json("drafts")], [ref])

    # --- what may not leave ---

    def test_nothing_is_given_away(self):
        self.ok("edit", "ada", "label=pays late")
        ref = self.write(text="You are on my list as pays late.")
        self.refused("outbox", "confirm", ref, says="given away")
        other = self.write(text="All is well.", subject="Second")
        self.confirm(other)
        self.ok("edit", "ada", "label=all is well")
        said = self.one()
        self.assertEqual(said["wait"], "held")
        self.assertIn("given away", said["says"])
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(self.letters(), [])

    def test_true_sentences_only(self):
        self.ok("edit", "ada", "state=leaving")
        ref = self.write(text="I have returned 300.00 EUR to you.")
        self.refused("outbox", "confirm", ref, says=("I have returned".lower(), "no record says"))
        for word in ("Your access was closed.", "Our meeting is cancelled."):
            ref = self.write(text=word)
            self.refused("outbox", "confirm", ref, says="recorded as")
        self.put({"type": "access", "ref": "x1", "client": "ada", "what": "server", "opened_on": "2026-01-01",
                  "closed_on": "2026-03-19"})
        ref = self.write(text="Your access was closed.")
        self.confirm(ref)

    def test_only_to_the_clients_own_addresses(self):
        ref = self.write()
        self.ok("edit", "draft:" + ref, "to=eve@evil.example")
        self.refused("outbox", "confirm", ref, says="none of the client's addresses")
        self.ok("edit", "draft:" + ref, "to=ada@willow.example")
        self.confirm(ref)
        self.ok("edit", "ada", "emails=ada@new.example")
        self.assertEqual(self.one()["wait"], "held")
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(self.letters(), [])

    def test_who_left_receives_nothing(self):
        ref = self.write()
        self.confirm(ref)
        self.ok("edit", "ada", "state=left")
        self.assertEqual(self.counts(), {})
        said = self.one()
        self.assertEqual((said["state"], self.letters()), ("cancelled", []))
        self.assertIn("left", said["why"])
        self.refused("outbox", "confirm", ref, "--name", "Ada", says="--by-hand")
        self.assertTrue(self.confirm(ref, "--by-hand")["by_hand"])
        self.assertEqual(self.counts(), {"done": 1})
        self.assertEqual(len(self.letters()), 1)

    # --- when ---

    def test_inside_my_hours_and_their_day(self):
        self.confirm(self.write())
        self.assertEqual(self.one(now=NIGHT)["goes_at"], "2026-03-23T08:00:00Z")
        self.assertEqual(self.counts(now=NIGHT), {"waiting": 1})
        self.assertEqual(self.letters(), [])
        # What a timer runs is silent where nothing left.
        done = self.run_raw("outbox", "--release", "--quiet", now=NIGHT)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        self.assertEqual(self.counts(now=MONDAY), {"done": 1})

    def test_their_day_elsewhere(self):
        self.confirm(self.write("blas"), name="Blas")
        # Until 28 March New York is five hours behind.
        self.assertEqual(self.one()["goes_at"], "2026-03-20T13:00:00Z")
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(self.counts(now="2026-03-20T14:00:00+01:00"), {"done": 1})

    def test_planned(self):
        said = self.confirm(self.write(), "--at", "2026-03-24T09:30:00+01:00")
        self.assertEqual((said["wait"], said["goes_at"]), ("waits", "2026-03-24T08:30:00Z"))
        self.assertEqual(self.counts(now=MONDAY), {"waiting": 1})
        self.assertEqual(self.counts(now="2026-03-24T09:30:00+01:00"), {"done": 1})
        self.assertIn(b"Date: Tue, 24 Mar 2026 09:30:00 +0100", self.letters()[0])

    def test_a_clock_that_jumps_lets_no_storm_go(self):
        for n in range(3):
            self.confirm(self.write(subject="Letter %d" % n))
        self.assertEqual(self.counts(now="2026-04-08T10:00:00+02:00"), {"waiting": 3})
        self.assertEqual(self.counts(now="2038-01-20T10:00:00+01:00"), {"waiting": 3})
        # And back: nothing leaves before it was confirmed.
        self.assertEqual(self.counts(now="2026-03-20T10:30:00+01:00"), {"done": 3})

    # --- what the other side says ---

    def test_later_is_tried_again(self):
        self.mode("later")
        self.confirm(self.write())
        self.assertEqual(self.counts(), {"later": 1})
        said = self.one()
        self.assertEqual((said["state"], said["wait"], said["goes_at"]), ("confirmed", "waits", "2026-03-20T09:05:00Z"))
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(self.counts(now="2026-03-20T10:06:00+01:00"), {"later": 1})
        self.assertEqual(self.one()["goes_at"], "2026-03-20T09:21:00Z")
        self.mode("take")
        self.assertEqual(self.counts(now="2026-03-20T10:21:00+01:00"), {"done": 1})
        self.assertEqual(len(self.letters()), 1)

    def test_refused_the_draft_is_open_again(self):
        self.mode("never")
        ref = self.write()
        self.confirm(ref)
        self.assertEqual(self.counts(), {"rejected": 1})
        self.assertIn("nobody of that name", self.one()["says"])
        draft, = self.json("drafts")
        self.assertEqual(draft["ref"], ref)
        self.assertIn("nobody of that name", draft["outbox"])
        self.assertEqual(len(self.json("log", "ada")), 1)
        self.mode("take")
        self.confirm(ref)
        self.assertEqual(self.counts(), {"done": 1})

    def test_without_a_program_nothing_is_lost(self):
        ref = self.write()
        self.confirm(ref)
        self.configure(CONF % "/nowhere/sendmail")
        self.assertEqual(self.counts(), {"later": 1})
        self.assertIn("cannot be started", self.one()["reply"])
        self.assertEqual(self.letters(), [])
        self.assertEqual([d["ref"] for d in self.json("drafts")], [ref])

    def test_another_way_than_it_was_confirmed_for(self):
        self.confirm(self.write())
        self.configure("[mail]\nway = clipboard\n")
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(self.letters(), [])

    # --- by hand ---

    def test_what_a_person_sends(self):
        self.configure("[mail]\nway = clipboard\n")
        ref = self.write()
        said = self.confirm(ref)
        self.assertEqual((said["way"], said["wait"]), ("clipboard", "hand"))
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(self.ok("outbox", "copy", ref).strip(), "Yes, gladly.")
        self.assertEqual(self.json("outbox", "copy", ref), {"text": "Yes, gladly."})
        self.ok("outbox", "said", ref, "done")
        self.assertEqual((self.one()["state"], self.json("drafts")), ("done", []))
        self.assertEqual(self.json("log", "ada")[0]["direction"], "out")
        self.refused("outbox", "said", ref, "done", says="nothing is asked")
        other = self.write(subject="Second")
        self.confirm(other)
        self.ok("outbox", "said", other, "not-sent")
        self.assertEqual([d["ref"] for d in self.json("drafts")], [other])

    # --- once ---

    def start(self, *words, **more):
        environment = {"HOME": self.folder.name, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        return subprocess.Popen([PALETTI, "--db", self.db, "--now", "2026-03-20T10:00:00+01:00", *words], env=environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)

    def test_several_at_once_make_one(self):
        for n in range(3):
            self.confirm(self.write(subject="Letter %d" % n))
        running = [self.start("outbox", "--release", "--json") for _ in range(4)]
        said = [json.loads(process.communicate(timeout=60)[0]) for process in running]
        self.assertEqual(sum(s["done"] for s in said), 3)
        self.assertEqual(len(self.letters()), 3)
        self.assertEqual({d["state"] for d in self.json("outbox", "--all")}, {"done"})
        self.assertTrue(self.sound())

    def test_two_confirmations_at_once_make_one(self):
        ref = self.write()
        running = [self.start("outbox", "confirm", ref, "--name", "Ada") for _ in range(4)]
        self.assertEqual(sorted(process.wait(60) for process in running), [0, 1, 1, 1])
        for process in running:
            process.communicate()
        self.assertEqual(len(self.json("outbox", "--all")), 1)

    def killed_while_sending(self):
        """The letter is with the program, and paletti is gone before it knows."""
        self.mode("slow")
        ref = self.write()
        self.confirm(ref)
        process = self.start("outbox", "--release", start_new_session=True)
        for _ in range(200):
            if self.letters():
                break
            time.sleep(0.05)
        self.assertEqual(len(self.letters()), 1)
        self.assertEqual(self.one()["state"], "sending")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        self.mode("take")
        return ref

    def test_killed_while_sending_nobody_knows(self):
        ref = self.killed_while_sending()
        self.assertIn("the next release looks", self.one()["says"])
        self.assertEqual(self.counts(), {"recovered": 1, "waiting": 1})
        said = self.one()
        self.assertEqual((said["state"], said["wait"]), ("unknown", "asks"))
        # Never again by itself.
        for day in range(21, 28):
            self.counts(now="2026-03-%dT10:00:00+01:00" % day)
        self.assertEqual(len(self.letters()), 1)
        self.refused("outbox", "confirm", ref, says="may have")
        self.refused("outbox", "cancel", ref, says="not taken back")
        self.ok("outbox", "said", ref, "done")
        self.assertEqual((self.one()["state"], self.json("drafts")), ("done", []))
        self.assertTrue(self.sound())

    def test_killed_and_not_sent_after_all(self):
        ref = self.killed_while_sending()
        self.release()
        self.ok("outbox", "said", ref, "not-sent")
        self.assertEqual([d["ref"] for d in self.json("drafts")], [ref])
        self.confirm(ref)
        self.assertEqual(self.counts(), {"done": 1})
        self.assertEqual(len(self.letters()), 2)
        self.assertTrue(self.sound())

    def test_a_release_that_goes_on_is_left_alone(self):
        self.mode("slow")
        self.confirm(self.write())
        process = self.start("outbox", "--release", start_new_session=True)
        for _ in range(200):
            if self.letters():
                break
            time.sleep(0.05)
        self.assertEqual(self.counts(), {})
        self.assertEqual(self.one()["state"], "sending")
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    # --- the record of it ---

    def test_an_imported_one_never_leaves(self):
        ref = self.write()
        self.confirm(ref)
        lines = self.ok("export", "--format", "jsonl")
        self.db = os.path.join(self.folder.name, "other", "paletti.db")
        self.ok("import", "--format", "jsonl", "-", stdin=lines.encode())
        self.assertEqual(self.one()["state"], "cancelled")
        self.assertEqual(self.counts(), {})
        self.assertEqual(self.letters(), [])
        self.confirm(ref)
        self.ok("import", "--format", "jsonl", "-", stdin=lines.encode())
        self.assertEqual(self.counts(), {"done": 1})
        self.assertTrue(self.sound())

    def test_a_backup_that_comes_back_sends_nothing_again(self):
        ref = self.write()
        self.confirm(ref)
        backup = os.path.join(self.folder.name, "backup.db")
        self.ok("backup", backup)
        self.assertEqual(self.counts(), {"done": 1})
        done = self.run_raw("restore", backup)
        self.assertIn(b"may have left since", done.stderr)
        self.assertEqual(self.one()["state"], "unknown")
        self.assertEqual(self.counts(), {"waiting": 1})
        self.assertEqual(len(self.letters()), 1)
        self.ok("outbox", "said", ref, "done")
        self.assertTrue(self.sound())

    def test_check_names_the_row(self):
        self.confirm(self.write())
        self.release()
        self.assertTrue(self.sound())
        with sqlite3.connect(self.db) as db:
            db.execute("DROP TRIGGER dispatch_log_kept")
            db.execute("DELETE FROM dispatch_log WHERE id = 2")
        done = self.run_raw("check")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("row 2: removed", (done.stdout + done.stderr).decode())

    def test_a_client_who_is_removed(self):
        self.confirm(self.write())
        self.ok("remove", "ada", "--with-log")
        self.assertEqual(self.one()["state"], "cancelled")
        self.assertEqual(self.counts(), {})
        self.assertTrue(self.sound())


if __name__ == "__main__":
    unittest.main(verbosity=2)
