code: T1b
kind: goodbye
language: it
register: tu
channel: email
disclosure: client
needs: last_day
subject: Fine del nostro rapporto professionale

{greeting}

metto fine al nostro rapporto professionale oggi, {last_day:weekday}.

Da oggi l'unica via è per iscritto, a {me.email}; non risponderò a chiamate, visite o messaggi su altri canali.

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

Distinti saluti\
{me.signature}
