code: T6c
kind: payment
language: it
register: tu
channel: email
disclosure: client
subject: Fattura {invoice.number}: ultimo avviso
more: , scaduta {invoice.due:on}

{greeting}

questo è il mio ultimo avviso per la fattura {invoice.number}. È scaduta {invoice.due:on}, {invoice.days} {invoice.days? one=giorno | giorni} fa, e restano da pagare {invoice.sum}.
@if promises
{promises? one=La data che mi hai dato ($) è passata | Le date che mi hai dato ($) sono passate} e la fattura non è stata pagata.
@end

Aspetto il pagamento {deadline:by_weekday}.
@if next_step
Se per allora non sarà arrivato: {next_step}.
@else
Se per allora non sarà arrivato, {step? stop=non proseguirò alcun lavoro finché non arriva. | claim=il giorno dopo affiderò a terzi il recupero della somma. | end=il nostro contratto terminerà quel giorno e il debito resterà da saldare.}
@end
@if interest
Tra imprese, la direttiva 2011/7/UE dà diritto agli interessi di mora e a {interest} per i costi di recupero.
@end

@if pay_to
Per pagare: {pay_to}
@end

Un saluto\
{me.signature}
