code: R1
kind: recap
language: it
register: tu
channel: email
disclosure: client
subject: Riepilogo {event? meeting=del nostro incontro | della nostra telefonata} {when:of_weekday}
more: : {topic}

{greeting}

ti riassumo {event? meeting=il nostro incontro | la nostra telefonata} {when:of_weekday} ({when:minute}{minutes? one=, $ minuto | other=, $ minuti | }).\
@if topic
Argomento: {topic}
@end

Siamo rimasti d'accordo così:
-

Se hai inteso qualcosa in modo diverso, scrivimelo in risposta a questo messaggio.

Un saluto\
@if me.signature
{me.signature}
@end
