code: T5
kind: redirect
language: it
register: tu
channel: email
disclosure: client
subject: {event? call=La tua chiamata | Il tuo messaggio} {channel}

{greeting}

ho ricevuto {event? call=la tua chiamata | il tuo messaggio} {when:of_weekday} {channel}.

Il lavoro lo seguo solo {wanted}, a {me.email}, così non si perde nulla.

@if event=call
Scrivimi lì di che cosa si trattava.
@if phone
Oppure chiamami al {phone}: {hours}{zone.city? given=, ora di $ | }.
@end
@else
@if copied
L'ho già copiato lì, quindi non devi fare altro.
@else
Me lo rimandi a quell'indirizzo? Lo seguo da lì.
@end
@end

Un saluto\
{me.signature}
