code: T8
kind: goodbye
language: it
register: tu
channel: email
disclosure: client
needs: last_day, decided_on
subject: La nostra collaborazione, {last_day:until}

{greeting}

grazie per la fiducia e per il lavoro che abbiamo fatto insieme.

Ho guardato il nostro lavoro nel suo insieme. {framing? true=La mia conclusione è che è meglio chiuderlo qui. | not_fit=La mia conclusione è che non siamo fatti per lavorare insieme: il mio modo di lavorare non è quello che serve a te. | best_for_you=La mia conclusione è che non sono la soluzione migliore per te, e che con un'altra persona ti troverai meglio.}
@if looking_for
Tu cerchi {looking_for}: un'altra persona può dartelo meglio di me.
@end
@if reason_short
{reason_short}
@end

L'ultimo giorno è {last_day:weekday}.
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

La decisione è definitiva. Ti auguro il meglio.

Un saluto\
{me.signature}
