code: T15
kind: meeting
language: it
register: tu
channel: email
disclosure: client
subject: {cancelled? one=Un incontro annullato | given=Incontri annullati | Incontri che non si terranno}

{greeting}

@if cancelled
grazie per aver tenuto libero quel tempo. {cancelled? one=Questo incontro è annullato | Questi incontri sono annullati}:

@each cancelled
* {^starts:on_weekday} {starts:at}{zone.city? given=, ora di $ | }{title? given= ($) | }
@end

@if meetings
{meetings? one=Nemmeno questo si terrà | Nemmeno questi si terranno}:

@each meetings
* {^starts:on_weekday} {starts:at}{zone.city? given=, ora di $ | }{title? given= ($) | }
@end

@end
@else
grazie per aver tenuto libero quel tempo. {meetings? one=Questo incontro non si terrà | Questi incontri non si terranno}:

@each meetings
* {^starts:on_weekday} {starts:at}{zone.city? given=, ora di $ | }{title? given= ($) | }
@end

@end
Non devi fare nulla.
@if charge=none
Non viene addebitato nulla.
@end
@if charge=credit
Quanto avevi pagato resta a tuo credito.
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
