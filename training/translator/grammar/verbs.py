"""Verb groups and predicates: tense, negation, auxiliaries, clitics, reflexives, copulas, what is given to whom, modals."""
from training.translator.grammar.nouns import ANIMATE, LETTER, NOUNS, NounPhrases
from training.translator.grammar.phrase import Phrase
from training.translator.lexicon import (ADJECTIVES, ANIMALS, CLITICS, CONSUME, DATIVES, GIVING, HOW, INTRANSITIVE, MODALS, MOTION, PEOPLE,
                                         PLACES, PREPOSITIONS, SOCIAL, THINGS, TRANSITIVE, WHEN, Verb, verbs)
from training.translator.morphology import agree, future, gerund, present, preterite

CONSUMING = [(verbs(key)[0], [NOUNS[noun] for noun in objects.split()]) for key, objects in CONSUME.items()]
REFLEXIVE = ["me", "te", "se", "nos", "se"]
COPULA = {"present": {"ser": present("ser"), "estar": present("estar")}, "future": {"ser": future("ser"), "estar": future("estar")},
          "past": {"ser": "era eras era éramos eran".split(), "estar": "estaba estabas estaba estábamos estaban".split()}}
BE = {"present": "am are is are are".split(), "past": "was were was were were".split()}
STATIVE = {"want", "have", "need", "know", "love", "fear", "see", "hear", "forget", "remember", "like", "miss", "find", "lose"}


class VerbPhrases(NounPhrases):
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
