code: T14
kind: chance
language: it
register: tu
channel: email
disclosure: client
subject: Condizioni per andare avanti

{greeting}

grazie per il lavoro di questo periodo. Voglio che la cosa funzioni, e per questo ti scrivo.

@if facts
Che cosa è successo:

- {facts}

@end
@if debts
Che cosa resta da pagare:

@each debts
* Fattura {number}, scaduta {due:on}: {sum}
@end

@end
Queste sono le condizioni per andare avanti:

@each conditions
@if measure=payment
* {^what}, {until:by}. Misura: il pagamento ricevuto{number? given= (fattura $) | }.
@else
* {^what}, {until:until}. Misura:
@end
@if measure=days_late
giorni di ritardo di un pagamento, {limit? given=al massimo $ | nessuno}.
@end
@if measure=channel
messaggi su altri canali, {limit? given=al massimo $ | nessuno}.
@end
@if measure=off_hours
chiamate fuori dal mio orario, {limit? given=al massimo $ | nessuna}.
@end
@if measure=complaints
lamentele, {limit? given=al massimo $ | nessuna}.
@end
@if measure=yes_no
un sì a «{test}»
@end
@end

@if duties
Da parte mia:

- {duties}

@end
@if work_after
Il lavoro riprenderà quando sarà rispettata la prima.
@end
@if if_met
Se saranno rispettate: {if_met}.
@else
Se saranno rispettate, andremo avanti come ora.
@if review
Ne riparliamo {review:on}.
@end
@end
@if if_not
Se no: {if_not}.
@else
Se una non sarà rispettata, quel giorno deciderò se andare avanti, e non ci sarà un altro termine.
@end

Rispondimi con un sì, per favore, {answer_by:by_weekday}.

Un saluto\
{me.signature}
