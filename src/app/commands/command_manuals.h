/* What the manual says of the commands of which it has most to say; the others have it in the table (commands.c). */
#pragma once

#define MANUAL_IMPORT \
    N_("Reads FILE into your file: all of it or, when anything in it is wrong, nothing. " \
       "Importing the same again adds nothing.\n" \
       "\n" \
       "jsonl reads record lines (paletti-jsonl(5)); FILE may be - for the standard input. A " \
       "record whose ref is known replaces the stored one whole. mbox and maildir read mail: " \
       "each message becomes an entry in the log of every client it was exchanged with. For " \
       "that paletti must know your own addresses: those of your `me` record, and those given " \
       "with --me. csv and vcard read lists of clients, those of Google Contacts, HubSpot and " \
       "Teamwork among them; what you wrote about a client by hand stays.\n" \
       "\n" \
       "ics reads a calendar. With --as closed the days off in it are added to your rules: a new version, " \
       "which clients need not be told. Left out is what you have already, what is over, and what the calendar " \
       "itself calls an observance or the day of one region. With --as meetings the appointments with clients, " \
       "known by the addresses of those who take part, are taken. In the place of a file, es or it stand for the national " \
       "holidays of Spain or Italy.\n" \
       "\n" \
       "What was skipped, and which addresses belong to no client, is told at the end. --preview says " \
       "what an import would do and does nothing: how much is new, who is unknown and how often, from when " \
       "to when it goes, and which addresses seem to be your own.\n" \
       "\n" \
       "Example: paletti import --format mbox --me nora@palabra.example --add-correspondents " \
       "~/mail/archive.mbox")

#define MANUAL_COURIER \
    N_("Tries the accounts of ~/.config/paletti/paletti.conf (paletti.conf(5)) one by one: whether the server that takes your " \
       "letters is there, is who it says and lets you in; whether your sent mail can be looked into; whether the programs you " \
       "name are there; what the key of Stripe may do, and whether it is a live or a test key. Nothing is sent and nothing is " \
       "changed. Each line says what works, what does not and what to do about it, and what is not set up, which is no fault: " \
       "letters can always be copied and sent by hand. The exit code is 1 when something that is set up does not work.\n" \
       "\n" \
       "Example: paletti courier check")

#define MANUAL_FACTS \
    N_("What the first page of a decision shows: money, the hour earned, lines crossed, work, what was asked for beside " \
       "the contract, whether it fits, and your energy, of the last six months; beside each the median of your " \
       "other clients, and a suggestion from 1 (much worse) to 5 (much better), which is yours to change. Then what speaks for " \
       "them, what is not known, your own part, and how long you would last without them. Nothing is added up.\n" \
       "\n" \
       "With --json every number that it is made of: sums in hundredths (or what else your currency has) of your own " \
       "currency, times in minutes, figures as fractions.\n" \
       "\n" \
       "The six months, the five entries below which nothing is compared and the other numbers stand in a file of your own, " \
       "facts/limits in the folder of your settings, where it has them: \"window_months 12\".\n" \
       "\n" \
       "Example: paletti facts quejumbre")

#define MANUAL_CLIENTS \
    N_("Lists all clients by name: their state, whether they wait for an answer of yours and " \
       "until when, what they owe, the breaches of both sides, and the newest entry. Of the " \
       "client's breaches those count that came after they had been told the rule; yours all " \
       "count.\n" \
       "\n" \
       "FILTER lists those that all of its words fit: waiting, late, owed:me (an answer), owed:them " \
       "(money, material), prospect, active, leaving, left, told, untold, tag:vip, lang:es, " \
       "breach:hours, by:me, theirs>3, mine>3, since:2026, from:30d, until:90d (the newest entry), or " \
       "the beginning of a word of a name. -late is the contrary, late,prospect one of both. The words " \
       "are understood in Spanish and Italian too.\n" \
       "\n" \
       "Example: paletti clients late owed:me")

#define MANUAL_WHAT_IF \
    N_("FILE holds rules and exceptions as record lines (rule and override of paletti-jsonl(5); - is the " \
       "standard input). They take the place of all of yours, and the whole log is judged by them, or that of " \
       "CLIENT: how often each line is crossed now, and how often it would be then, yours first. \"Counted\" " \
       "is as if everybody had been told today's rules, beside what they were told: what was crossed under " \
       "older rules that differ from today's and that the client was not told of does not count. Nothing is " \
       "stored.\n" \
       "\n" \
       "With --json your own kinds are my_off_hours, my_channel, late_reply and broken_promise, those of the " \
       "client off_hours, channel, chase, late_material and late_payment.\n" \
       "\n" \
       "Example: paletti export --format jsonl | grep '\"type\":\"rule\"' > rules.jsonl; paletti what-if " \
       "rules.jsonl")

#define MANUAL_STATEMENT \
    N_("Shows each package of CLIENT: when and for how much it was bought, each use with its date, what is left and " \
       "what of its price goes back, and on which of their payments, the newest first. Uses count up to DATE and on " \
       "that day; those still to come by then are kept, unless --give-back names them. By unit price: left x price / " \
       "bought; where the contract says \"single price\": what was paid less what was used at that price. Of months " \
       "the whole ones to come, and of the running one its days to come; uses of a month count nothing. Of a fixed " \
       "price the milestones that are not reached. Shares are rounded up to the cent, and what was given back before " \
       "is taken off.\n" \
       "\n" \
       "What they owe stands apart, and is never set off. Nothing is stored and nothing leaves. With --json the sums " \
       "are lists where there are several currencies.\n" \
       "\n" \
       "Example: paletti statement quejumbre --on 2026-12-01")

#define MANUAL_REFUND \
    N_("Says of each refund of CLIENT where it stands, and what is still to go back, by the statement of the last day: that of --on, of the goodbye that is open, or today. " \
       "WHAT is what to do; LINE is the number of one in the list, or its ref, and can be left out where only one fits.\n" \
       "\n" \
       "plan keeps a line for each payment that something goes back on. find asks Stripe what these addresses paid, and links the " \
       "payments: same sum, same currency, about the same day, one of each; else it asks, and --source says which. confirm shows " \
       "the whole of one line, looked at again at Stripe; with --name it is confirmed, by the client's short name. The outbox " \
       "lets it go (paletti outbox --release). take-back undoes that while nothing was sent, drop forgets a planned line. look " \
       "asks what became of those that are open, unknown, or younger than 30 days; one that comes back opens the goodbye again.\n" \
       "\n" \
       "What was paid by transfer, in cash or otherwise you return yourself, once it is confirmed: done --reference TEXT; and " \
       "came-back, if it does. by --by WAY changes how a planned line goes back. A refund of which nobody knows whether it was " \
       "made is looked up, and sent again with the same key for 23 hours; after that you look, and not-made says that it was " \
       "not. Refunds made by hand at Stripe are noted and subtracted.\n" \
       "\n" \
       "Each line by Stripe says TEST or LIVE. A TEST goes through all of it and moves no money; came-back makes it void.\n" \
       "\n" \
       "Example: paletti refund quejumbre confirm 1 --name Quejumbre")

#define MANUAL_OUTBOX \
    N_("Lists what is confirmed to leave, and why it does not leave yet. Nothing leaves without being confirmed, and nothing " \
       "leaves twice.\n" \
       "\n" \
       "confirm REF makes the exact bytes of that draft and shows them whole: to whom, when, every sum and date. With --name and " \
       "the client's short name it is confirmed, for exactly those bytes: a changed draft has to be confirmed again. --at names " \
       "the earliest time; it leaves at the first one after that which is in your hours and in the client's day.\n" \
       "\n" \
       "--release lets go what may leave now, once: this is what a timer runs. Refused letters wait as drafts again, with the " \
       "server's words. Of one whose outcome nobody knows, your sent mail is asked where paletti.conf names it; it is never sent " \
       "again by itself: said REF done, or not-sent, tells what you found. So it does of what you send by the clipboard (copy " \
       "REF gives the text to it) or by hand. cancel REF takes back what has not left, show REF shows what goes.\n" \
       "\n" \
       "Example: paletti outbox --release")
#define MANUAL_LADDER \
    N_("Says what CLIENT owes, where each debt stands on the payment ladder and what comes next: a kind letter the day after " \
       "the due date, a firm one, a last one, then the person in charge, recovery, or letting them go. Beside it: promises " \
       "and what became of them, excuses and which came again, since when work stops and what went into it since, whether " \
       "they asked for something new while they owe, how they pay, and whether a second chance is open. Where every step is done, " \
       "or with --cost, --hours or --likely, it says what recovering the debt is worth: reminders, never advice.\n" \
       "\n" \
       "--draft writes the next letter. --send shows it whole, as it would leave, and with the client's short name behind --name " \
       "it is confirmed and goes into the outbox. Before it leaves it is looked at once more: only while the invoice owes that " \
       "sum, that step is the next one, no promise is waited for and nobody wrote meanwhile does it go.\n" \
       "\n" \
       "--promise notes what they said: one promise, for a few days at most; parts of the sum " \
       "may take longer, and there is no extension. While it is waited for the ladder sleeps; broken, it leaves one step out. A " \
       "part payment lowers the sum and leaves the step. A letter that you sent otherwise counts too: mark your entry in " \
       "the log with the sign t6a, t6b, t6c or t6d; and an excuse that they gave with excuse_office and the like.\n" \
       "\n" \
       "Steps and numbers are those of ~/.config/paletti/ladder/steps over the built-in ones, the law's figures those of " \
       "~/.config/paletti/law/late_payment; both are made of lines that explain themselves in the built-in files.\n" \
       "\n" \
       "Example: paletti ladder acme --promise friday --excuse office")

#define MANUAL_SEQUENCE \
    N_("Says goodbye to several contacts who went quiet: up to three letters, each on a day of its own, in everybody's own " \
       "language and register (F1 of paletti letter). Without NAME it lists what is under way.\n" \
       "\n" \
       "--with and --on begin one and write the first letter to each of them as a draft, to be read and changed. Who has credit " \
       "left, owes you, waits for an answer, has a meeting, a task or an access open, has left or is leaving, was in touch within 60 days, has no address, or is in " \
       "another sequence cannot be in it: each is named, with the reason. --preview shows a letter as it would leave, to every " \
       "name; --confirm and the sequence's name put all of them into the outbox, not before their day. --draft writes the next " \
       "letter when its time comes. Any answer ends it for that person, and so does all that would have kept them out; that is " \
       "looked at again before each letter leaves.\n" \
       "\n" \
       "Example: paletti sequence autumn --with zoe --on monday --on \"in 30 days\"")

#define MANUAL_LETTER \
    N_("Writes the letter CODE to CLIENT, in their language and register: T3b, your rules (start, or reset where " \
       "there is a history); T4, a reminder of a line that was crossed (first without blame, second with the rule " \
       "quoted, third with what follows); T5, please write elsewhere; R1, the recap of a call. --of names the " \
       "entry.\n" \
       "\n" \
       "Money: T3, what was paid for and not used; T6a, T6b, T6c, a payment, kindly, firmly, for the last time; T6d, to the " \
       "person in charge; T6e, a promise noted; T9, a quote for what is asked beyond the contract; T12, an answer about the " \
       "price. Ends: T1, the decision; T1b, today, after abuse; T7a, notice; T7b, for non-payment; T8, for their good; T15, " \
       "meetings; T16, access. T2 refers them to a colleague, T10 declines a project, T13 a prospect, T14 gives conditions, " \
       "T17 answers who asks to come back, T11 is a card for a call, never sent. What a decision says (the last day, " \
       "framing, conditions) comes from deciding, or with --field from you; \"returned\", \"closed\" and \"cancelled\" stand only where a record says so.\n" \
       "\n" \
       "A reminder needs a reason: rest, focus, cannot_take_on, too_much, nothing_lost, alike, in_turn, or " \
       "a sentence in the client's language.\n" \
       "\n" \
       "What is quoted is the version of the rules in force when the line was crossed, and only where the client " \
       "had been told it (told_on). Where something is missing there is no text: the fields are listed and the " \
       "exit code is 1; most of them come from the records `me`, `client` and `rule`. Private notes, labels, tags " \
       "and names of other clients stay out: such a letter is refused.\n" \
       "\n" \
       "F1 says goodbye to somebody who went quiet (first, second, last; paletti sequence).\n" \
       "\n" \
       "A template of your own in ~/.config/paletti/letters/LANGUAGE/CODE.REGISTER.VARIANT takes the place of the " \
       "built-in one: copy that one (paletti(1) tells where they are, and how they are written) and change it. One with a " \
       "mistake is refused, by file and line, and the built-in one taken.\n" \
       "\n" \
       "Example: paletti letter fulmine T4 --of i-4kq2m7zhw3xpa --reason rest")

#define MANUAL_CARD \
    N_("Writes your rules as CLIENT would get them, in their language and register, with what is otherwise for them for " \
       "a while; without CLIENT in your own language, to nobody in particular. FROM is when another version begins, " \
       "a day or an instant.\n" \
       "\n" \
       "--untold lists prospects and clients who were not told the rules in force, since when, and what they know " \
       "instead: what somebody was not told does not count against them. --draft keeps the cards of the CLIENTs, or " \
       "with --all of all of those, as drafts, in one act; who has one that waits gets no second one. Once you sent " \
       "one, paletti draft REF --done notes that they were told, too.\n" \
       "\n" \
       "Example: paletti card --draft --all")

#define MANUAL_UNDO \
    N_("Takes back the newest act that was not taken back yet, whole: an entry that was added, a record that " \
       "was changed or removed, an import with everything it brought. Judgements and the search follow. The " \
       "journal of acts stands in the file: it holds the last 10,000, is the same for every paletti that has " \
       "the file open, and is there after a restart. What is done after an undo takes the place of what could " \
       "be redone.\n" \
       "\n" \
       "Backups, exports and restoring a backup change no record and are no acts; a backup brings the journal " \
       "it was made with.\n" \
       "\n" \
       "Example: paletti undo")

#define MANUAL_EXPLAIN \
    N_("Explains the entry, request or invoice with the ref REF: when it counts as received, " \
       "piece by piece which time counts and which does not, when it is due and by which " \
       "version of your rules; and each breach in a sentence.\n" \
       "\n" \
       "Example: paletti explain i-4kq2m7zhw3xpa")

#define MANUAL_NOTICE \
    N_("Says when a notice that leaves at INSTANT is received and which day is the last one, " \
       "by the contract, the client's exceptions and your rules.\n" \
       "\n" \
       "Example: paletti notice tormenta --sent 2026-11-16T10:15:00+01:00")

#define MANUAL_DOSSIER \
    N_("Writes a page of Markdown about CLIENT: the facts in the words of the decision's page, what stands behind each " \
       "figure with its dates, invoices, payments, promises, extras, complaints, earlier decisions with what was expected " \
       "of them and how they turned out, and what was learned. Your private label, notes and reasons are not in it.\n" \
       "\n" \
       "Example: paletti dossier quejumbre --file quejumbre.md")

#define MANUAL_SET \
    N_("Without words shows what can be set, what it is and what it can be; with NAME only that one. With " \
       "VALUE sets it, at once and for this file.\n" \
       "\n" \
       "mouse: a click selects and the wheel scrolls; neither ever does more than a key that moves. start: with queue the " \
       "day's queue is open when paletti starts. theme: " \
       "NO_COLOR and a terminal without colours win over it.\n" \
       "\n" \
       "Example: paletti set theme light")

#define MANUAL_STATS \
    N_("Counts what is yours: how many clients there are and how many of them earn less than your target, what was " \
       "decided and what came of it, prospects declined beside clients let go, and by quarter the lines crossed, the " \
       "time outside your hours, invoices paid on time and what the median hour earned. Nobody is ranked: the list " \
       "below the target is by name.\n" \
       "\n" \
       "Without --year the decisions are those of ever, and the quarters the last eight. paletti plot draws them.\n" \
       "\n" \
       "Example: paletti stats --year 2026")

#define MANUAL_PLOT \
    N_("Draws the picture NAME of the log of CLIENT, or of everybody's. hours: how often they come to you in each " \
       "hour of the week, by the clock of your rules, with your hours framed; with --mine, how often you write " \
       "and call. replies: how long your answers took, from receipt on, as your window counts it, and where the " \
       "window ends. Your hours and the window are today's; whether an answer was on time is judged by the rules " \
       "of its day.\n" \
       "\n" \
       "rate: what an hour earned with each client in the last 6 months, as it was paid, and your target as a line. " \
       "share: whose the income of 12 months is. Both by name, or --by-amount. quarters: lines crossed, time outside " \
       "your hours, invoices paid on time and the median hour, by quarter. decisions: what you decided, by year. " \
       "These are of everybody.\n" \
       "\n" \
       "--svg writes it to FILE, for a browser or a letter: no labels and no notes are in it, but the name of CLIENT " \
       "is. An existing file stays as it is without --force. --json tells the counts.\n" \
       "\n" \
       "Example: paletti plot hours quejumbre --since 2026-01-01 --svg hours.svg")

#define MANUAL_DEMO \
    N_("Makes a file with invented people, the good, the late and the insufferable, and a year of " \
       "history with them, and opens the screen on it; without a terminal, or with --json, it says " \
       "what it made and where. Your own file is not touched.\n" \
       "\n" \
       "All dates are moved by whole weeks, so that what waits there waits this week; on a weekend, in " \
       "the week that comes. A demo that has aged by a week is made anew the next time, unless you " \
       "changed something in it: then it is opened as you left it, and --fresh begins anew. --fixed " \
       "keeps the dates as they are written, in a second file, and lets the clock stand at Mon 16 Nov " \
       "2026 10:15: what the documents and the tests show.\n" \
       "\n" \
       "Example: paletti demo")

#define MANUAL_DECIDE \
    N_("On the screen it opens the pages of the decision (d on a client; D: the question before the facts): the facts, the " \
       "question, the path, and all of it once more before it is confirmed. Nothing is sent from there. Each key is saved: what " \
       "is open can be left anywhere and gone on with later. In the shell it shows where that stands: the page, the answer, the " \
       "path that is usual for it, what the plan still lacks, and what confirming would make. paletti decisions lists what was " \
       "decided.\n" \
       "\n" \
       "The first answer and its time are kept, whatever is answered later. The numbers, the causes that end a relation at " \
       "once and what is usual for each trouble stand in a file of your own, decide/house in the folder of your settings, " \
       "where it has them: \"keep_days 60\".\n" \
       "\n" \
       "Example: paletti decide quejumbre")

#define MANUAL_REVIEWS \
    N_("Lists what has come due of the decisions in force, of CLIENT or of everybody: dates, the terms of second " \
       "chances, and tripwires: lines crossed after a reminder, promises, an hour that earns little, a share that " \
       "grew, closeness, a contract that ends, somebody who writes again, and facts that were changed since. None " \
       "of it decides anything.\n" \
       "\n" \
       "Example: paletti reviews --json")

#define MANUAL_REVIEW \
    N_("Shows the facts of DECISION (or of the last one about a client) as they were then and as they are now. With yes or " \
       "no it saves your answer to \"would you do it again?\"; --process says how it was decided, --result how it went: " \
       "a good decision can end badly. What you expected is told once you have answered. A look back is one act, " \
       "which undo takes back.\n" \
       "\n" \
       "Example: paletti review vecchia yes --process 4 --result 3 --relief 2 \"quieter weeks\"")

#define MANUAL_CHANCE \
    N_("Shows the terms of CLIENT's second chance with what the log says of each: kept, broken, open, or to be answered " \
       "by you. Nothing follows by itself: on the screen you say that it was kept, or open the decision again.\n" \
       "\n" \
       "Example: paletti chance nube")

#define MANUAL_TASKS \
    N_("Lists the tasks that decisions made, in their order, of CLIENT or of everybody.\n" \
       "\n" \
       "Example: paletti tasks quejumbre --all")

#define MANUAL_TASK \
    N_("Marks the task REF (paletti tasks --json lists them) as done, as waived, which needs a reason, or as open " \
       "again. undo takes it back.\n" \
       "\n" \
       "Example: paletti task task-4kq2m7zhw3xpa waive \"they have no access\"")

#define MANUAL_GOODBYE \
    N_("Shows the goodbye of CLIENT, who was decided to be let go, as fourteen steps: what is done, what waits and for what, and " \
       "what cannot be undone any more. With an ACT it does one step, which undo takes back until something of it has left. " \
       "Nothing leaves by it: letters and refunds are confirmed by the client's short name and let go by the outbox.\n" \
       "\n" \
       "begin and stop: the freeze, and taking it back\n" \
       "last-day DAY: with --because where it is before what the notice allows\n" \
       "cancel, keep, restore MEETING\n" \
       "access WHAT (--where, --on), shut, leave, reopen ACCESS\n" \
       "handover WHAT (--on), done, undone TASK\n" \
       "refer COLLEAGUE, nobody REASON\n" \
       "tell call|meet|write, told (--on), untold; framing true|not_fit|best_for_you; reason none|short|full (--because)\n" \
       "write [LETTER], drop LETTER --because, true: every sentence is\n" \
       "confirm [LETTER] --name NAME, release\n" \
       "credit-note NUMBER\n" \
       "waive STEP --because, unwaive STEP\n" \
       "learn TEXT, or learn rule|price|question|none: TEXT\n" \
       "end: the client has left, once nothing is open; back --name NAME: they are a client again\n" \
       "\n" \
       "Example: paletti goodbye quejumbre cancel meet-quejumbre-10")

#define MANUAL_CLOSE \
    N_("Shows what stands in the way of closing with CLIENT, who is being let go, what was yours and what was not. " \
       "--lesson writes down what you learned: an end or a failed second chance asks for one lesson, a rule, a price, " \
       "a question for the next prospects, or none and why. --end closes: the client is gone, the log stays.\n" \
       "\n" \
       "Example: paletti close vecchia --as price --lesson \"no flat fee for changes\" --end")

#define MANUAL_INTAKE \
    N_("Shows the intake questions of CLIENT with the answers, the lessons of others beside them. --answer answers one, " \
       "--waive lets a no pass and says why, --activate makes a client of the prospect, --decline says no, kindly.\n" \
       "\n" \
       "Example: paletti intake humo --answer 3=no --waive \"a friend of theirs helps me\"")

#define MANUAL_REMIND \
    N_("Writes the letter that fits the line that the client crossed with the entry REF, in their language and register, " \
       "and keeps it as a draft; the breach is marked as reminded in the same act. A channel that you do not take is " \
       "first led to the right one (T5); all else is reminded of (T4): the first time without blame, the second time " \
       "with the rule quoted, from the third time on with what follows. What is quoted is the version of the rules " \
       "in force then and told to them; where they crossed only an exception of theirs, it stays without blame. " \
       "Nothing is sent.\n" \
       "\n" \
       "The reason is rest, focus, cannot_take_on, too_much, nothing_lost, alike, in_turn, or a sentence in the " \
       "client's language. What they were not told, what you waived, and your own lines are no matter of a reminder; " \
       "late material neither. Of an invoice that is late it is the letter of the payment ladder's next step (T6a to " \
       "T6d; paletti ladder), without a reason.\n" \
       "\n" \
       "Example: paletti remind fulmine-071 --reason focus")

#define MANUAL_DRAFT \
    N_("Shows the draft, and says beside it what in its words should be looked at. --file writes it to a file of your " \
       "own, as a mail program opens it. --done says that you sent it: it becomes an entry of the log, as a message of " \
       "yours. A reminder answers no question: where one waits for you, its due stays. `paletti edit draft:REF text=...` " \
       "changes it, `paletti remove draft:REF` drops it.\n" \
       "\n" \
       "A text that holds a private note, label or tag, or names another client, is neither written nor marked " \
       "as sent.\n" \
       "\n" \
       "Example: paletti draft d-4kq2m7zhw3xpa --file reminder.txt")

#define MANUAL_PROFILE \
    N_("Shows your profile: the kinds of business you know, and the questions that a prospect is asked. --print " \
       "writes it on one page, with what a client does who is worth having, and with your terms. `add profile` and " \
       "`edit profile` change it.\n" \
       "\n" \
       "Example: paletti profile --print | lpr")

#define MANUAL_LOG \
    N_("Shows the entries of CLIENT, newest first, each with what follows from it: when a " \
       "message counts as received, until when it is to be answered, and whether it was. " \
       "CLIENT is a ref, or the beginning of a name that only one client has.\n" \
       "\n" \
       "--filter shows only those entries that all of its WORDS fit: waiting, late, owed:me, in, out, call, meeting, " \
       "note, work, ch:whatsapp, breach:chase, by:me, by:client, min>30, from:2026-10-01, until:monday, or " \
       "words of their subject or text. -late is the contrary, ch:whatsapp,sms one of both.\n" \
       "\n" \
       "--add writes an entry instead, and shows it once it is on disk. Its line begins with " \
       "when it was (\"17:50\", \"yesterday 17:50\", \"fri 9:30\", \"2026-03-10 10:15\"; now, " \
       "when nothing is said) and what it was: in or out (a message), call (yours; \"call in\" " \
       "was theirs), meeting, note or work. A channel, a duration and the text may follow, and at its end +2 (energy, 1 to 5) and +haggles (a sign). " \
       "Spanish and Italian words do as well: \"ayer 17:50 entrada\", \"ieri chiamata\".\n" \
       "\n" \
       "What else there is to write down about a client takes a line as well, that begins with its name: " \
       "\"promise fri 1450 INV-7 excuse office\" (when they will pay, how much, why not yet), \"request new banner " \
       "free 90m\" (beyond what was agreed: free, quoted or declined, time, price), \"delivery header v3\", " \
       "\"complaint header v2 right:me\" (or right:them, right:both), \"expense meal 40\", \"win they sent a " \
       "friend\", \"lesson ask for a deposit\", \"task fri send the files\". A day stands before or behind the name; " \
       "words in quotation marks are text and nothing else.\n" \
       "\n" \
       "Example: paletti log quejumbre --add \"yesterday 17:50 in email wants a different " \
       "header\"")

#define MANUAL_STATUS \
    N_("Writes one line and ends: for tmux, a prompt, or the bar of a desktop. Without --format it says " \
       "your hours, invoices overdue and replies due.\n" \
       "\n" \
       "In TEXT a field stands in braces: {hours} (open or closed), {open} (nothing while closed), " \
       "{until} when that changes; {replies} clients who wait for a reply, {late} those whose reply is late; " \
       "{overdue} clients with an invoice overdue, {owed} what they owe; {today} what the day's queue holds, " \
       "{first} who waits first in it, {due} until when, {polite} the latest polite moment; {undo} acts that " \
       "can be undone. {replies?text} shows the text, which may hold fields, only where the field says " \
       "something other than 0. A brace itself is written twice.\n" \
       "\n" \
       "Example: paletti status --format \"{overdue?! {overdue}  }{replies?{replies} by {due}}\"\n" \
       "\n" \
       "For tmux: set -g status-right \"#(paletti status)\"")

#define MANUAL_SIGN \
    N_("Notes energy and signs on REF, an entry of a log; several refs are written with commas between. SIGNS are words: " \
       "1 (drained) to 5 is your energy after it; a sign is a code, a word of what it means, or the beginning of " \
       "either (haggles, urgent, listens); meal, confidence and off_hours_call say that it was close. What has - before " \
       "it is taken back, and so is the energy by 0. Signs are behaviour, never character, and add up to nothing: they " \
       "are counted among the facts, once a person decides.\n" \
       "\n" \
       "An entry can be written with them: paletti log quejumbre --add \"call in 25m the header +2 +nitpick\".\n" \
       "\n" \
       "Example: paletti sign quejumbre-199 2 nitpick")

#define MANUAL_ADD \
    N_("Adds a record of TYPE (me, profile, rate, rule, client, colleague, override, told, interaction, ask, contract, " \
       "package, use, invoice, payment, promise, expense, meeting, access, request, delivery, complaint, intake, " \
       "referral, lesson, win, review, task) about CLIENT, with the fields given; the other ones have what " \
       "such a record mostly has: today, the rules in force. Fields are those of paletti-jsonl(5), or the " \
       "beginning of one; values are written as people write them: days as \"friday\" or \"in 15 days\", " \
       "sums as \"320\" or \"1.234,50 EUR\", hours as \"mon-fri 9:30-18\". `paletti add client NAME` " \
       "is enough for a client.\n" \
       "\n" \
       "Example: paletti add invoice tormenta number=INV-7 amount=320 \"due_on=in 15 days\"")

#define MANUAL_TODAY \
    N_("Lists replies you owe, things you asked for and invoices that are due by the end of " \
       "today or overdue, and promises to pay that fall today or were broken, by when they are due. For an invoice it says which letter of " \
       "the payment ladder is due (not with --json). For a reply it says the latest polite moment " \
       "too: inside your hours and the client's own day, with what their clock shows then. A reply " \
       "that is due later, but whose latest polite moment is today, is listed too (not with --json). " \
       "The exit code is 11 when something is overdue, else 10 when something is due, else 0.\n" \
       "\n" \
       "Example: paletti today || notify-send paletti \"answers are due\"")

#define MANUAL_PAY \
    N_("LINE is \"[WHEN] AMOUNT [CURRENCY] [METHOD] [INVOICE NUMBER]\": when it came (today, when nothing is " \
       "said), how much, how (transfer, Stripe, cash, other) and for which invoice; the end of its number is " \
       "enough. The day and the method may stand behind as well, in any order. Without a number it is for the " \
       "invoice that the sum pays exactly, else for the only one that is open; where several could be meant " \
       "they are listed and nothing is written. \"none\" stands for no invoice.\n" \
       "\n" \
       "Example: paletti pay tormenta yesterday 320 EUR transfer INV-7")

#define MANUAL_TRIAGE \
    N_("Lists everybody who needs a look now, with all reasons: what is due today, money, decisions put aside, lines " \
       "crossed again and again, replies, reviews, who came back, and whom you never looked at; within each the most " \
       "money first, then the oldest. The screen's t goes through them card by card, and goes on where you " \
       "stopped.\n" \
       "\n" \
       "Example: paletti triage")

#define MANUAL_LATER \
    N_("Until WHEN the client, entry, request or invoice REF (as for edit) stands behind the others where paletti " \
       "lists what wants attention, and says so. When it is due does not move, and nothing is judged " \
       "otherwise. WHEN is a moment to come: monday, tomorrow 16:00, in 3 days; \"none\" ends it. Several REFs, with " \
       "commas between, are one act: all of them, or none.\n" \
       "\n" \
       "Example: paletti later tormenta monday")

#define MANUAL_EXPORT \
    N_("Writes to FILE, or to the standard output. jsonl writes every record, private notes " \
       "included, such that importing it into an empty file and exporting again gives the same " \
       "bytes. csv writes the list of clients without what is private. FILE appears whole or " \
       "not at all.\n" \
       "\n" \
       "Example: paletti export --format jsonl backup.jsonl")
