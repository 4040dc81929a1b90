code: T1b
kind: goodbye
language: es
register: tu
channel: email
disclosure: client
needs: last_day
subject: Fin de nuestra relación profesional

{greeting}

Pongo fin a nuestra relación profesional hoy, {last_day:weekday}.

Desde hoy la única vía es por escrito, a {me.email}; no contestaré llamadas, visitas ni mensajes por otros medios.

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

Atentamente,\
{me.signature}
