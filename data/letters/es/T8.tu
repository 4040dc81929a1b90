code: T8
kind: goodbye
language: es
register: tu
channel: email
disclosure: client
needs: last_day, decided_on
subject: Nuestra colaboración, {last_day:until}

{greeting}

Gracias por tu confianza y por el trabajo que {locale? es-ES=hemos compartido | compartimos}.

{locale? es-ES=He repasado | Repasé} nuestro trabajo en su conjunto. {framing? true=Mi conclusión es que lo mejor es terminarlo aquí. | not_fit=Mi conclusión es que no encajamos: mi manera de trabajar no es la que tú necesitas. | best_for_you=Mi conclusión es que no soy la mejor solución para ti, y que otra persona te ayudará mejor.}
@if looking_for
Buscas {looking_for}; eso te lo puede dar mejor otra persona.
@end
@if reason_short
{reason_short}
@end

El último día es el {last_day:weekday}.
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

La decisión es firme. Te deseo lo mejor.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
