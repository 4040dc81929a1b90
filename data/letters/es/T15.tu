code: T15
kind: meeting
language: es
register: tu
channel: email
disclosure: client
subject: {cancelled? one=Una reunión cancelada | given=Reuniones canceladas | Reuniones que no tendrán lugar}

{greeting}

@if cancelled
Gracias por haber reservado ese tiempo. {cancelled? one=Esta reunión está cancelada | Estas reuniones están canceladas}:

@each cancelled
* {^starts:on_weekday} {starts:at}{zone.city? given=, hora de $ | }{title? given= ($) | }
@end

@if meetings
{meetings? one=Esta tampoco tendrá lugar | Estas tampoco tendrán lugar}:

@each meetings
* {^starts:on_weekday} {starts:at}{zone.city? given=, hora de $ | }{title? given= ($) | }
@end

@end
@else
Gracias por haber reservado ese tiempo. {meetings? one=Esta reunión no tendrá lugar | Estas reuniones no tendrán lugar}:

@each meetings
* {^starts:on_weekday} {starts:at}{zone.city? given=, hora de $ | }{title? given= ($) | }
@end

@end
No tienes que hacer nada.
@if charge=none
No se cobra nada por ello.
@end
@if charge=credit
Lo que tenías pagado por ello queda a tu favor.
@end

@if total
@if issued_on
{^issued_on:on} te devolví {total}, lo que tenías pagado y sin usar.
@if expected_on
Debería llegarte hacia el {expected_on:weekday}.
@end
@else
@if started_on
{^started_on:on} inicié la devolución de {total}, lo que tenías pagado y sin usar; suele tardar de 5 a 10 días {locale? es-ES=laborables | hábiles}.
@else
Te devolveré {total}, lo que tienes pagado y sin usar, {return_by:by_weekday}.
@end
@if whole_sum
De {whole_sum}, {returned_before} quedaron devueltos {returned_before_on:on}.
@end
@end
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
