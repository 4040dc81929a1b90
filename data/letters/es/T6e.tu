code: T6e
kind: payment
language: es
register: tu
channel: email
disclosure: client
subject: El pago {promise.on:of_weekday}

{greeting}

Gracias por darme una fecha. Anoto lo que me dijiste: vas a pagar {promise.sum} {promise.on:on_weekday}{invoice.number? given=, por la factura $ | }.

Cuento con ese día, sin más aplazamientos.

@if pay_to
Para pagar: {pay_to}
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
