code: T10
kind: decline
language: es
register: tu
channel: email
disclosure: client
subject: Sobre tu proyecto

{greeting}

Gracias por pensar en mí{project? given= para esto: $ | }.

Lo que necesitas no puedo hacerlo bien, porque no es mi especialidad.
@if why
{why}
@end

@if last_day
El último día de nuestro trabajo es el {last_day:weekday}.
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

@if colleague.name
En mi lugar te sugiero a {colleague.name} ({colleague.email}), que me dio su conformidad {colleague.consented_on:on}.
@end

@if still
Para lo mío sigo aquí: {still}.
@else
@if open_door
Para lo mío sigo aquí.
@end
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
