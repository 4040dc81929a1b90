code: T13
kind: prospect
language: es
register: tu
channel: email
disclosure: client
subject: Tu consulta

{greeting}

Gracias por pensar en mí para tu proyecto.

{locale? es-ES=He leído | Leí} lo que necesitas, y no soy la persona adecuada para hacerlo.
@if fit
{fit}
@end

@if colleague.name
En mi lugar te sugiero a {colleague.name} ({colleague.email}), que me dio su conformidad {colleague.consented_on:on}.
@end

Que salga muy bien.

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
