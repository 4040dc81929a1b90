code: T7b
kind: notice
language: es
register: tu
channel: email
disclosure: client
needs: last_day
subject: Nuestro contrato termina hoy, {last_day}

{greeting}

Gracias por el trabajo de todo este tiempo.

Nuestro contrato termina hoy, {last_day:weekday}{contract.clause? given= ($) | }, porque siguen sin pagarse estas facturas:

@each debts
* Factura {number}, vencida {due:on}: {sum}
@end

@if debts=other
En total: {debt}
@end

@if stopped_on
El trabajo está parado {stopped_on:from}.
@end
@if handover
{^handover.by:by_weekday} te entregaré lo siguiente: {handover}.
@end

La vía de pago sigue abierta{pay_to? given=: $ | .}

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
