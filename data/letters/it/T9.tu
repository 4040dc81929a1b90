code: T9
kind: extras
language: it
register: tu
channel: email
disclosure: client
subject: Preventivo integrativo
more: : {price}

{greeting}

grazie per avermelo chiesto; l'ho guardato volentieri.

@if scope
Quello che abbiamo concordato: {scope}. Questo resta fuori:
@else
Questo resta fuori da quello che abbiamo concordato:
@end

@each asked
* {^what}{hours? one=: $ ora | given=: $ ore | }
@end

{extra_hours? one=Serve | Servono} {extra_hours} {extra_hours? one=ora | ore}{effort? given=: $ | }.

Il prezzo è di {price}{extras_rate? given=, a $ l'ora | }.
@if ready_on
Con il tuo sì, sarà pronto {ready_on:by_weekday}.
@end
@if swap
Se preferisci, lo scambiamo con qualcosa di già concordato ({swap}), oppure resta com'è.
@else
Può anche restare com'è.
@end

Comincio quando ho il tuo sì per iscritto.

Un saluto\
{me.signature}
