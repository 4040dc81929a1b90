code: T6b
kind: payment
language: it
register: tu
channel: email
disclosure: client
subject: Fattura {invoice.number}: secondo avviso
more: , scaduta {invoice.due:on}

{greeting}

ti ho scritto {first_on:on} per la fattura {invoice.number}. È scaduta {invoice.due:on}, {invoice.days} {invoice.days? one=giorno | giorni} fa, e restano da pagare {invoice.sum}.

Dimmi per favore, {answer_by:by_weekday}, in che giorno farai il pagamento.
@if stopped_on
Il lavoro è fermo {stopped_on:from} e riprenderà appena arriva il pagamento.
@else
Se prima non arriva, {stop_on:on_weekday} fermo il lavoro, e lo riprendo appena arriva il pagamento.
@end

@if pay_to
Per pagare: {pay_to}
@end

Se è già pagata, mi basta la data.

Un saluto\
{me.signature}
