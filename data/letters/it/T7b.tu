code: T7b
kind: notice
language: it
register: tu
channel: email
disclosure: client
needs: last_day
subject: Il nostro contratto termina oggi, {last_day}

{greeting}

grazie per il lavoro di questo periodo.

Il nostro contratto termina oggi, {last_day:weekday}{contract.clause? given= ($) | }, perché queste fatture non sono state pagate:

@each debts
* Fattura {number}, scaduta {due:on}: {sum}
@end

@if debts=other
In tutto: {debt}
@end

@if stopped_on
Il lavoro è fermo {stopped_on:from}.
@end
@if handover
{^handover.by:by_weekday} ti consegnerò quanto segue: {handover}.
@end

Il pagamento resta possibile{pay_to? given=: $ | .}

Un saluto\
{me.signature}
