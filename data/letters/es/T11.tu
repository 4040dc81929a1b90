code: T11
kind: talk
language: es
register: tu
channel: call
disclosure: self
subject: {^topic}

Gracias por atenderme. Quería hablar contigo de esto: {topic}.

Lo que {locale? es-ES=he visto | vi}:

- {facts}

Lo que me gustaría: {want}.
@if limit
Mi límite: {limit}.
@end

{ask}
