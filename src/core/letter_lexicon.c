#include "letter_lexicon.h"

#define LIST (const char *const[])

const struct lexicon_row lexicon[] = {
    {"en", FAULT_ABSOLUTE, LIST{"always", "never", "every single time", NULL}},
    {"es", FAULT_ABSOLUTE, LIST{"siempre", "nunca", "jamas", "todas las veces", NULL}},
    {"it", FAULT_ABSOLUTE, LIST{"sempre", "mai", "ogni santa volta", "tutte le volte", NULL}},
    {"en", FAULT_INSULT,
     LIST{"idiot",
          "idiots",
          "idiotic",
          "stupid",
          "moron",
          "fool",
          "liar",
          "liars",
          "incompetent",
          "ridiculous",
          "pathetic",
          "shameless",
          "rude",
          "lazy",
          "crook",
          "cheapskate",
          "parasite",
          "useless",
          "ashamed of yourself",
          "disgrace",
          "unprofessional",
          NULL}},
    {"es", FAULT_INSULT,
     LIST{"idiota",     "idiotas",    "imbecil",   "imbeciles", "estupido",     "estupida",
          "tonto",      "tonta",      "mentiroso", "mentirosa", "incompetente", "incompetentes",
          "ridiculo",   "ridicula",   "patetico",  "patetica",  "sinverguenza", "sinverguenzas",
          "maleducado", "maleducada", "jeta",      "caradura",  "moroso",       "morosa",
          "boludo",     "boluda",     "pelotudo",  "pelotuda",  "pendejo",      "pendeja",
          "parasito",   "verguenza",  NULL}},
    {"it", FAULT_INSULT,
     LIST{"idiota",   "idioti",     "imbecille", "imbecilli", "stupido",      "stupida",
          "scemo",    "scema",      "bugiardo",  "bugiarda",  "incompetente", "incompetenti",
          "ridicolo", "ridicola",   "patetico",  "patetica",  "maleducato",   "maleducata",
          "cafone",   "fannullone", "disonesto", "disonesta", "parassita",    "buffone",
          "cretino",  "cretina",    "vergogna",  "moroso",    "morosa",       NULL}},
    {"en", FAULT_IRONY,
     LIST{"thanks for nothing", "how kind of you", "how nice of you", "what a surprise", "of course you",
          "obviously you", "once in a lifetime", NULL}},
    {"es", FAULT_IRONY,
     LIST{"gracias por nada", "que casualidad", "que sorpresa", "como no podia ser menos", "faltaria mas",
          "muy amable por tu parte", "muy amable por su parte", "por supuesto que tu", NULL}},
    {"it", FAULT_IRONY,
     LIST{"grazie di niente", "grazie per niente", "guarda caso", "che sorpresa", "che strano",
          "ci mancherebbe altro", "ma che bravo", "ma che brava", "figuriamoci", NULL}},
    {"en", FAULT_BEGGING,
     LIST{"i beg", "begging you", "i implore", "please please", "for god s sake", "i am desperate",
          "i m desperate", "on my knees", NULL}},
    {"es", FAULT_BEGGING,
     LIST{"te suplico", "le suplico", "os suplico", "les suplico", "te lo ruego", "se lo ruego",
          "por favor por favor", "por dios", "por el amor de dios", "desesperado", "desesperada",
          "de rodillas", NULL}},
    {"it", FAULT_BEGGING,
     LIST{"ti prego", "ti supplico", "la supplico", "vi supplico", "ti scongiuro", "la scongiuro",
          "per favore per favore", "per l amor di dio", "disperato", "disperata", "in ginocchio", NULL}},
    {"en", FAULT_THREAT,
     LIST{"or else", "you will regret", "you ll regret", "i warn you", "i am warning you", "i m warning you",
          "watch out", "last chance", "you will pay for", "you ll pay for", "everybody will know",
          "everyone will know", NULL}},
    {"es", FAULT_THREAT,
     LIST{"o si no", "te arrepentiras", "se arrepentira", "os arrepentireis", "se arrepentiran",
          "te vas a arrepentir", "se va a arrepentir", "te advierto", "le advierto", "os advierto",
          "les advierto", "atente a las consecuencias", "atengase a las consecuencias", "ultima oportunidad",
          "ya veras", "lo vas a pagar", "lo va a pagar", "todo el mundo lo sabra", NULL}},
    {"it", FAULT_THREAT,
     LIST{"altrimenti vedrai", "altrimenti vedra", "te ne pentirai", "se ne pentira", "ve ne pentirete",
          "ti avverto", "la avverto", "vi avverto", "guai a", "ultima occasione", "ultima possibilita",
          "la pagherai", "la paghera", "ne pagherai le conseguenze", "lo sapranno tutti", NULL}},
};
const size_t lexicon_n = ARRAY_LEN(lexicon);

/* Words that only another register says. "te" is vos's too, "su" belongs to anybody, Italian "vi" and "la"
 * are more than pronouns: those prove nothing. */
#define OF_TU "tu", "tus", "ti", "contigo"
#define OF_VOS                                                                                               \
    "vos", "tenes", "podes", "queres", "sabes que vos", "decime", "escribime", "llamame", "contame", "avisame"
#define OF_USTED   "usted", "digame", "escribame", "llameme", "respondame", "aviseme"
#define OF_USTEDES "ustedes", "diganme", "escribanme", "llamenme", "respondanme"
#define OF_VOSOTROS                                                                                          \
    "vosotros", "vosotras", "os", "vuestro", "vuestra", "vuestros", "vuestras", "decidme", "escribidme"

const struct lexicon_register lexicon_registers[] = {
    {"es", ADDRESS_TU,
     LIST{"vos", "tenes", "podes", "queres", "decime", "escribime", "contame", OF_USTED, OF_USTEDES,
          OF_VOSOTROS, NULL}},
    {"es", ADDRESS_VOS,
     LIST{"ti", "contigo", "tienes", "puedes", "quieres", "dime", "escribeme", OF_USTED, OF_USTEDES,
          OF_VOSOTROS, NULL}},
    {"es", ADDRESS_USTED,
     LIST{OF_TU, "te", "tienes", "puedes", "quieres", "dime", "escribeme", OF_VOS, OF_USTEDES, OF_VOSOTROS,
          NULL}},
    {"es", ADDRESS_USTEDES,
     LIST{OF_TU, "te", "tienes", "puedes", "quieres", "dime", "escribeme", OF_VOS, OF_USTED, OF_VOSOTROS,
          NULL}},
    {"es", ADDRESS_VOSOTROS,
     LIST{OF_TU, "te", "tienes", "puedes", "quieres", "dime", "escribeme", OF_VOS, OF_USTED, OF_USTEDES,
          NULL}},
    {"it", ADDRESS_TU,
     LIST{"gentilissima", "voi", "vostro", "vostra", "vostri", "vostre", "le scrivo", "mi scriva", "mi dica",
          "mi risponda", "scrivetemi", "ditemi", NULL}},
    {"it", ADDRESS_LEI,
     LIST{"tu", "ti", "te", "tuo", "tua", "tuoi", "tue", "scrivimi", "dimmi", "rispondimi", "voi", "vostro",
          "vostra", "vostri", "vostre", "scrivetemi", "ditemi", NULL}},
    {"it", ADDRESS_VOI,
     LIST{"tu", "ti", "te", "tuo", "tua", "tuoi", "tue", "scrivimi", "dimmi", "rispondimi", "mi scriva",
          "mi dica", "mi risponda", NULL}},
};
const size_t lexicon_registers_n = ARRAY_LEN(lexicon_registers);

const char *const lexicon_shouts[] = {"NO",  "NOT", "NOW", "YOU", "ASAP", "YA",
                                      "HOY", "MAL", "ORA", "MAI", "SI",   NULL};
const char *const lexicon_initials[] = {"HTML", "HTTP", "HTTPS", "IBAN", "SEPA", "JPEG", "JSON", "IRPF",
                                        "RGPD", "GDPR", "SWIFT", "AEAT", "AFIP", "CUIT", "INPS", NULL};
