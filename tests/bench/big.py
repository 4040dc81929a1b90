"""Writes a big log as JSON Lines: CLIENTS clients with EACH interactions each, in time order, the same every time.

    python3 tests/bench/big.py CLIENTS EACH > big.jsonl
"""
import random
import sys

clients, each = int(sys.argv[1]), int(sys.argv[2])
rnd = random.Random(7)
syllables = "ba ce di fo gu ka le mi no pu ra se ti vo zu sha tre pli kro ent".split()
words = ["".join(rnd.choice(syllables) for _ in range(2 + (i > 50) + (i > 2000))) for i in range(20000)]
weights = [1 / (i + 2) for i in range(len(words))]
total = 0.0
cumulative = [total := total + w for w in weights]
days = ",".join(f'"{d}":["09:30-18:00"]' for d in ("mon", "tue", "wed", "thu", "fri"))
out = sys.stdout.write
out('{"type":"me","name":"Nora Inventada","email":["nora@paletti.example"],"zone":"Europe/Madrid"}\n')
out(f'{{"type":"rule","from":"2016-01-01T00:00:00Z","zone":"Europe/Madrid","hours":{{{days}}}}}\n')
for c in range(clients):
    name = " ".join(w.capitalize() for w in rnd.choices(words, cum_weights=cumulative, k=2))
    out(f'{{"type":"client","ref":"c{c}","name":"{name} {c}","emails":["c{c}@client.example"]}}\n')
    out(f'{{"type":"told","ref":"t{c}","client":"c{c}","on":"2016-01-04"}}\n')
n = clients * each
start, step = 1467331200, 10 * 365 * 86400 / n
import datetime
channels = ["email", "email", "email", "phone", "whatsapp", "video"]
for i in range(n):
    at = start + int(i * step) + rnd.randrange(600)
    when = datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    channel = rnd.choice(channels)
    kind = "call" if channel in ("phone", "video") else "message"
    way = "in" if rnd.random() < 0.55 else "out"
    text = " ".join(rnd.choices(words, cum_weights=cumulative, k=8))
    out(f'{{"type":"interaction","ref":"i{i}","client":"c{rnd.randrange(clients)}","at":"{when}","direction":"{way}",'
        f'"kind":"{kind}","channel":"{channel}","subject":"{text}","minutes":{rnd.randrange(1, 60)}}}\n')
