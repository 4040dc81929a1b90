code: T3
kind: credit
language: it
register: tu
channel: email
disclosure: client
subject: Quanto avevi pagato e non utilizzato

{greeting}

ecco quanto avevi pagato e non utilizzato, calcolato {last_day:until}:

@each lines
@if unit=session
* Sessioni acquistate {bought_on:on}: {bought} per {price}. Usate: {used}{used_on? given= ($) | }. Restano: {left}{unit_price? given=, a $ l'una | }.
@end
@if unit=hour
* Ore acquistate {bought_on:on}: {bought} per {price}. Usate: {used}{used_on? given= ($) | }. Restano: {left}{unit_price? given=, a $ l'una | }.
@end
@if unit=month
* Mesi acquistati {bought_on:on}: {bought} per {price}.{whole? one= Non iniziati: $ mese. | given= Non iniziati: $ mesi. | }
@if days_left
Del mese in corso restano {days_left} giorni su {days}.
@end
@end
@if unit=fixed
* Lavoro a prezzo fisso, acquistato {bought_on:on}: {price}. Fatto: {used}%. Resta: {left}%.
@end
@if way=single
Quelle usate contano al prezzo singolo concordato, {single_price}.
@end
@if milestones
Tappe: {milestones}.
@end
@if returned
Già restituito: {returned}.
@end
Rimborso: {sum}.
@end

@if whole_sum
Totale: {whole_sum}\
Restituito {returned_before_on:on}: {returned_before}\
Resta: {total}
@else
Totale: {total}
@end

@if refunds=other
Il rimborso riguarda {refunds? one=questo pagamento | questi pagamenti}:

@each refunds
@if paid_on
* Pagamento {paid_on:of}: {sum}
@else
* {sum}
@end
@end

@end
@if issued_on
Te l'ho restituito {issued_on:on}{method? stripe= tramite Stripe, con lo stesso mezzo di pagamento | transfer= con bonifico | cash= in contanti | }{reference? given= (riferimento $) | }.
@if expected_on
Dovrebbe arrivarti intorno a {expected_on:weekday}; se non arriva, scrivimi a {me.email} e lo cerco.
@end
@else
@if started_on
Ho avviato il rimborso {started_on:on}; di solito servono da 5 a 10 giorni lavorativi. Se per allora non fosse arrivato, scrivimi a {me.email}.
@else
Te lo restituirò {return_by:by_weekday}{method? stripe=, tramite Stripe e con lo stesso mezzo di pagamento | transfer=, con bonifico | cash=, in contanti | }. Se per allora non fosse arrivato, scrivimi a {me.email}.
@end
@end
@if owed

A parte restano fatture da pagare, {owed}: non le ho detratte da questa somma.
@end
@if credit_note

La nota di credito è la n. {credit_note}.
@end

Un saluto\
{me.signature}
