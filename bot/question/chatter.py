"""What is no question about the articles: greetings, thanks, orders to the bot, errands.

A word alone decides nothing: news is about hackers, prompts and poems, and about those who ignore
instructions. What is meant for the bot has the form of it: nothing but a greeting, an imperative, a
question to "you". No model is called for any of them.
"""

import re
from dataclasses import dataclass

from bot.question.errands import ERRANDS, ORDERS
from bot.question.personal import personal

LONGEST = 4000  # characters looked at; a longer text is searched with as it is

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+){0,3}")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GREETINGS = _words(
    """hello hi hey hiya howdy yo greetings morning evening afternoon bonjour salut bonsoir coucou
    hallo servus moin hola buenos buenas ciao salve buongiorno buonasera olá oi hoi dag goedemorgen
    goedemiddag goedenavond goedendag welcome"""
)
_GOOD = _words(
    "good guten gute guter tag morgen abend día días tardes noches bom boa dia tarde noite"
)
_THANKS = _words(
    """thanks thank thx ty cheers merci danke dank vielen gracias grazie obrigado obrigada bedankt
    dankjewel dankuwel appreciated"""
)
_NODS = _words("ok okay great perfect nice cool good fine awesome super parfait bye goodbye")
# Words that go with them and ask nothing.
_BESIDE = _words(
    """that's it's there you everyone all team newsdesk bot friend dear sir madam a lot so very much
    many die for
    your the help that helps helped helpful this was is great perfect ok okay nice cool good well
    awesome fine yes no again today to and bye goodbye beaucoup pour ton votre aide bien parfait
    schön sehr für deine ihre hilfe super gut muchas muchísimas por tu su ayuda bien mille tante
    per il tuo aiuto molto muito muita pela ajuda je wel u heel erg voor hulp"""
)
_SMALL_TALK = re.compile(
    r"how (?:are|r) (?:you|u)(?: doing| feeling)?(?: today)?|how(?:'s| is) it going|what'?s up|"
    r"(?:comment )?(?:ça|ca) va(?: bien)?|comment (?:allez-vous|vas-tu)|"
    r"wie geht(?:'s| es)?(?: (?:dir|ihnen))?|(?:qué|que) tal|cómo estás|come (?:stai|sta|va)|"
    r"tudo bem|como (?:vai|está|estás)|hoe gaat het(?: met (?:je|u))?"
)
_HELP = re.compile(
    r"help(?: me)?|(?:so )?(?:what|who) are you|what(?:'s| is) (?:this|your name|newsdesk)|"
    r"what (?:else )?(?:can|could|do) you (?:do|offer|know|help(?: me)? with)|"
    r"what (?:can|could|should|may) i (?:ask|do|say)(?: you| here)?|what are you for|"
    r"(?:what|which) (?:kinds? of |sorts? of )?(?:questions?|things?) (?:can|do) (?:you|i) "
    r"(?:answer|do|ask)(?: you)?|how (?:do|does|can) (?:you|this|it|newsdesk) works?|"
    r"how (?:do|can) i use (?:you|this|it)|which (?:ai )?(?:model|llm) are you|who made you|"
    r"are you (?:an? )?(?:\w+ ){0,2}(?:robot|bot|human|person|ai|machine|model|chatgpt|gpt|claude|"
    r"gemini)|"
    r"(?:que|qu'est-ce que) (?:peux-tu|pouvez-vous|tu peux|vous pouvez|sais-tu) ?(?:faire)?|"
    r"qui (?:es-tu|êtes-vous)|aide(?:-moi)?|"
    r"was (?:kannst du|können sie)(?: tun| alles)?|wer (?:bist du|sind sie)|hilfe|"
    r"(?:qué|que) (?:puedes|puede|sabes) hacer|quién (?:eres|es usted)|ayuda|"
    r"(?:che )?cosa (?:sai|puoi|può) fare|chi (?:sei|è lei)|aiuto|"
    r"o que (?:é que )?(?:você |tu )?(?:pode|podes|sabe|sabes) fazer|quem (?:és(?: tu)?|é você)|"
    r"ajuda|wat (?:kun|kan) (?:je|u)(?: doen| allemaal)?|wie (?:ben je|bent u)"
)
# What is thrown at the bot asks nothing. A capital within may be a title's: "You Are What You Eat".
_REMARK = re.compile(
    r"(?:you(?:'re| are| r)|u r|tu es|vous êtes|eres|tú eres|tu sei|sei|você é|(?:je|jij) bent)"
    r"(?: [a-zà-ÿ'][\w'-]*){1,7}|du bist(?: [\w'-]+){1,7}|"
    r"(?:shut up|go away|get lost|fuck you|fuck off|screw you|damn you|halt die [kK]lappe|"
    r"ta gueule|tais-toi|cállate|stai zitto|cala a boca|hou je mond)"
    r"(?:,? (?:you|bot|now|du|toi)(?: [a-z][\w'-]*){0,3})?"
)
_POLITE = re.compile(
    r"^(?:(?:hello|hi|hey|good (?:morning|evening|afternoon)|ok|okay|so|please|bonjour|salut|hallo|"
    r"hola|ciao|olá|oi|hoi)(?: there| newsdesk| again)?[\s,.!:–-]{1,4}){1,3}",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]{1,3}(?:please|here|exactly|for me|for us|really|actually|then|anyway|today|bitte|"
    r"por favor|s'il (?:te|vous) plaît)$"
)


@dataclass(frozen=True, slots=True)
class Chatter:
    """What is no question: which kind, as bot/texts names its reply."""

    kind: str  # "greeting", "thanks", "help", "orders", "errand", "personal"
    what: str = ""  # of personal data, what: see personal.py

    @property
    def asks_back(self) -> bool:
        """Whether a question may well come next, so that the reply invites one."""
        return self.kind in {"greeting", "thanks", "help"}


def chatter(text: str) -> Chatter | None:
    """What `text` is if it is no question about the articles, else None."""
    if what := personal(text):
        return Chatter("personal", what)
    if len(text) > LONGEST:
        return None
    plain = " ".join(text.replace("’", "'").split())
    if any(pattern.search(plain) for pattern in ORDERS):
        return Chatter("orders")
    if any(pattern.search(plain) for pattern in ERRANDS):
        return Chatter("errand")
    bare = " ".join(plain.lower().strip(' ?!.,¿¡…-–:)("').split())
    said = _TAIL.sub("", _POLITE.sub("", f"{bare} ").strip())
    remark = _POLITE.sub("", f"{plain} ").strip(" !.,…¡")
    if "?" not in plain and _REMARK.fullmatch(remark[:1].lower() + remark[1:]):
        return Chatter("errand")
    if _HELP.fullmatch(said.strip(" ?¿!")):
        return Chatter("help")
    return _courtesy(bare if "?" not in plain else f"{bare} ?", said)


def _courtesy(bare: str, said: str) -> Chatter | None:
    """A greeting or thanks, with nothing beside it that asks."""
    if _SMALL_TALK.fullmatch(said.strip(" ?¿!")):
        return Chatter("greeting")
    rest = _SMALL_TALK.sub(" ", bare)
    words = _WORD.findall(rest)
    if not words or len(words) > 12 or re.search(r"\d", rest):
        return None
    thanks = any(word in _THANKS for word in words)
    greets = any(word in _GREETINGS for word in words) or (
        len(words) > 1 and all(word in _GOOD for word in words)
    )
    nods = "?" not in bare and len(words) <= 3 and words[0] in _NODS
    thanks = thanks or (nods and not greets)
    if not (thanks or greets):
        return None
    if all(word in _THANKS | _GREETINGS | _GOOD | _BESIDE for word in words):
        return Chatter("thanks" if thanks else "greeting")
    return None
