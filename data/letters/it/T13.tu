code: T13
kind: prospect
language: it
register: tu
channel: email
disclosure: client
subject: La tua richiesta

{greeting}

grazie per aver pensato a me per il tuo progetto.

Ho letto quello che ti serve, e non sono la persona giusta per farlo.
@if fit
{fit}
@end

@if colleague.name
Al mio posto ti suggerisco {colleague.name} ({colleague.email}), che mi ha dato il suo consenso {colleague.consented_on:on}.
@end

Ti auguro che il progetto riesca bene.

Un saluto\
{me.signature}
