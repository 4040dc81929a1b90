code: T6d
kind: payment
language: it
register: tu
channel: email
disclosure: client
needs: in_charge
subject: {invoices? given=Fatture non pagate | Fattura non pagata}

{greeting}

@if invoices
ti scrivo direttamente perché ci sono {invoices} fatture scadute, per {invoice.sum} in tutto; la prima è scaduta {invoice.due:on}, {invoice.days} {invoice.days? one=giorno | giorni} fa.
@else
ti scrivo direttamente perché la fattura {invoice.number} è scaduta {invoice.due:on}, {invoice.days} {invoice.days? one=giorno | giorni} fa, e restano da pagare {invoice.sum}.
@end

Mi sorprende in un'azienda del livello di {client.name}, e immagino che la cosa non ti fosse arrivata.

Puoi dirmi, {answer_by:by_weekday}, in che giorno sarà fatto il pagamento?

Un saluto\
{me.signature}
