code: T9
kind: extras
language: es
register: tu
channel: email
disclosure: client
subject: Presupuesto adicional
more: : {price}

{greeting}

Gracias por contar conmigo para esto; lo he mirado con gusto.

@if scope
Lo que acordamos: {scope}. Esto queda fuera:
@else
Esto queda fuera de lo que acordamos:
@end

@each asked
* {^what}{hours? one=: $ hora | given=: $ horas | }
@end

Lleva {extra_hours} {extra_hours? one=hora | horas}{effort? given=: $ | }.

El precio es de {price}{extras_rate? given=, a $ la hora | }.
@if ready_on
Con tu sí, estará listo {ready_on:by_weekday}.
@end
@if swap
Si lo prefieres, lo cambiamos por algo ya acordado ({swap}), o queda como está.
@else
También puede quedar como está.
@end

Empiezo cuando tenga tu sí por escrito.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
