-- Promises, requests, deliveries, complaints, expenses, rates; intake; lessons, wins, reviews; colleagues, referrals, tasks.
-- `decision` holds a decision's ref without pointing at it: what was learned from it, and what it made, can be on its way first.
-- The refs of rate, intake and referral are made of their other columns.
CREATE TABLE rate (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, currency TEXT NOT NULL, "on" TEXT NOT NULL, per_base TEXT NOT NULL
) STRICT;
CREATE TABLE profile (id INTEGER PRIMARY KEY CHECK (id = 1), industries TEXT, questions TEXT) STRICT;
CREATE TABLE colleague (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT, needs TEXT, competitor INTEGER NOT NULL, consented_on TEXT
) STRICT;
CREATE TABLE promise (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  said_on TEXT NOT NULL, pays_on TEXT NOT NULL, invoice TEXT REFERENCES invoice(ref) DEFERRABLE INITIALLY DEFERRED,
  amount INTEGER, amount_currency TEXT, excuse TEXT, kept TEXT NOT NULL
) STRICT;
CREATE INDEX promise_client ON promise(client, pays_on);
CREATE INDEX promise_invoice ON promise(invoice) WHERE invoice IS NOT NULL;
CREATE TABLE request (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, what TEXT NOT NULL, decision TEXT NOT NULL, minutes INTEGER NOT NULL,
  price INTEGER, price_currency TEXT
) STRICT;
CREATE INDEX request_client ON request(client, "on");
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, what TEXT
) STRICT;
CREATE INDEX delivery_client ON delivery(client, "on");
CREATE TABLE complaint (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, what TEXT, delivery TEXT REFERENCES delivery(ref) DEFERRABLE INITIALLY DEFERRED,
  "right" TEXT NOT NULL
) STRICT;
CREATE INDEX complaint_client ON complaint(client, "on");
CREATE INDEX complaint_delivery ON complaint(delivery) WHERE delivery IS NOT NULL;
CREATE TABLE expense (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, amount INTEGER NOT NULL, amount_currency TEXT NOT NULL, kind TEXT
) STRICT;
CREATE INDEX expense_client ON expense(client, "on");
CREATE TABLE intake (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  question TEXT NOT NULL, answer TEXT NOT NULL, "on" TEXT NOT NULL, waived_reason TEXT
) STRICT;
CREATE INDEX intake_client ON intake(client);
CREATE TABLE referral (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  colleague TEXT NOT NULL REFERENCES colleague(ref) DEFERRABLE INITIALLY DEFERRED, "on" TEXT NOT NULL
) STRICT;
CREATE INDEX referral_client ON referral(client);
CREATE INDEX referral_colleague ON referral(colleague);
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, decision TEXT
) STRICT;
CREATE INDEX lesson_client ON lesson(client, "on");
CREATE TABLE win (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE INDEX win_client ON win(client, "on");
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  "on" TEXT NOT NULL, text TEXT, decision TEXT, again TEXT, process INTEGER, result INTEGER, relief INTEGER
) STRICT;
CREATE INDEX review_client ON review(client, "on");
CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE, client TEXT NOT NULL REFERENCES client(ref) DEFERRABLE INITIALLY DEFERRED,
  decision TEXT, kind TEXT NOT NULL, what TEXT NOT NULL, due TEXT, state TEXT NOT NULL, done_on TEXT, reason TEXT,
  n INTEGER NOT NULL
) STRICT;
CREATE INDEX task_client ON task(client, state);
