"""Noun phrases: determiners, adjectives in their order, agreement, relative clauses, pronouns as subjects."""
from training.translator.grammar.phrase import Phrase, Sampler
from training.translator.lexicon import (ADJECTIVES, ANIMALS, NAME_ES, NAMES, NUMBERS, PEOPLE, PLACES, POSSESSIVES, PRONOUNS, THINGS,
                                         TRANSITIVE)
from training.translator.morphology import agree, plural_en

NOUNS = {noun.en: noun for noun in ANIMALS + PEOPLE + THINGS + PLACES}
ANIMATE = ANIMALS + PEOPLE
SAME_PLURAL = ("fish", "sheep")
LETTER = {"animal": "a", "person": "p", "thing": "t", "place": "l"}


class NounPhrases(Sampler):
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
