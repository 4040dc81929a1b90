code: T1
kind: goodbye
language: es
register: tu
channel: email
disclosure: client
needs: last_day
subject: Nuestra colaboración termina {last_day:on}

{greeting}

Gracias por el trabajo que {locale? es-ES=hemos compartido | compartimos}.

@if path=today
{locale? es-ES=He decidido | Decidí} terminar nuestra colaboración hoy, {last_day:weekday}.
@else
{locale? es-ES=He decidido | Decidí} terminar nuestra colaboración. El último día es el {last_day:weekday}.
@end
@if reason_short
{reason_short}
@end

@if accesses
{path? today=Hoy | Ese día} se cierran estos accesos: {accesses}.
@end
@if meetings
Después de ese día no habrá más reuniones.
@end
@if handover
{^handover.by:by_weekday} te entregaré lo siguiente: {handover}.
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

La decisión es firme; para los detalles del cierre, escríbeme a {me.email}. Te deseo lo mejor con lo que viene.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
