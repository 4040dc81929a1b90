code: T7a
kind: notice
language: es
register: tu
channel: email
disclosure: client
needs: last_day
subject: Preaviso: el último día es {last_day:on}

{greeting}

Gracias por el trabajo de todo este tiempo.

Con este mensaje doy por terminado nuestro contrato{contract.clause? given= ($) | }. El último día es el {last_day:weekday}{notice_days? one=, con $ día de preaviso | given=, con $ días de preaviso | }.

@if open_jobs
Lo que queda pendiente:

@each open_jobs
@if unfinished
* {^what}: queda sin terminar.
@else
* {^what}: lo termino{by? given= ($) | }.
@end
@end

@end
@if needed
@if needed.by
Lo que necesito de ti, {needed.by:by}:
@else
Lo que necesito de ti:
@end

- {needed}

@end
@if accesses
El último día se cierran estos accesos: {accesses}.
@end
@if handover
{^handover.by:by_weekday} te entregaré lo siguiente: {handover}.
@end

@if debts
Lo que queda por pagar:

@each debts
* Factura {number}, vencida {due:on}: {sum}
@end

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
