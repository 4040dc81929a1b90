code: T10
kind: decline
language: it
register: tu
channel: email
disclosure: client
subject: Il tuo progetto

{greeting}

grazie per aver pensato a me{project? given= per questo: $ | }.

Quello che ti serve non posso farlo bene, perché non è la mia specialità.
@if why
{why}
@end

@if last_day
L'ultimo giorno del nostro lavoro è {last_day:weekday}.
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

@if still
Per quello che so fare bene ci sono: {still}.
@else
@if open_door
Per quello che so fare bene ci sono.
@end
@end

Un saluto\
{me.signature}
