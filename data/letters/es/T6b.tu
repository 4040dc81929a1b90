code: T6b
kind: payment
language: es
register: tu
channel: email
disclosure: client
subject: Factura {invoice.number}: segundo aviso
more: , venció {invoice.due:on}

{greeting}

Te escribí {first_on:on} por la factura {invoice.number}. Venció {invoice.due:on}, hace {invoice.days} {invoice.days? one=día | días}, y quedan {invoice.sum} por pagar.

Dime, por favor, {answer_by:by_weekday}, qué día harás el pago.
@if stopped_on
El trabajo está parado {stopped_on:from} y lo retomaré en cuanto llegue el pago.
@else
Si antes no ha llegado, {stop_on:on_weekday} pararé el trabajo, y lo retomaré en cuanto llegue.
@end

@if pay_to
Para pagar: {pay_to}
@end

Si ya está pagada, me basta con la fecha del pago.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
