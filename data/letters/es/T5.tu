code: T5
kind: redirect
language: es
register: tu
channel: email
disclosure: client
subject: {event? call=Tu llamada | Tu mensaje} {channel}

{greeting}

@if event=call
{locale? es-ES=He visto | Vi} tu llamada {when:of_weekday} {channel}.
@else
{locale? es-ES=Me ha llegado | Me llegó} tu mensaje {when:of_weekday} {channel}.
@end

El trabajo lo llevo solo {wanted}, en {me.email}, para que no se pierda nada.

@if event=call
Escríbeme ahí de qué se trataba.
@if phone
O llámame al {phone}: {hours}{zone.city? given=, hora de $ | }.
@end
@else
@if copied
{locale? es-ES=Ya lo he copiado | Ya lo copié} ahí, así que no tienes que hacer nada.
@else
¿Me lo reenvías a esa dirección? Lo atiendo desde ahí.
@end
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
