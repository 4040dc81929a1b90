code: T11
kind: talk
language: it
register: tu
channel: call
disclosure: self
subject: {^topic}

Grazie per il tempo che mi dai. Vorrei parlarti di una cosa: {topic}.

Quello che ho visto:

- {facts}

Quello che vorrei: {want}.
@if limit
Il mio limite: {limit}.
@end

{ask}
