"""Runs jobs of the courier and checks how it answers."""
import json
import subprocess


class Answer:
    def __init__(self, lines, status, errors):
        self.events = [json.loads(line) for line in lines]
        self.raw, self.status, self.errors = ''.join(lines), status, errors

    def of(self, kind):
        return [e for e in self.events if e['event'] == kind]

    @property
    def state(self):
        """Of the outcome; "failed": nothing was sent; "none": it died before it could tell."""
        outcomes = self.of('outcome')
        assert len(outcomes) <= 1, self.raw
        if outcomes:
            return outcomes[0]['state']
        return 'failed' if self.of('failed') else 'none'

    @property
    def phase(self):
        return self.of('outcome')[0]['phase']

    @property
    def steps(self):
        return [e['phase'] for e in self.of('step')]


class Courier:
    def __init__(self, program):
        self.program = program

    def start(self, job):
        process = subprocess.Popen([self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        process.stdin.write(json.dumps(job) + '\n')
        process.stdin.close()
        return process

    def finish(self, process, lines=()):
        lines = list(lines) + process.stdout.readlines()
        errors = process.stderr.read()
        return Answer([l for l in lines if l.endswith('\n')], process.wait(60), errors)

    def run(self, job):
        return self.finish(self.start(job))

    def kill_at(self, job, step):
        """Ends it with SIGKILL as soon as it has told that STEP begins."""
        process, lines = self.start(job), []
        for line in process.stdout:
            lines.append(line)
            event = json.loads(line)
            if event['event'] == 'step' and event['phase'] == step:
                process.kill()
                break
        return self.finish(process, lines)
