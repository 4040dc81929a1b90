code: T10
kind: decline
language: it
register: tu
channel: email
disclosure: client
subject: Il tuo progetto

{greeting}

grazie per aver pensato a me per questo: {project}.

Non posso farlo bene, perché non è la mia specialità.
@if why
{why}
@end

@if colleague.name
Al mio posto ti suggerisco {colleague.name} ({colleague.email}), che ha detto di sì {colleague.consented_on:on}.
@end

Per quello che so fare bene ci sono{still? given=: $ | }.

Un saluto\
{me.signature}
