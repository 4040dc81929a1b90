code: T6e
kind: payment
language: it
register: tu
channel: email
disclosure: client
subject: Il pagamento {promise.on:of_weekday}

{greeting}

grazie per avermi dato una data. Prendo nota di quello che mi hai detto: pagherai {promise.sum} {promise.on:on_weekday}{invoice.number? given=, per la fattura $ | }.

Conto su quel giorno, senza altri rinvii.

@if pay_to
Per pagare: {pay_to}
@end

Un saluto\
{me.signature}
