"""Measures the goals of speed and memory as ratios to what stands beside them in the same run, and prints a table.

    meson compile -C build bench && python3 tests/bench/measure.py build [CLIENTS EACH]

Nothing here is a test: the figures of a busy machine mean little, ratios taken side by side hold. The unit `hello`
draws one frame with ncurses and waits; `ref` opens a bare SQLite file of as many interactions, shows a page, and
searches as one types; F is the echo floor of the harness. Data is made below BUILD/bench and kept.
"""
import json
import os
import re
import statistics
import subprocess
import sys
import time

build = os.path.abspath(sys.argv[1])
clients, each = (int(sys.argv[2]), int(sys.argv[3])) if len(sys.argv) > 3 else (1000, 1000)
here = os.path.dirname(os.path.abspath(__file__))
kit = f"{build}/tests/bench"
paletti = f"{build}/src/paletti"
data = f"{build}/bench/{clients}x{each}"
os.makedirs(data, exist_ok=True)
big, small, ref_db = f"{data}/big/big.db", f"{data}/small/small.db", f"{data}/ref.db"
rows = []


def run(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


def row(number, what, goal, found):
    rows.append((number, what, goal, found))
    print(f"{number:>4}  {what:<58} {goal:<24} {found}", flush=True)


def pty(label, *steps, command, wait, size="80x24", runs=11, env=()):
    words = [f"{kit}/ptybench", "-L", label, "-s", size, "-n", str(runs)]
    for w in wait:
        words += ["-w", w]
    for e in env:
        words += ["-e", e]
    done = subprocess.run([*words, *steps, "--", *command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"ptybench {label}: {done.stdout}{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def median(f, n=5):
    return statistics.median(f() for _ in range(n))


def p50(found, what, field, keys=None):
    return next(x[field]["p50"] for x in found if x["what"] == what and (keys is None or x["keys"] == keys))


def timed(*words, **more):
    t = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.perf_counter() - t


# --- data ---

lines = f"{data}/big.jsonl"
if not os.path.exists(lines):
    print("writing the big log ...", flush=True)
    with open(lines + ".part", "w") as f:
        subprocess.run([sys.executable, f"{here}/big.py", str(clients), str(each)], check=True, stdout=f)
    os.rename(lines + ".part", lines)
if not os.path.exists(ref_db):
    run(f"{kit}/rawsql", "build", ref_db, str(clients * each), str(clients), "late")
with open(f"{data}/first.jsonl", "w") as f:
    with open(lines) as source:
        f.writelines(line for line in source if '"type":"me"' in line or '"type":"rule"' in line)

print(f"{clients} clients with {each} interactions each\n")

# --- 10: import ---

n = clients * each
for name in (big, big + "-wal", big + "-shm"):
    if os.path.exists(name):
        os.unlink(name)
took = timed(paletti, "--db", big, "import", "--format", "jsonl", lines)
bare = run(f"{kit}/rawsql", "build", f"{data}/bare.db", str(n), str(clients), "late")
bare_s = timed(f"{kit}/rawsql", "build", f"{data}/bare.db", str(n), str(clients), "late")
row(10, "import of JSON Lines, rows a second", ">= 60 % of bare SQLite", f"{n / took:,.0f}/s = {100 * bare_s / took:.0f} % of {n / bare_s:,.0f}/s")
run(paletti, "--db", small, "import", "--format", "jsonl", f"{data}/first.jsonl")

# --- the screen ---

page = {"command": [paletti, "--db", big], "wait": ["Clients"]}
empty = {"command": [paletti, "--db", small], "wait": ["paletti"]}
hello = pty("hello", "mem", "exit=q", command=[f"{kit}/hello"], wait=["READY"])
floor = pty("F", "key=e*200", "exit=q", command=[f"{kit}/testapp"], wait=["READY"], runs=1)
bigrun = pty("paletti", "mem", "exit=Q", **page)
emptyrun = pty("paletti", "mem", "exit=Q", **empty)
h, b, e = (p50(x, "first_frame", "frame_ms") for x in (hello, bigrun, emptyrun))
hc, bc, ec = (p50(x, "first_frame", "cpu_ms") for x in (hello, bigrun, emptyrun))
row(1, "first frame, wall; CPU", "<= 1.5 x hello", f"{b:.2f} ms = {b / h:.2f} x; {bc:.2f} ms = {bc / hc:.2f} x")
hwm = lambda found: [x["hwm_mb"] for x in found if x["what"] == "mem"]
row(2, "big against small: CPU of the first frame, memory", "<= 1.05 x", f"{bc / ec:.2f} x, {hwm(bigrun)[0] / hwm(emptyrun)[0]:.2f} x")

f50 = p50(floor, "key", "latency_ms")
refrun = pty("ref", "key=j*200", "key=<PageDown>*60", command=[f"{kit}/ref", ref_db], wait=["READY"], runs=1, env=["ONEWRITE=1"])
moves = pty("paletti", "key=j*200", "key=<Tab>*100", "key=<PageDown>*60", "mem", runs=1, **page)
for number, keys, goal, times in ((3, "j*200", "<= 2.3 x F, <= 0.30 ms CPU", 2.3), (3, "<Tab>*100", "<= 2.3 x F, <= 0.30 ms CPU", 2.3),
                                  (4, "<PageDown>*60", "<= 2.8 x F, p99 <= 5 ms", 2.8)):
    x = next(m for m in moves if m["what"] == "key" and m["keys"] == keys)
    r = next((m for m in refrun if m["what"] == "key" and m["keys"] == keys), None)
    row(number, f"key {keys}", goal, f"{x['latency_ms']['p50']:.2f} ms = {x['latency_ms']['p50'] / f50:.1f} x F, p99 {x['latency_ms']['p99']:.1f}, "
        f"CPU {x['cpu_ms']['p50']:.2f}" + (f" (ref {r['latency_ms']['p50'] / f50:.1f} x F)" if r else ""))
    row(5, f"bytes of {keys}; writes a key", "<= 220; one", f"{x['bytes']['p50']:.0f} ({x['bytes']['p50'] / max(1, x['cells']['p50']):.2f} a cell); {x['writes_per_key']:.1f}")
wide = pty("paletti", "send=<Tab>", "key=<PageDown>*60", runs=1, size="200x60", **page)
x = p50(wide, "key", "latency_ms")
row(4, "PageDown at 200x60", "<= 2.8 x F", f"{x:.2f} ms = {x / f50:.1f} x F")
burst = pty("paletti", "burst=j*500", runs=1, **page)
row(6, "500 queued j", "<= 10 ms", f"{next(m for m in burst if m['what'] == 'burst')['total_ms']:.1f} ms")
words = ["bace", "difogu", "kale", "mino", "pura", "seti", "vozu", "shatre", "plikro", "ent"]
steps = ["send=2"]
for w in words:
    steps += ["send=/", f"type={w}", "send=<Esc>"]
typing = [m for m in pty("paletti", *steps, runs=1, **page) if m["what"] == "type"]
times = [m["latency_ms"]["p50"] for m in typing]
worst = max(m["latency_ms"]["max"] for m in typing)
row(7, "search as you type in one client's log, a character", "<= 2.5 ms, worst <= 8 ms", f"{statistics.median(times):.2f} ms, worst {worst:.1f} ms")
def typed(label, *steps):
    """What a character costs: its median, and the worst one."""
    found = [m["latency_ms"] for m in pty("paletti", *steps, runs=1, **page) if m["what"] == "type"]
    row("", label, "", f"{statistics.median(m['p50'] for m in found):.2f} ms, worst {max(m['max'] for m in found):.1f} ms")


typed("a filter while it is typed, a character", "send=f", "type=late owed:me ch:email", "send=<Esc>")
typed("an entry with its preview, a character", "send=a", "type=yesterday 17:50 call 25m wants a different header", "send=<Esc>")
chosen = [m for m in pty("paletti", "key=s*20", "send=f", "send=owed:me", "key=<Enter>*1", runs=1, **page) if m["what"] == "key"]
row("", "sorting the clients, a key; a filter that is on", "", "; ".join(f"{m['latency_ms']['p50']:.2f} ms" for m in chosen))
# The first idle moments of a day belong to the daily copy and the close look at the file; what comes after them counts.
idle = pty("paletti", "idle=45", "idle=61", runs=1, **page)
x = [m for m in idle if m["what"] == "idle"][-1]
row(8, "idle: wake-ups a second", "the clock's one a minute", f"{x['wakeups_per_s']:.2f}")
memory = pty("paletti", "send=2", "key=<PageDown>*60", *[s for w in words[:6] for s in ("send=/", f"type={w}", "send=<Esc>")], "mem", runs=1, **page)
row(9, "peak memory after 60 pages and 6 searches", "<= 8 MB", f"{hwm(memory)[-1]:.1f} MB")
sizes = pty("paletti", "resize=100x30", "resize=160x48", "resize=80x24", "exit=Q", runs=1, **page)
row(16, "resize; quit with the screen restored", "<= 1.5 ms; <= 3 ms",
    "; ".join([f"{m['latency_ms']:.1f} ms" for m in sizes if m["what"] == "resize"] + [f"{m['ms']:.1f} ms" for m in sizes if m["what"] == "exit"]))

# --- the shell ---

adds = sorted(timed(paletti, "--db", big, "log", "c1", "--add", "note bench") for _ in range(60))
sync = sorted(float(run(f"{kit}/fsync", f"{data}/fsync.tmp")) / 1000 for _ in range(5))[2]
start = median(lambda: timed(paletti, "--version"), 11)
row(11, "log --add, less the start of a process; fdatasync", "<= 2 x fdatasync", f"{1000 * (adds[30] - start):.2f} ms p50, {1000 * (adds[58] - start):.2f} ms p97; fdatasync {sync * 1000:.2f} ms")
# What the table of clients shows, laid out in columns as that is.
of_clients = ("select c.ref, c.name, c.state, t.owed, t.theirs, t.mine, t.last_at from client c "
              "left join tally t on t.client_id = c.id order by c.folded, c.id")
queries = {
    "clients": (["clients"], of_clients),
    "log": (["log", "c1", "--limit", "50"], "select * from interaction where client_id=(select id from client where ref='c1') order by id desc limit 50"),
    "search": (["search", "bace", "--limit", "50"], None),
}
fts = run("sqlite3", big, "select name from sqlite_schema where type='table' and sql like '%fts5%'").split()
for name, (words_, sql) in queries.items():
    if sql is None:
        sql = f"select i.* from {fts[0]} f join interaction i on i.id=f.rowid where {fts[0]} match '\"bace\"*' order by f.rowid desc limit 50"
    ours = median(lambda: timed(paletti, "--db", big, *words_), 15)
    theirs = median(lambda: timed("sqlite3", "-readonly", "-column", big, sql), 15)
    row(12, f"{name} from the shell", "<= 1.3 x sqlite3", f"{1000 * ours:.2f} ms = {ours / theirs:.2f} x")
took = timed(paletti, "--db", big, "judge", "--json")
row(13, "judge --json of everything, whole command", "", f"{took:.2f} s = {1e9 * took / n:.0f} ns an interaction, JSON included")
print(run(f"{kit}/bench-judge"))
rounds = [[float(cell) for cell in line.split()] for line in run(f"{kit}/bench-what_if", big, "5").splitlines() if re.match(r" *[0-9]", line)]
first, whole, _, longest, *_ = (statistics.median(column) for column in zip(*rounds))
row(14, "what-if: the client at hand; the whole log; longest slice", "at once; <= 1 s of 1 M; <= 16 ms",
    f"{first:.1f} ms; {whole / 1000:.2f} s; {longest:.1f} ms")
for name in ("hours", "replies"):
    took = median(lambda: timed(paletti, "--db", big, "plot", name), 5)
    row("", f"plot {name} of everybody, whole command", "<= 1 s of 1 M", f"{took:.2f} s")
libs = run("ldd", paletti).splitlines()
row(15, "shared objects", "<= 10, no network", f"{len(libs)}: " + " ".join(re.findall(r"lib([a-z0-9_+-]+)[.-]", "\n".join(libs))))
