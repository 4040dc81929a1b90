code: R1
kind: recap
language: es
register: tu
channel: email
disclosure: client
subject: Resumen de nuestra {event? meeting=reunión | llamada} {when:of_weekday}
more: : {topic}

{greeting}

Te resumo nuestra {event? meeting=reunión | llamada} {when:of_weekday} ({when:minute}{minutes? one=, $ minuto | other=, $ minutos | }).\
@if topic
Hablamos de: {topic}
@end

Quedamos en lo siguiente:
-

Si entendiste algo de otra manera, dímelo en respuesta a este mensaje, por favor.

{locale? es-ES=Un saludo | Saludos},\
@if me.signature
{me.signature}
@end
