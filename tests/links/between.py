"""Stands between paletti and its courier, and kills either of them at a moment that is asked for. The stage (stage.py) puts
it beside paletti under the courier's name; the plan lies in $HOME/plan.json:

  {"courier": PATH, "job": "send", "at": "step:end", "when": "before" | "after", "who": "paletti" | "courier" | "both"}

AT is an event as the courier tells it ("start": the job was read, "end": the courier has ended); BEFORE: paletti never hears
of it. It happens once. Every moment that goes by is written to $HOME/moments.
"""
import json
import os
import signal
import subprocess
import sys

HOME = os.environ['HOME']


def plan():
    with open(os.path.join(HOME, 'plan.json')) as f:
        return json.load(f)


def name_of(line):
    event = json.loads(line)
    name = event.get('event', 'record')
    return 'step:' + event['phase'] if name == 'step' else name


class Between:
    def __init__(self):
        self.plan, self.paletti, self.child = plan(), os.getppid(), None
        self.job = sys.stdin.buffer.readline()
        self.kind = json.loads(self.job)['job']

    def note(self, moment):
        with open(os.path.join(HOME, 'moments'), 'a') as f:
            f.write('%s %s\n' % (self.kind, moment))

    def due(self, moment, when):
        plan = self.plan
        if (plan.get('job'), plan.get('at'), plan.get('when')) != (self.kind, moment, when):
            return False
        try:  # once, whoever is faster
            os.close(os.open(os.path.join(HOME, 'fired'), os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True

    def kill(self, line):
        if self.plan['who'] != 'courier':
            os.kill(self.paletti, signal.SIGKILL)
        elif self.child:
            # What it wrote before it died lies in the pipe.
            self.child.kill()
            for rest in [line, *self.child.stdout.readlines()]:
                if rest.endswith(b'\n'):
                    self.note(name_of(rest))
                    sys.stdout.buffer.write(rest)
            sys.stdout.buffer.flush()
        if self.plan['who'] != 'paletti':
            if self.child:
                self.child.kill()
            os.kill(os.getpid(), signal.SIGKILL)
        # paletti alone: its end of the pipe is gone, and the courier goes on until it notices.
        if self.child:
            self.child.stdout.close()
            self.child.wait()
        sys.exit(1)

    def pass_by(self, moment, line=b''):
        if self.due(moment, 'before'):
            self.kill(line)
        self.note(moment)
        if line:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        if self.due(moment, 'after'):
            self.kill(b'')

    def run(self):
        self.pass_by('start')
        self.child = subprocess.Popen([self.plan['courier']], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.child.stdin.write(self.job + sys.stdin.buffer.read())
        self.child.stdin.close()
        for line in self.child.stdout:
            self.pass_by(name_of(line), line)
        status = self.child.wait()
        self.pass_by('end')
        return status if status >= 0 else 1


sys.exit(Between().run())
