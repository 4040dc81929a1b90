code: T6a
kind: payment
language: it
register: tu
channel: email
disclosure: client
subject: Fattura {invoice.number}
more: , scadenza {invoice.due}

{greeting}

@if invoice.days
può esserti sfuggita: la fattura {invoice.number} è scaduta {invoice.due:on}, {invoice.days} {invoice.days? one=giorno | giorni} fa, e restano da pagare {invoice.sum}.
@else
ti scrivo prima della scadenza: la fattura {invoice.number} scade {invoice.due:on_weekday}, e restano da pagare {invoice.sum}.
@end

@if pay_to
Per pagare: {pay_to}
@end
@if attachment

Ti allego di nuovo la fattura.
@end

Se l'hai già pagata, non tener conto di questo messaggio, e grazie.

Un saluto\
{me.signature}
