code: T5
kind: redirect
language: it
register: tu
channel: email
disclosure: client
subject: {event? call=La tua chiamata | Il tuo messaggio} {channel}

{greeting}

@if event=call
ho visto la tua chiamata {when:of_weekday} {channel}.
@else
ho ricevuto il tuo messaggio {when:of_weekday} {channel}.
@end

Il lavoro lo seguo solo {wanted}, all'indirizzo {me.email}, così non si perde nulla.

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
