code: T16
kind: access
language: es
register: tu
channel: email
disclosure: client
subject: Accesos y archivos

{greeting}

Gracias por confiarme estos accesos. Quedan así:

@each items
@if whose=theirs
* {^what}{where? given= ($) | }: queda en tus manos; cambia la contraseña {closes_on:on}.
@else
@if closed_on
* {^what}{where? given= ($) | }: acceso cerrado {closed_on:on}.
@else
* {^what}{where? given= ($) | }: el acceso se cierra {closes_on:on}.
@end
@end
@end

@if takeover
Lo que pasa a tu cargo:

- {takeover}

@end
@if handover.link
@if handover.until
Los archivos están en {handover.link} {handover.until:until}.
@else
Los archivos están en {handover.link}.
@end
@end

{locale? es-ES=Un saludo | Saludos},\
{me.signature}
