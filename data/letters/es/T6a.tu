code: T6a
kind: payment
language: es
register: tu
channel: email
disclosure: client
subject: Factura {invoice.number}
more: , con vencimiento {invoice.due:on}

{greeting}

@if invoice.days
Puede que se te haya pasado: la factura {invoice.number} venció {invoice.due:on}, hace {invoice.days} {invoice.days? one=día | días}, y quedan {invoice.sum} por pagar.
@else
Te escribo antes de la fecha: la factura {invoice.number} vence {invoice.due:on_weekday}, y quedan {invoice.sum} por pagar.
@end

@if pay_to
Para pagar: {pay_to}
@end
@if attachment

Te adjunto otra vez la factura.
@end

{locale? es-ES=Si ya la has pagado | Si ya la pagaste}, no hagas caso de este mensaje, y gracias.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
