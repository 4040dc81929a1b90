code: T6c
kind: payment
language: es
register: tu
channel: email
disclosure: client
subject: Factura {invoice.number}: último aviso
more: , venció {invoice.due:on}

{greeting}

Este es mi último aviso por la factura {invoice.number}. Venció {invoice.due:on}, hace {invoice.days} {invoice.days? one=día | días}, y quedan {invoice.sum} por pagar.
@if promises
{promises? one=La fecha que me diste ($) pasó | Las fechas que me diste ($) pasaron} sin que quedara pagada.
@end

Espero el pago {deadline:by_weekday}.
@if next_step
Si ese día no ha llegado: {next_step}.
@else
Si ese día no ha llegado, {step? stop=no seguiré con ningún trabajo hasta que llegue. | claim=al día siguiente encargaré la reclamación del importe. | end=nuestro contrato terminará ese día y la deuda seguirá en pie.}
@end
@if interest
Entre empresas, la Directiva 2011/7/UE da derecho a intereses de demora y a {interest} por los {locale? es-ES=costes | costos} de cobro.
@end

@if pay_to
Para pagar: {pay_to}
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
