code: T7a
kind: notice
language: it
register: tu
channel: email
disclosure: client
needs: last_day
subject: Preavviso: l'ultimo giorno è {last_day:on}

{greeting}

grazie per il lavoro di questo periodo.

Con questo messaggio recedo dal nostro contratto{contract.clause? given= ($) | }. L'ultimo giorno è {last_day:weekday}{notice_days? one=, con $ giorno di preavviso | given=, con $ giorni di preavviso | }.

@if open_jobs
Che cosa resta in sospeso:

@each open_jobs
@if unfinished
* {^what}: resta da finire.
@else
* {^what}: lo concludo{by? given= ($) | }.
@end
@end

@end
@if needed
@if needed.by
Che cosa mi serve da te, {needed.by:by}:
@else
Che cosa mi serve da te:
@end

- {needed}

@end
@if accesses
L'ultimo giorno si chiudono questi accessi: {accesses}.
@end
@if handover
{^handover.by:by_weekday} ti consegnerò quanto segue: {handover}.
@end

@if debts
Che cosa resta da pagare:

@each debts
* Fattura {number}, scaduta {due:on}: {sum}
@end

@end
@if total
@if issued_on
{^issued_on:on} ti ho restituito {total}, quanto avevi pagato e non utilizzato.
@if expected_on
Dovrebbe arrivarti intorno a {expected_on:weekday}.
@end
@else
@if started_on
{^started_on:on} ho avviato il rimborso di {total}, quanto avevi pagato e non utilizzato; di solito servono da 5 a 10 giorni lavorativi.
@else
Ti restituirò {total}, quanto hai pagato e non utilizzato, {return_by:by_weekday}.
@end
@if whole_sum
Di {whole_sum}, {returned_before} risultano restituiti {returned_before_on:on}.
@end
@end
@end

Un saluto\
{me.signature}
