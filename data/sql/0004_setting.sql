-- What the person set in this file (how lists are sorted, `:set`): a text per name.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Names sort ñ behind n and before o: as "n" and the last character that text may hold (text_sort_key).
UPDATE client SET folded = replace(folded, char(241), 'n' || char(1114109)) WHERE instr(folded, char(241));
