code: T10
kind: decline
language: es
register: tu
channel: email
disclosure: client
subject: Sobre tu proyecto

{greeting}

Gracias por pensar en mí para esto: {project}.

No puedo hacerlo bien, porque no es mi especialidad.
@if why
{why}
@end

@if colleague.name
En mi lugar te sugiero a {colleague.name} ({colleague.email}), que dijo que sí {colleague.consented_on:on}.
@end

Para lo mío sigo aquí{still? given=: $ | }.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
