code: T16
kind: access
language: it
register: tu
channel: email
disclosure: client
subject: Accessi e file

{greeting}

grazie per avermi affidato questi accessi. La situazione è questa:

@each items
@if whose=theirs
* {^what}{where? given= ($) | }: resta a te; cambia la password {closes_on:on}.
@else
@if closed_on
* {^what}{where? given= ($) | }: accesso chiuso {closed_on:on}.
@else
* {^what}{where? given= ($) | }: l'accesso si chiude {closes_on:on}.
@end
@end
@end

@if takeover
Che cosa passa a tuo carico:

- {takeover}

@end
@if handover.link
@if handover.until
I file restano su {handover.link} {handover.until:until}.
@else
I file sono su {handover.link}.
@end
@end

Un saluto\
{me.signature}
