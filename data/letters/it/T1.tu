code: T1
kind: goodbye
language: it
register: tu
channel: email
disclosure: client
needs: last_day
subject: La nostra collaborazione termina {last_day:on}

{greeting}

grazie per il lavoro che abbiamo fatto insieme.

@if path=today
Ho deciso di chiudere la nostra collaborazione oggi, {last_day:weekday}.
@else
Ho deciso di chiudere la nostra collaborazione. L'ultimo giorno è {last_day:weekday}.
@end
@if reason_short
{reason_short}
@end

@if accesses
{path? today=Oggi | Quel giorno} si chiudono questi accessi: {accesses}.
@end
@if meetings
Dopo quel giorno non ci saranno altri incontri.
@end
@if handover
{^handover.by:by_weekday} ti consegnerò quanto segue: {handover}.
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

@if colleague.name
Al mio posto ti suggerisco {colleague.name} ({colleague.email}), che mi ha dato il suo consenso {colleague.consented_on:on}.
@end

La decisione è definitiva; per i dettagli della chiusura scrivimi a {me.email}. Ti auguro il meglio per il futuro.

Un saluto\
{me.signature}
