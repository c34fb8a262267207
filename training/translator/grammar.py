"""A synchronous grammar: English and Spanish grow together, so each sentence comes with its word alignment.

Every leaf carries the ids of the meanings it expresses; an English and a Spanish word are aligned where they share one.
"""
import random
from dataclasses import dataclass, field

from lexicon import (ADJECTIVES, ANIMALS, CLITICS, CONJUNCTIONS, CONSUME, DATIVES, GIVING, HOW, INTRANSITIVE, MODALS, MOTION, NAME_ES,
                     NAMES, NUMBERS, PEOPLE, PLACES, POSSESSIVES, PREPOSITIONS, PRONOUNS, SOCIAL, THINGS, TRANSITIVE, WHEN, Verb, verbs)
from morphology import agree, future, gerund, plural_en, present, preterite

NOUNS = {noun.en: noun for noun in ANIMALS + PEOPLE + THINGS + PLACES}
ANIMATE = ANIMALS + PEOPLE
CONSUMING = [(verbs(key)[0], [NOUNS[noun] for noun in objects.split()]) for key, objects in CONSUME.items()]
REFLEXIVE = ["me", "te", "se", "nos", "se"]
COPULA = {"present": {"ser": present("ser"), "estar": present("estar")}, "future": {"ser": future("ser"), "estar": future("estar")},
          "past": {"ser": "era eras era éramos eran".split(), "estar": "estaba estabas estaba estábamos estaban".split()}}
BE = {"present": "am are is are are".split(), "past": "was were was were were".split()}
SAME_PLURAL = ("fish", "sheep")
LETTER = {"animal": "a", "person": "p", "thing": "t", "place": "l"}
STATIVE = {"want", "have", "need", "know", "love", "fear", "see", "hear", "forget", "remember", "like", "miss", "find", "lose"}


@dataclass
class Phrase:
    """English and Spanish words with the ids of their meanings, and what agreement needs of the whole."""
    en: list = field(default_factory=list)
    es: list = field(default_factory=list)
    person: int = 2
    gender: str = "m"
    noun: object = None
    animate: bool = False
    named: bool = False

    @property
    def plural(self):
        return self.person > 2


class Grammar:
    """Samples sentences; `pairs` collects the word combinations of the last one, for the held-out split."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.fresh = 0
        self.pairs = set()

    def new(self):
        self.fresh += 1
        return frozenset([self.fresh])

    def chance(self, probability):
        return self.random.random() < probability

    # noun phrases

    def adjectives_for(self, noun, most):
        fitting = [adjective for adjective in ADJECTIVES if LETTER[noun.kind] in adjective.fits]
        count = self.random.choices([0, 1, 2], [0.55, 0.36, 0.09])[0]
        chosen = self.random.sample(fitting, min(count, most, len(fitting)))
        self.pairs.update((noun.en, adjective.en) for adjective in chosen)
        return [(adjective, self.new()) for adjective in chosen]

    def determiner(self, noun, plural):
        """English word, and a function from the feminine flag to the Spanish one."""
        fem, many = noun.gender == "f", plural
        stressed = noun.stressed_a and not plural
        the = ["el", "la", "los", "las"][fem and not stressed if not many else 2 + fem]
        kinds = ["the", "the", "the", "the", "possessive", "this", "that"]
        kinds += ["number", "many", "some", "all"] if plural else ["a", "a", "every"]
        if noun.en in SAME_PLURAL and plural:
            kinds = ["number", "many", "these"]
        kind = self.random.choice(kinds)
        if kind == "the":
            return "the", the
        if kind == "a":
            return "a", "una" if fem and not stressed else "un"
        if kind == "possessive":
            en, es = self.random.choice(list(POSSESSIVES.items()))
            return en, agree(es, noun.gender, many) if es == "nuestro" else es + "s" * many
        if kind in ("this", "these"):
            return "these" if many else "this", ["este", "esta", "estos", "estas"][fem + 2 * many]
        if kind == "that":
            return "those" if many else "that", ["ese", "esa", "esos", "esas"][fem + 2 * many]
        if kind == "every":
            return "every", "cada"
        if kind == "number":
            return self.random.choice(list(NUMBERS.items()))
        return {"many": ("many", "muchas" if fem else "muchos"), "some": ("some", "unas" if fem else "unos"),
                "all": ("all the", f"{'todas' if fem else 'todos'} {the}")}[kind]

    def noun_phrase(self, nouns, names=0.0, depth=0, plurals=0.3):
        if self.chance(names):
            name, gender = self.random.choice(NAMES)
            ids = self.new()
            return Phrase([(name, ids)], [(NAME_ES.get(name, name), ids)], 2, gender, None, True, True)
        noun = self.random.choice(nouns)
        plural = self.chance(plurals)
        en_det, es_det = self.determiner(noun, plural)
        chosen = self.adjectives_for(noun, 2 if depth == 0 else 1)
        det, head = self.new(), self.new()
        en = [(word, det) for word in en_det.split()]
        en += [(adjective.en, ids) for adjective, ids in chosen] + [(plural_en(noun.en) if plural else noun.en, head)]
        before = [pair for pair in chosen if pair[0].before]
        after = [pair for pair in reversed(chosen) if not pair[0].before]
        es = [(word, det) for word in es_det.split()]
        if before and noun.stressed_a and not plural and es[-1][0] in ("el", "un"):
            es[-1] = ({"el": "la", "un": "una"}[es[-1][0]], det)
        for index, (adjective, ids) in enumerate(before):
            form = agree(adjective.es, noun.gender, plural)
            last = index == len(before) - 1
            es.append((form[:-1] if last and form in ("bueno", "malo") else form, ids))
        es.append((noun.es_plural if plural else noun.es, head))
        es += [(agree(adjective.es, noun.gender, plural), ids) for adjective, ids in after]
        phrase = Phrase(self.article(en), es, 4 if plural else 2, noun.gender, noun, noun.animate)
        if depth == 0 and self.chance(0.06):
            self.append_relative(phrase)
        return phrase

    @staticmethod
    def article(en):
        if en[0][0] == "a" and en[1][0][0] in "aeiou" and not en[1][0].startswith("us"):
            return [("an", en[0][1]), *en[1:]]
        return en

    def append_relative(self, phrase):
        tense = self.random.choice(["present", "past"])
        that = self.new()
        if phrase.animate:
            tail = self.predicate(phrase, tense, depth=1, simple=True)
        else:
            subject = self.noun_phrase(PEOPLE, names=0.3, depth=2)
            verb = self.random.choice(TRANSITIVE)
            if verb.past == verb.en:
                tense = "past" if subject.person == 2 else "present"
            body = self.conjugated(verb, tense, subject, False)
            tail = Phrase(subject.en + body.en, subject.es + body.es)
        phrase.en += [("that", that), *tail.en]
        phrase.es += [("que", that), *tail.es]

    def subject(self, depth=0):
        roll = self.random.random()
        if roll < 0.2 and depth == 0:
            return self.pronoun()
        if roll < 0.27 and depth == 0:
            first = self.noun_phrase(ANIMATE, names=0.3, depth=1, plurals=0.1)
            second = self.noun_phrase(ANIMATE, names=0.3, depth=1, plurals=0.1)
            both = self.new()
            gender = "f" if first.gender == second.gender == "f" else "m"
            return Phrase([*first.en, ("and", both), *second.en], [*first.es, ("y", both), *second.es], 4, gender, first.noun, True)
        return self.noun_phrase(ANIMATE, names=0.15, depth=depth)

    def pronoun(self):
        en, es, person = self.random.choice([row for row in PRONOUNS if row[0] != "it"])
        ids = self.new()
        gender = "f" if en == "she" else "m"
        phrase = Phrase([(en, ids)], [(es, ids)] if es else [], person, gender, None, True, True)
        phrase.dropped = None if es else ids
        return phrase

    # verbs

    def conjugated(self, verb, tense, subject, negative, clitic=None):
        """The verb group; a dropped Spanish pronoun's meaning goes to the verb form that shows it."""
        ids = self.new()
        shown = ids | (getattr(subject, "dropped", None) or frozenset())
        third = subject.person == 2
        no = self.new() if negative else None
        if tense == "progressive" and verb.en in STATIVE:
            tense = "present"
        if tense == "progressive":
            en = [(BE["present"][subject.person], ids), *([("not", no)] if negative else []), (verb.gerund, ids)]
            es = [(present("estar")[subject.person], shown), (gerund(verb.es), ids)]
        else:
            form = {"present": present, "past": preterite, "future": future}[tense](verb.es)[subject.person]
            es = [(form, shown)]
            if tense == "future":
                en = [("will", ids), *([("not", no)] if negative else []), (verb.en, ids)]
            elif negative:
                aux = "did" if tense == "past" else "does" if third else "do"
                en = [(aux, ids), ("not", no), (verb.en, ids)]
            else:
                en = [(verb.past if tense == "past" else verb.third if third else verb.en, ids)]
        if verb.reflexive:
            es = [(REFLEXIVE[subject.person], ids), *es]
        if clitic:
            es = [clitic, *es]
        return Phrase(en, ([("no", no)] if negative else []) + es)

    def prepositional(self, depth=1, only=None):
        en, es, fits = self.random.choice([row for row in PREPOSITIONS if only is None or row[0] in only])
        nouns = [noun for letter, group in (("t", THINGS), ("l", PLACES), ("a", ANIMALS), ("p", PEOPLE)) if letter in fits for noun in group]
        ids, phrase = self.new(), self.noun_phrase(nouns, depth=depth, plurals=0.2)
        return Phrase([*((word, ids) for word in en.split()), *phrase.en], [*((word, ids) for word in es.split()), *phrase.es])

    def object_of(self, verb, nouns, depth):
        phrase = self.noun_phrase(nouns, names=0.15 if nouns is ANIMATE else 0, depth=depth)
        if phrase.noun:
            self.pairs.add((verb.en, phrase.noun.en))
        return Phrase(phrase.en, [("a", frozenset()), *phrase.es] if phrase.animate else phrase.es)

    def predicate(self, subject, tense, depth=0, simple=False, negative=None):
        """Everything after the subject."""
        negative = self.chance(0.15) if negative is None else negative
        kinds = ["copula", "intransitive", "transitive", "social", "consume", "motion", "place"]
        weights = [2, 3, 3, 3, 2, 2, 1.5]
        if not simple:
            kinds += ["giving", "modal", "clitic"]
            weights += [1.5, 1.5, 1.5]
        kind = self.random.choices(kinds, weights)[0]
        if kind in ("copula", "place"):
            return self.copula(subject, "present" if tense == "progressive" else tense, negative, kind == "place")
        verb, nouns = self.choose_verb(kind)
        if tense == "past" and verb.past == verb.en and not (subject.person == 2 or negative):
            tense = "future"
        if subject.noun:
            self.pairs.add((subject.noun.en, verb.en))
        if kind == "modal":
            return self.modal(subject, tense, negative)
        if kind == "clitic":
            en, es = self.random.choice(CLITICS)
            ids = self.new()
            group = self.conjugated(verb, tense, subject, negative, (es, ids))
            parts = [group, Phrase([(en, ids)], [])]
        elif kind == "giving":
            parts = self.giving(verb, tense, subject, negative)
        elif kind == "motion":
            place, to = self.noun_phrase(PLACES, depth=1, plurals=0.1), self.new()
            en_to = "at" if verb.en == "arrive" else "to"
            parts = [self.conjugated(verb, tense, subject, negative), Phrase([(en_to, to), *place.en], [("a", to), *place.es])]
        else:
            parts = [self.conjugated(verb, tense, subject, negative)]
            if nouns:
                parts.append(self.object_of(verb, nouns, max(depth, 1) if simple else depth))
            if kind == "intransitive" and self.chance(0.4):
                parts.append(self.simple_pair(HOW))
        if not simple and kind != "giving" and self.chance(0.35) or kind == "intransitive" and self.chance(0.35):
            parts.append(self.prepositional(only=("in", "on", "under", "near", "behind", "with", "without", "in front of")))
        if not simple and self.chance(0.25):
            parts.append(self.simple_pair(WHEN["present" if tense == "progressive" else tense]))
        return self.join(*parts)

    def choose_verb(self, kind):
        if kind == "consume":
            return self.random.choice(CONSUMING)
        group = {"transitive": TRANSITIVE, "social": SOCIAL, "clitic": SOCIAL, "intransitive": INTRANSITIVE, "modal": INTRANSITIVE,
                 "motion": MOTION, "giving": GIVING}[kind]
        return self.random.choice(group), {"transitive": THINGS, "social": ANIMATE}.get(kind)

    def simple_pair(self, rows):
        en, es = self.random.choice(rows)
        ids = self.new()
        return Phrase([(word, ids) for word in en.split()], [(word, ids) for word in es.split()])

    @staticmethod
    def join(*parts):
        return Phrase([word for part in parts for word in part.en], [word for part in parts for word in part.es])

    def copula(self, subject, tense, negative, located):
        ids, no = self.new(), self.new()
        shown = ids | (getattr(subject, "dropped", None) or frozenset())
        if located:
            rest, which = self.prepositional(only=("in", "on", "under", "near", "behind", "with", "in front of")), "estar"
        else:
            letter = LETTER[subject.noun.kind] if subject.noun else "p"
            adjective, said = self.random.choice([row for row in ADJECTIVES if letter in row.fits]), self.new()
            if subject.noun:
                self.pairs.add((subject.noun.en, adjective.en))
            rest = Phrase([(adjective.en, said)], [(agree(adjective.es, subject.gender, subject.plural), said)])
            which = adjective.copula
        en = [("will", ids), *([("not", no)] if negative else []), ("be", ids)] if tense == "future" else [
            (BE[tense][subject.person], ids), *([("not", no)] if negative else [])]
        es = [*([("no", no)] if negative else []), (COPULA[tense][which][subject.person], shown)]
        return Phrase([*en, *rest.en], [*es, *rest.es])

    def giving(self, verb, tense, subject, negative):
        thing = self.noun_phrase([NOUNS[noun] for noun in ("book", "letter", "story", "newspaper", "map")] if verb.en == "read" else THINGS, depth=1)
        if self.chance(0.35):
            en, es = self.random.choice(DATIVES)
            ids = self.new()
            return [self.conjugated(verb, tense, subject, negative, (es, ids)), Phrase([(en, ids), *thing.en], thing.es)]
        person, to = self.noun_phrase(PEOPLE, names=0.2, depth=1), self.new()
        le = ("les" if person.plural else "le", to)
        group = self.conjugated(verb, tense, subject, negative, le)
        if self.chance(0.4):
            return [group, Phrase([*person.en, *thing.en], [*thing.es, ("a", to), *person.es])]
        return [group, Phrase([*thing.en, ("to", to), *person.en], [*thing.es, ("a", to), *person.es])]

    def modal(self, subject, tense, negative):
        en, third, past, to, es, que = self.random.choice(MODALS)
        tense = "present" if en == "can" or tense == "progressive" else tense
        modal = Verb(en, past, es)
        if en == "can":
            ids, no = self.new(), self.new()
            shown = ids | (getattr(subject, "dropped", None) or frozenset())
            group = Phrase([("can", ids), *([("not", no)] if negative else [])],
                           [*([("no", no)] if negative else []), (present(es)[subject.person], shown)])
        else:
            group = self.conjugated(modal, tense, subject, negative)
        ids, linking = self.new(), self.new()
        if self.chance(0.4):
            verb, nouns = self.random.choice(CONSUMING)
            rest = self.object_of(verb, nouns, 1)
        else:
            verb, rest = self.random.choice([verb for verb in INTRANSITIVE if not verb.reflexive]), Phrase()
            rest = self.prepositional() if self.chance(0.4) else rest
        en_link, es_link = [(to, linking)] if to else [], [(que, linking)] if que else []
        return self.join(group, Phrase([*en_link, (verb.en, ids)], [*es_link, (verb.es, ids)]), rest)

    # sentences

    def clause(self, tense=None, negative=None):
        tense = tense or self.random.choice(["present", "past", "past", "future", "progressive"])
        subject = self.thing_subject(tense) if self.chance(0.12) else None
        if subject:
            return subject
        subject = self.subject()
        return self.join(subject, self.predicate(subject, tense, negative=negative))

    def thing_subject(self, tense):
        subject = self.noun_phrase(THINGS + PLACES, depth=0)
        located = subject.noun.kind == "thing" and self.chance(0.5)
        return self.join(subject, self.copula(subject, "present" if tense == "progressive" else tense, self.chance(0.15), located))

    def existential(self):
        tense, ids = self.random.choice(["present", "past", "future"]), self.new()
        phrase = self.noun_phrase(ANIMATE + THINGS, depth=1, plurals=0.4)
        while phrase.en[0][0] not in ("a", "an", "many", "some", *NUMBERS):
            phrase = self.noun_phrase(ANIMATE + THINGS, depth=1, plurals=0.4)
        be = {"present": ["are" if phrase.plural else "is"], "past": ["were" if phrase.plural else "was"], "future": ["will", "be"]}[tense]
        where = self.prepositional(only=("in", "on", "under", "near", "behind", "in front of"))
        return self.join(Phrase([("there", ids), *((word, ids) for word in be)], [({"present": "hay", "past": "había", "future": "habrá"}[tense], ids)]),
                         phrase, where)

    def liking(self):
        liked, ids = self.noun_phrase(ANIMATE + THINGS + PLACES, depth=1), self.new()
        tense, negative, no = self.random.choice(["present", "past", "future"]), self.chance(0.2), self.new()
        form = {"present": ("gusta", "gustan"), "past": ("gustó", "gustaron"), "future": ("gustará", "gustarán")}[tense][liked.plural]
        if self.chance(0.4):
            en, es, person, who = *self.random.choice([("I", "me", 0), ("you", "te", 1), ("he", "le", 2), ("she", "le", 2), ("we", "nos", 3), ("they", "les", 4)]), self.new()
            subject, lead = Phrase([(en, who)], [(es, who)], person), []
        else:
            subject = self.noun_phrase(ANIMATE, names=0.2, depth=1)
            lead, subject.es = [("a", frozenset()), *subject.es], [("les" if subject.plural else "le", ids)]
        verb = self.conjugated(Verb("like", "liked", "amar"), tense, subject, negative)
        en = [(word, no if word == "not" else ids) for word, _ in verb.en]
        es = [*lead, *([("no", no)] if negative else []), *subject.es, (form, ids), *liked.es]
        return Phrase([*subject.en, *en, *liked.en], es)

    def question(self):
        kind = self.random.choice(["yes", "yes", "where", "who", "what"])
        ask, ids = self.new(), self.new()
        if kind == "where":
            subject = self.noun_phrase(ANIMATE + THINGS, names=0.15, depth=1)
            return Phrase([("where", ask), (BE["present"][subject.person], ids), *subject.en], [("dónde", ask), (present("estar")[subject.person], ids), *subject.es])
        if kind == "who":
            who = Phrase([("who", ask)], [("quién", ask)], animate=True)
            return self.join(who, self.predicate(who, self.random.choice(["present", "past", "future"]), depth=1, simple=True, negative=False))
        subject, tense = self.subject(depth=1), self.random.choice(["present", "past", "future"])
        aux = {"present": "does" if subject.person == 2 else "do", "past": "did", "future": "will"}[tense]
        forms = {"present": present, "past": preterite, "future": future}[tense]
        if kind == "what":
            verb = self.random.choice([verb for verb, _ in CONSUMING] + TRANSITIVE)
            return Phrase([("what", ask), (aux, ids), *subject.en, (verb.en, ids)], [("qué", ask), (forms(verb.es)[subject.person], ids), *subject.es])
        verb, nouns = self.choose_verb(self.random.choice(["transitive", "social", "consume", "intransitive"]))
        rest = self.object_of(verb, nouns, 1) if nouns else self.prepositional()
        if subject.noun:
            self.pairs.add((subject.noun.en, verb.en))
        reflexive = [(REFLEXIVE[subject.person], ids)] if verb.reflexive else []
        return Phrase([(aux, ids), *subject.en, (verb.en, ids), *rest.en], [*subject.es, *reflexive, (forms(verb.es)[subject.person], ids), *rest.es])

    def sentence(self):
        """Token lists of one sentence pair and its alignment: (english, spanish, {(en index, es index)})."""
        self.pairs = set()
        kind = self.random.choices(["clause", "two", "hay", "question", "like"], [60, 14, 8, 12, 6])[0]
        if kind == "two":
            first, (en, es), ids = self.clause(), self.random.choice(CONJUNCTIONS), self.new()
            phrase = self.join(first, Phrase([(en, ids)], [(es, ids)]), self.clause())
        else:
            phrase = {"clause": self.clause, "hay": self.existential, "question": self.question, "like": self.liking}[kind]()
        end, mark = self.new(), self.new()
        if kind == "question":
            en, es = [*phrase.en, ("?", end)], [("¿", mark), *phrase.es, ("?", end)]
        else:
            en, es = [*phrase.en, (".", end)], [*phrase.es, (".", end)]
        es = euphony(es)
        links = {(i, j) for i, (_, a) in enumerate(en) for j, (_, b) in enumerate(es) if a & b}
        return capitalise([word for word, _ in en]), capitalise([word for word, _ in es]), links


def euphony(words):
    """Contractions (al, del) and y -> e before an i sound."""
    result = []
    for word, ids in words:
        if word == "el" and result and result[-1][0] in ("a", "de"):
            result[-1] = ({"a": "al", "de": "del"}[result[-1][0]], result[-1][1] | ids)
        else:
            result.append((word, ids))
    return [("e", ids) if word == "y" and after[0].startswith(("i", "hi")) and not after[0].startswith("hie") else (word, ids)
            for (word, ids), after in zip(result, [*result[1:], ("", frozenset())])]


def capitalise(words):
    at = 1 if words[0] == "¿" else 0
    return [*words[:at], words[at][0].upper() + words[at][1:], *words[at + 1:]]


def text_of(words):
    """Tokens as a sentence: no space before closing punctuation or after the opening question mark."""
    text = ""
    for word in words:
        text += word if not text or word in ".?," or text.endswith("¿") else " " + word
    return text


if __name__ == "__main__":
    grammar = Grammar(0)
    for _ in range(40):
        english, spanish, links = grammar.sentence()
        print(text_of(english), "|", text_of(spanish), "|", " ".join(f"{english[i]}-{spanish[j]}" for i, j in sorted(links)))
