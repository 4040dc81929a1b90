code: T14
kind: chance
language: es
register: tu
channel: email
disclosure: client
subject: Condiciones para seguir

{greeting}

Gracias por el trabajo de todo este tiempo. Quiero que esto salga bien, y por eso te escribo.

@if facts
Lo que {locale? es-ES=ha pasado | pasó}:

- {facts}

@end
@if debts
Lo que queda por pagar:

@each debts
* Factura {number}, vencida {due:on}: {sum}
@end

@end
Estas son las condiciones para seguir:

@each conditions
@if measure=payment
* {^what}, {until:by}. Medida: el pago recibido{number? given= (factura $) | }.
@else
* {^what}, {until:until}. Medida:
@end
@if measure=days_late
días de retraso de un pago, {limit? given=$ como mucho | ninguno}.
@end
@if measure=channel
mensajes por otros canales, {limit? given=$ como mucho | ninguno}.
@end
@if measure=off_hours
llamadas fuera de mi horario, {limit? given=$ como mucho | ninguna}.
@end
@if measure=complaints
quejas, {limit? given=$ como mucho | ninguna}.
@end
@if measure=yes_no
un sí a «{test}»
@end
@end

@if duties
Por mi parte:

- {duties}

@end
@if work_after
El trabajo sigue cuando se cumpla la primera.
@end
@if if_met
Si se cumplen: {if_met}.
@else
Si se cumplen, seguimos como ahora.
@if review
Lo revisamos {review:on}.
@end
@end
@if if_not
Si no: {if_not}.
@else
Si alguna no se cumple, ese día decidiré si sigo, y no habrá otro plazo.
@end

Contéstame con un sí, por favor, {answer_by:by_weekday}.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
