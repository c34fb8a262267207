"""A synchronous grammar: English and Spanish grow together, so each sentence comes with its word alignment."""
from training.translator.grammar.nouns import ANIMATE
from training.translator.grammar.phrase import Phrase
from training.translator.grammar.spelling import capitalise, euphony, text_of
from training.translator.grammar.verbs import BE, CONSUMING, REFLEXIVE, VerbPhrases
from training.translator.lexicon import CONJUNCTIONS, NUMBERS, PLACES, THINGS, TRANSITIVE, Verb
from training.translator.morphology import future, present, preterite


class Grammar(VerbPhrases):
    """Samples sentences: clauses, two of them joined, "hay", questions, liking."""

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


if __name__ == "__main__":
    grammar = Grammar(0)
    for _ in range(40):
        english, spanish, links = grammar.sentence()
        print(text_of(english), "|", text_of(spanish), "|", " ".join(f"{english[i]}-{spanish[j]}" for i, j in sorted(links)))
