code: T5
kind: redirect
language: es
register: tu
channel: email
disclosure: client
subject: {event? call=Tu llamada | Tu mensaje} {channel}

{greeting}

{locale? es-ES=Me ha llegado | Me llegó} tu {event? call=llamada | mensaje} {when:of_weekday} {channel}.

El trabajo lo llevo solo {wanted}, en {me.email}, para que no se pierda nada.

@if event=call
Escríbeme ahí de qué se trataba.
@if phone
O llámame al {phone}: {hours}{zone.city? given=, hora de $ | }.
@end
@else
@if copied
Ya lo copié ahí, así que no tienes que hacer nada.
@else
¿Me lo reenvías a esa dirección? Lo atiendo desde ahí.
@end
@end

Un saludo,\
{me.signature}
