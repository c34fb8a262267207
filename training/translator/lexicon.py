"""The words: English, Spanish, and what the grammar needs to know of them."""
from dataclasses import dataclass

from training.translator.morphology import gerund_en, past_en, plural_es, third_en


@dataclass(frozen=True)
class Noun:
    en: str
    es: str
    gender: str  # 'm' or 'f'
    kind: str  # animal, person, thing, place
    es_plural: str

    @property
    def animate(self):
        return self.kind in ("animal", "person")

    @property
    def stressed_a(self):
        """Feminine nouns that take 'el' and 'un' in the singular: el águila, las águilas."""
        return self.es in ("águila",)


@dataclass(frozen=True)
class Verb:
    en: str
    past: str
    es: str
    reflexive: bool = False

    @property
    def third(self):
        return third_en(self.en)

    @property
    def gerund(self):
        return gerund_en(self.en)


@dataclass(frozen=True)
class Adjective:
    en: str
    es: str
    fits: str  # kinds it can describe, by their first letters: a(nimal) p(erson) t(hing) l(place)
    copula: str = "ser"
    before: bool = False


def nouns(kind, text):
    rows = []
    for entry in text.split(","):
        parts = entry.split()
        en, es, gender = parts[0], parts[1], parts[2]
        rows.append(Noun(en, es, gender, kind, parts[3] if len(parts) > 3 else plural_es(es)))
    return rows


ANIMALS = nouns("animal", """cat gato m, dog perro m, bird pájaro m, horse caballo m, cow vaca f, duck pato m, mouse ratón m,
rabbit conejo m, fox zorro m, bear oso m, wolf lobo m, lion león m, tiger tigre m, elephant elefante m, monkey mono m,
frog rana f, turtle tortuga f, snake serpiente f, fish pez m, sheep oveja f, pig cerdo m, goat cabra f, hen gallina f,
bee abeja f, butterfly mariposa f, spider araña f, ant hormiga f, whale ballena f, dolphin delfín m, shark tiburón m,
giraffe jirafa f, zebra cebra f, owl búho m, eagle águila f, donkey burro m, squirrel ardilla f, goose ganso m, crab cangrejo m""")
PEOPLE = nouns("person", """boy niño m, girl niña f, man hombre m, woman mujer f, teacher maestro m, doctor médico m, nurse enfermera f,
farmer granjero m, king rey m, queen reina f, baker panadero m, student estudiante m, friend amigo m, neighbor vecino m,
brother hermano m, sister hermana f, mother madre f, father padre m, grandmother abuela f, grandfather abuelo m, son hijo m,
daughter hija f, aunt tía f, uncle tío m, cook cocinero m, driver conductor m, painter pintor m, singer cantante m,
soldier soldado m, writer escritor m, cousin primo m, princess princesa f, prince príncipe m, thief ladrón m, lawyer abogado m,
sailor marinero m, dancer bailarina f, artist artista m, baby bebé m, guard guardia m""")
THINGS = nouns("thing", """ball pelota f, book libro m, chair silla f, table mesa f, car coche m, door puerta f, window ventana f,
apple manzana f, letter carta f, pencil lápiz m, key llave f, shoe zapato m, hat sombrero m, shirt camisa f, coat abrigo m,
box caja f, cup taza f, glass vaso m, plate plato m, knife cuchillo m, spoon cuchara f, bottle botella f, bag bolsa f, bed cama f,
lamp lámpara f, clock reloj m, mirror espejo m, picture cuadro m, flower flor f, tree árbol m, stone piedra f, mat estera f,
rug alfombra f, basket canasta f, bicycle bicicleta f, boat barco m, train tren m, bus autobús m, plane avión m, song canción f,
story historia f, cake pastel m, egg huevo m, cheese queso m, orange naranja f, tomato tomate m, potato papa f, soup sopa f,
toy juguete m, doll muñeca f, kite cometa f, drum tambor m, guitar guitarra f, piano piano m, phone teléfono m,
computer computadora f, newspaper periódico m, map mapa m, umbrella paraguas m paraguas, photo foto f, blanket manta f,
pillow almohada f, ring anillo m, watch reloj m, candle vela f, wall pared f, fence cerca f, gift regalo m, sofa sofá m, shelf estante m,
leaf hoja f, sandwich sándwich m sándwiches, pen bolígrafo m, ladder escalera f, rope cuerda f, coin moneda f, sword espada f""")
PLACES = nouns("place", """park parque m, school escuela f, river río m, forest bosque m, garden jardín m, beach playa f, mountain montaña f,
city ciudad f, village pueblo m, street calle f, market mercado m, kitchen cocina f, church iglesia f, hospital hospital m,
library biblioteca f, museum museo m, bridge puente m, farm granja f, field campo m, lake lago m, office oficina f,
restaurant restaurante m, hotel hotel m, station estación f, shop tienda f, bank banco m, tower torre f, castle castillo m,
square plaza f, theater teatro m, zoo zoológico m, island isla f, cave cueva f, room habitación f, house casa f, hill colina f,
desert desierto m, harbor puerto m""")
NAMES = [("Ana", "f"), ("Luis", "m"), ("Maria", "f"), ("Pedro", "m"), ("Carlos", "m"), ("Elena", "f"), ("Sofia", "f"), ("Juan", "m"),
         ("Pablo", "m"), ("Lucia", "f"), ("Diego", "m"), ("Marta", "f")]
NAME_ES = {"Maria": "María", "Sofia": "Sofía", "Lucia": "Lucía"}


def verbs(text):
    rows = []
    for entry in text.split(","):
        parts = entry.split()
        es = parts[-1]
        rows.append(Verb(parts[0], parts[1] if len(parts) == 3 else past_en(parts[0]), es.removesuffix("se"), es.endswith("rse")))
    return rows


TRANSITIVE = verbs("""see saw ver, find found encontrar, lose lost perder, buy bought comprar, sell sold vender,
want querer, have had tener, carry llevar, bring brought traer, paint pintar, draw drew dibujar, wash lavar, clean limpiar,
touch tocar, watch mirar, hide hid esconder, steal stole robar, break broke romper, cut cut cortar, throw threw lanzar,
drop soltar, push empujar, need necesitar, use usar, take took tomar, remember recordar, forget forgot olvidar,
move mover, leave left dejar, receive recibir, keep kept guardar, fix arreglar, make made hacer""")
SOCIAL = verbs("""see saw ver, chase perseguir, follow seguir, help ayudar, visit visitar, call llamar, hear heard oír, love amar,
know knew conocer, hug hugged abrazar, kiss besar, bite bit morder, protect proteger, attack atacar, catch caught atrapar,
meet met conocer, teach taught enseñar, miss missed extrañar, invite invitar, greet saludar, save salvar,
fear temer, scare asustar, forget forgot olvidar, remember recordar, find found encontrar, watch mirar, paint pintar""")
CONSUME = {"eat ate comer": "apple fish cake egg cheese orange tomato potato soup sandwich",
           "cook cocinar": "fish egg potato soup tomato cake", "read read leer": "book letter newspaper story map",
           "write wrote escribir": "book letter story song", "sing sang cantar": "song", "open abrir": "door window box bottle book letter bag",
           "close cerrar": "door window box bottle book bag", "drive drove conducir": "car bus train",
           "build built construir": "wall fence boat tower castle house bridge", "wear wore llevar": "hat shirt coat ring shoe",
           "kick patear": "ball stone box", "chase perseguir": "ball butterfly car", "play tocar": "guitar piano drum song"}
INTRANSITIVE = verbs("""sleep slept dormir, run ran correr, walk caminar, swim swam nadar, jump saltar, sing sang cantar, dance bailar,
work trabajar, play jugar, cry llorar, eat ate comer, rest descansar, fly flew volar, sit sat sentarse, fall fell caerse,
study estudiar, travel viajar, wait esperar, live vivir, hide hid esconderse, shout gritar, talk hablar, arrive llegar,
stay quedarse, cook cocinar, read read leer, write wrote escribir, win won ganar, dream soñar, learn aprender""")
MOTION = verbs("go went ir, run ran correr, walk caminar, travel viajar, arrive llegar, return volver, swim swam nadar, come came venir")
GIVING = verbs("give gave dar, show showed mostrar, send sent enviar, bring brought traer, sell sold vender, read read leer, offer ofrecer")
MODALS = [("want", "wants", "wanted", "to", "querer", ""), ("can", "can", "could", "", "poder", ""), ("need", "needs", "needed", "to", "necesitar", ""),
          ("have", "has", "had", "to", "tener", "que")]


def adjectives(text, fits, copula="ser", before=False):
    return [Adjective(*entry.split(), fits, copula, before) for entry in text.split(",")]


ADJECTIVES = [
    *adjectives("red rojo, white blanco, black negro, blue azul, green verde, yellow amarillo, brown marrón, gray gris, pink rosado", "at"),
    *adjectives("small pequeño, big grande, old viejo, pretty bonito, ugly feo, strange extraño, famous famoso", "aptl"),
    *adjectives("tall alto, fat gordo, thin delgado, young joven, strong fuerte, weak débil, fast rápido, slow lento, brave valiente, "
                "clever inteligente, kind amable, lazy perezoso, shy tímido, funny gracioso", "ap"),
    *adjectives("rich rico, poor pobre, honest honesto, polite cortés", "p"),
    *adjectives("happy feliz", "ap"), *adjectives("new nuevo, expensive caro, cheap barato", "tl"),
    *adjectives("heavy pesado, soft suave, hard duro, long largo, short corto, round redondo, useful útil", "t"),
    *adjectives("quiet tranquilo, dangerous peligroso, modern moderno", "l"),
    *adjectives("tired cansado, hungry hambriento, angry enojado, sick enfermo, sad triste, worried preocupado", "ap", "estar"),
    *adjectives("clean limpio, dirty sucio, empty vacío, full lleno, broken roto, wet mojado, hot caliente, cold frío", "t", "estar"),
    *adjectives("good bueno, bad malo", "aptl", before=True),
]
POSSESSIVES = {"my": "mi", "your": "tu", "his": "su", "her": "su", "our": "nuestro", "their": "su"}
NUMBERS = dict(zip("two three four five six seven eight nine ten".split(), "dos tres cuatro cinco seis siete ocho nueve diez".split()))
PREPOSITIONS = [("in", "en", "l"), ("on", "en", "t"), ("under", "debajo de", "t"), ("near", "cerca de", "tl"), ("behind", "detrás de", "tl"),
                ("with", "con", "ap"), ("without", "sin", "apt"), ("in front of", "delante de", "tl"), ("for", "para", "ap")]
WHEN = {"present": [("today", "hoy"), ("now", "ahora"), ("every day", "todos los días"), ("every morning", "cada mañana")],
        "past": [("yesterday", "ayer"), ("today", "hoy"), ("last night", "anoche"), ("last year", "el año pasado")],
        "future": [("tomorrow", "mañana"), ("today", "hoy"), ("soon", "pronto"), ("tonight", "esta noche")]}
HOW = [("quickly", "rápidamente"), ("slowly", "lentamente"), ("well", "bien"), ("here", "aquí"), ("there", "allí"), ("again", "otra vez"),
       ("quietly", "tranquilamente"), ("alone", "a solas")]
CONJUNCTIONS = [("and", "y"), ("but", "pero"), ("because", "porque"), ("when", "cuando"), ("while", "mientras")]
CLITICS = [("me", "me"), ("you", "te"), ("him", "lo"), ("her", "la"), ("it", "lo"), ("us", "nos"), ("them", "los")]
DATIVES = [("me", "me"), ("you", "te"), ("him", "le"), ("her", "le"), ("us", "nos"), ("them", "les")]
PRONOUNS = [("I", None, 0), ("you", None, 1), ("he", "él", 2), ("she", "ella", 2), ("it", None, 2), ("we", None, 3), ("they", "ellos", 4)]
