code: T3
kind: credit
language: es
register: tu
channel: email
disclosure: client
subject: Lo que tenías pagado y sin usar

{greeting}

Este es el detalle de lo que tenías pagado y sin usar, contado {last_day:until}:

@each lines
@if unit=session
* Sesiones compradas {bought_on:on}: {bought} por {price}. Usadas: {used}{used_on? given= ($) | }. Quedan: {left}{unit_price? given=, a $ cada una | }.
@end
@if unit=hour
* Horas compradas {bought_on:on}: {bought} por {price}. Usadas: {used}{used_on? given= ($) | }. Quedan: {left}{unit_price? given=, a $ cada una | }.
@end
@if unit=month
* Meses comprados {bought_on:on}: {bought} por {price}.{whole? one= Sin empezar: $ mes. | given= Sin empezar: $ meses. | }
@if days_left
Del mes en curso quedan {days_left} de {days} días.
@end
@end
@if unit=fixed
* Trabajo a precio cerrado, comprado {bought_on:on}: {price}. Hecho: {used} %. Queda: {left} %.
@end
@if way=single
Las usadas se cuentan al precio suelto acordado, {single_price}.
@end
@if milestones
Hitos: {milestones}.
@end
@if returned
Devuelto antes: {returned}.
@end
Devolución: {sum}.
@end

@if whole_sum
Total: {whole_sum}\
Devuelto {returned_before_on:on}: {returned_before}\
Queda: {total}
@else
Total: {total}
@end

@if refunds=other
La devolución corresponde a {refunds? one=este pago | estos pagos}:

@each refunds
@if paid_on
* Pago {paid_on:of}: {sum}
@else
* {sum}
@end
@end

@end
@if issued_on
Te lo devolví {issued_on:on}{method? stripe= por Stripe, al mismo medio de pago | transfer= por transferencia | cash= en efectivo | }{reference? given= (referencia $) | }.
@if expected_on
Debería llegarte hacia el {expected_on:weekday}; si no llega, escríbeme a {me.email} y lo compruebo.
@end
@else
@if started_on
Inicié la devolución {started_on:on}; suele tardar de 5 a 10 días {locale? es-ES=laborables | hábiles}. Si para entonces no ha llegado, escríbeme a {me.email}.
@else
Te lo devolveré {return_by:by_weekday}{method? stripe=, por Stripe y al mismo medio de pago | transfer=, por transferencia | cash=, en efectivo | }. Si para entonces no ha llegado, escríbeme a {me.email}.
@end
@end
@if owed

Aparte quedan facturas por pagar, {owed}; no las descuento de este importe.
@end
@if credit_note

{locale? es-ES=La factura rectificativa | La nota de crédito} es la {credit_note}.
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
