code: T6d
kind: payment
language: es
register: tu
channel: email
disclosure: client
needs: in_charge
subject: {invoices? given=Facturas pendientes de pago | Factura pendiente de pago}

{greeting}

@if invoices
Te escribo directamente porque hay {invoices} facturas vencidas, que suman {invoice.sum} por pagar; la primera venció {invoice.due:on}, hace {invoice.days} {invoice.days? one=día | días}.
@else
Te escribo directamente porque la factura {invoice.number} venció {invoice.due:on}, hace {invoice.days} {invoice.days? one=día | días}, y quedan {invoice.sum} por pagar.
@end

Me sorprende en una empresa de la trayectoria de {client.name}, y supongo que el asunto no te había llegado.

¿Puedes decirme, {answer_by:by_weekday}, qué día se hará el pago?

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
