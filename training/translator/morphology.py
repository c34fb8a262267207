"""Spanish and English inflection: regular rules, and the exceptions the lexicon needs.

Persons are indexed 0..4: yo, tú, él/ella, nosotros, ellos/ellas (I, you, he/she/it, we, they).
"""
PRESENT = {"ar": "o as a amos an", "er": "o es e emos en", "ir": "o es e imos en"}
PRETERITE = {"ar": "é aste ó amos aron", "er": "í iste ió imos ieron", "ir": "í iste ió imos ieron"}
FUTURE = "é ás á emos án".split()
STRONG_PRETERITE = "e iste o imos ieron".split()

IRREGULAR_PRESENT = {
    "ser": "soy eres es somos son", "estar": "estoy estás está estamos están", "ir": "voy vas va vamos van",
    "tener": "tengo tienes tiene tenemos tienen", "venir": "vengo vienes viene venimos vienen",
    "oír": "oigo oyes oye oímos oyen", "decir": "digo dices dice decimos dicen",
    "construir": "construyo construyes construye construimos construyen",
    "destruir": "destruyo destruyes destruye destruimos destruyen",
    "seguir": "sigo sigues sigue seguimos siguen", "perseguir": "persigo persigues persigue perseguimos persiguen",
    "dar": "doy das da damos dan", "ver": "veo ves ve vemos ven",
}
IRREGULAR_YO = {
    "hacer": "hago", "poner": "pongo", "traer": "traigo", "saber": "sé", "conocer": "conozco", "caer": "caigo",
    "crecer": "crezco", "aparecer": "aparezco", "recoger": "recojo", "proteger": "protejo", "conducir": "conduzco",
    "ofrecer": "ofrezco",
}
IRREGULAR_PRETERITE = {
    "ser": "fui fuiste fue fuimos fueron", "ir": "fui fuiste fue fuimos fueron", "dar": "di diste dio dimos dieron",
    "ver": "vi viste vio vimos vieron", "hacer": "hice hiciste hizo hicimos hicieron",
    "traer": "traje trajiste trajo trajimos trajeron", "decir": "dije dijiste dijo dijimos dijeron",
    "conducir": "conduje condujiste condujo condujimos condujeron",
}
STRONG_STEM = {"tener": "tuv", "poner": "pus", "querer": "quis", "poder": "pud", "saber": "sup", "venir": "vin",
               "estar": "estuv"}
FUTURE_STEM = {"tener": "tendr", "hacer": "har", "poner": "pondr", "decir": "dir", "querer": "querr", "poder": "podr",
               "saber": "sabr", "venir": "vendr", "oír": "oir"}
CHANGE = {
    "e>ie": {"cerrar", "perder", "querer", "pensar", "sentar", "despertar", "encender", "empezar", "entender", "calentar"},
    "o>ue": {"contar", "encontrar", "mover", "dormir", "volar", "poder", "mostrar", "recordar", "volver", "soñar", "morder",
             "acostar"},
    "u>ue": {"jugar"},
    "e>i": {"pedir", "servir", "repetir", "vestir", "reír"},
}
IR_WEAK = {"e>i": ("e", "i"), "o>ue": ("o", "u"), "e>ie": ("e", "i")}


def change_of(verb):
    return next((change for change, verbs in CHANGE.items() if verb in verbs), None)


def swap_last(stem, old, new):
    at = stem.rindex(old)
    return stem[:at] + new + stem[at + len(old):]


def present(verb):
    if verb in IRREGULAR_PRESENT:
        return IRREGULAR_PRESENT[verb].split()
    stem, ending, change = verb[:-2], verb[-2:], change_of(verb)
    changed = swap_last(stem, *change.split(">")) if change else stem
    forms = [(stem if person == 3 else changed) + end for person, end in enumerate(PRESENT[ending].split())]
    if verb in IRREGULAR_YO:
        forms[0] = IRREGULAR_YO[verb]
    return forms


def preterite(verb):
    if verb in IRREGULAR_PRETERITE:
        return IRREGULAR_PRETERITE[verb].split()
    if verb in STRONG_STEM:
        return [STRONG_STEM[verb] + end for end in STRONG_PRETERITE]
    stem, ending = verb[:-2], verb[-2:].replace("í", "i")
    forms = [stem + end for end in PRETERITE[ending].split()]
    if ending == "ar":
        spelling = {"c": "qu", "g": "gu", "z": "c"}.get(stem[-1])
        if spelling:
            forms[0] = stem[:-1] + spelling + "é"
        return forms
    if verb in {"leer", "caer", "oír", "creer"}:
        return [stem + end for end in "í íste yó ímos yeron".split()]
    if verb.endswith("uir") and not verb.endswith("guir"):
        return [stem + end for end in "í iste yó imos yeron".split()]
    weak = weak_stem(verb)
    forms[2], forms[4] = weak + "ió", weak + "ieron"
    return forms


def weak_stem(verb):
    """The stem of -ir verbs in the third-person preterite and the gerund: durmió, pidiendo."""
    stem, change = verb[:-2], change_of(verb)
    if verb in {"seguir", "perseguir"}:
        return swap_last(stem, "e", "i")
    return swap_last(stem, *IR_WEAK[change]) if verb.endswith("ir") and change in IR_WEAK else stem


def future(verb):
    return [FUTURE_STEM.get(verb, verb) + end for end in FUTURE]


def gerund(verb):
    if verb in {"leer", "caer", "oír", "traer", "creer"} or (verb.endswith("uir") and not verb.endswith("guir")):
        return verb[:-2] + "yendo"
    if verb == "ir":
        return "yendo"
    return verb[:-2] + "ando" if verb.endswith("ar") else weak_stem(verb) + "iendo"


def plural_es(noun):
    if noun[-1] in "aeiouéáó":
        return noun + "s"
    if noun[-1] == "z":
        return noun[:-1] + "ces"
    unaccented = {"ón": "ones", "ín": "ines", "én": "enes", "án": "anes", "és": "eses", "ús": "uses"}
    return noun[:-2] + unaccented[noun[-2:]] if noun[-2:] in unaccented else noun + "es"


def agree(adjective, gender, plural):
    """A Spanish adjective in the gender ('m' or 'f') and number of its noun."""
    irregular = {"joven": "jóvenes", "marrón": "marrones"}
    if adjective.endswith("o") and gender == "f":
        adjective = adjective[:-1] + "a"
    elif adjective.endswith("dor") and gender == "f":
        adjective += "a"
    return irregular.get(adjective) or plural_es(adjective) if plural else adjective


def plural_en(noun):
    irregular = {"man": "men", "woman": "women", "child": "children", "mouse": "mice", "fish": "fish", "sheep": "sheep",
                 "wolf": "wolves", "knife": "knives", "shelf": "shelves", "leaf": "leaves", "goose": "geese", "thief": "thieves"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith(("s", "x", "ch", "sh", "to")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"


def third_en(verb):
    if verb == "have":
        return "has"
    return verb + "es" if verb.endswith("o") else plural_en(verb)


def past_en(verb):
    if verb.endswith("e"):
        return verb + "d"
    if verb == "drop":
        return "dropped"
    return verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "ed"


def gerund_en(verb):
    doubled = {"run", "swim", "sit", "hit", "put", "cut", "win", "get", "stop", "hug", "shut", "drop", "jog"}
    if verb in doubled:
        return verb + verb[-1] + "ing"
    if verb == "lie":
        return "lying"
    return verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"
