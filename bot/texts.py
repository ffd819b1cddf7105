"""Every fixed sentence that an asker sees, in the languages that the bot answers in.

A gap is written `{name}`. A text that is missing in a language is given in English.
"""

from bot.figures import months
from ingest.article import in_words

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")

_TEXTS: dict[str, dict[str, str]] = {
    # ---- how a question ended
    "no_answer": {
        "en": "These articles do not say.",
        "fr": "Ces articles ne le disent pas.",
        "de": "Das sagen diese Artikel nicht.",
        "es": "Estos artículos no lo dicen.",
        "it": "Questi articoli non lo dicono.",
        "pt": "Estes artigos não o dizem.",
        "nl": "Dat staat niet in deze artikelen.",
    },
    "unclear": {
        "en": "It is not clear what is asked. Name what you want to know about, in a few words.",
        "fr": "On ne voit pas bien ce qui est demandé. Nommez en quelques mots ce que vous voulez "
        "savoir.",
        "de": "Es ist nicht klar, was gefragt ist. Nennen Sie in ein paar Worten, worüber Sie "
        "etwas wissen wollen.",
        "es": "No está claro qué se pregunta. Nombre en pocas palabras lo que quiere saber.",
        "it": "Non è chiaro che cosa si chiede. Dica in poche parole che cosa vuole sapere.",
        "pt": "Não está claro o que se pergunta. Diga em poucas palavras o que quer saber.",
        "nl": "Het is niet duidelijk wat er gevraagd wordt. Noem in een paar woorden waarover u "
        "iets wilt weten.",
    },
    "which": {
        "en": "Do you mean {names} or {last}?",
        "fr": "Voulez-vous dire {names} ou {last} ?",
        "de": "Meinen Sie {names} oder {last}?",
        "es": "¿Se refiere a {names} o a {last}?",
        "it": "Intende {names} o {last}?",
        "pt": "Refere-se a {names} ou a {last}?",
        "nl": "Bedoelt u {names} of {last}?",
    },
    # ---- notes, see answer/notes.py and answer/write.py
    "no_model": {
        "en": "No chat model could be asked; sentences of the articles were looked for instead.",
        "fr": "Aucun modèle de langage n’a pu répondre ; des phrases des articles ont été "
        "cherchées à la place.",
        "de": "Kein Sprachmodell war zu erreichen; stattdessen wurden Sätze aus den Artikeln "
        "gesucht.",
        "es": "Ningún modelo de lenguaje pudo responder; en su lugar se buscaron frases de los "
        "artículos.",
        "it": "Nessun modello linguistico ha potuto rispondere; sono state cercate frasi degli "
        "articoli.",
        "pt": "Nenhum modelo de linguagem pôde responder; procuraram-se frases dos artigos.",
        "nl": "Geen taalmodel was bereikbaar; in plaats daarvan zijn zinnen uit de artikelen "
        "gezocht.",
    },
    "cut_short": {
        "en": "{model} broke off, so this answer may lack something.",
        "fr": "{model} s’est interrompu : il peut manquer quelque chose à cette réponse.",
        "de": "{model} ist abgebrochen; dieser Antwort kann etwas fehlen.",
        "es": "{model} se interrumpió: a esta respuesta puede faltarle algo.",
        "it": "{model} si è interrotto: a questa risposta può mancare qualcosa.",
        "pt": "{model} interrompeu-se: pode faltar algo a esta resposta.",
        "nl": "{model} brak af; aan dit antwoord kan iets ontbreken.",
    },
    "note_stale": {
        "en": "The newest article cited is of {day}; this may have changed since.",
        "fr": "L’article cité le plus récent date du {day} ; cela a pu changer depuis.",
        "de": "Der neueste zitierte Artikel ist vom {day}; das kann sich seither geändert haben.",
        "es": "El artículo citado más reciente es del {day}; puede haber cambiado desde entonces.",
        "it": "L’articolo citato più recente è del {day}; da allora può essere cambiato.",
        "pt": "O artigo citado mais recente é de {day}; pode ter mudado desde então.",
        "nl": "Het nieuwste aangehaalde artikel is van {day}; dit kan sindsdien veranderd zijn.",
    },
    "note_stale_library": {
        "en": "The newest article in the library is of {day}; what came later is missing.",
        "fr": "L’article le plus récent de la bibliothèque date du {day} ; la suite manque.",
        "de": "Der neueste Artikel im Bestand ist vom {day}; was später kam, fehlt.",
        "es": "El artículo más reciente de la biblioteca es del {day}; falta lo posterior.",
        "it": "L’articolo più recente della raccolta è del {day}; manca ciò che è seguito.",
        "pt": "O artigo mais recente da biblioteca é de {day}; falta o que veio depois.",
        "nl": "Het nieuwste artikel in de bibliotheek is van {day}; wat later kwam ontbreekt.",
    },
    "note_stale_period": {
        "en": "No article cited is from the time asked about ({said}); the newest is of {day}.",
        "fr": "Aucun article cité n’est de la période demandée ({said}) ; le plus récent date du "
        "{day}.",
        "de": "Kein zitierter Artikel ist aus der erfragten Zeit ({said}); der neueste ist vom "
        "{day}.",
        "es": "Ningún artículo citado es del periodo pedido ({said}); el más reciente es del "
        "{day}.",
        "it": "Nessun articolo citato è del periodo chiesto ({said}); il più recente è del {day}.",
        "pt": "Nenhum artigo citado é do período pedido ({said}); o mais recente é de {day}.",
        "nl": "Geen aangehaald artikel is uit de gevraagde tijd ({said}); het nieuwste is van "
        "{day}.",
    },
    "note_superseded": {
        "en": "A later version of this report ({article}) says {now}, where the one cited says "
        "{was}.",
        "fr": "Une version plus récente de cet article ({article}) dit {now}, là où celle citée "
        "dit {was}.",
        "de": "Eine spätere Fassung dieses Berichts ({article}) sagt {now}, wo die zitierte {was} "
        "sagt.",
        "es": "Una versión posterior de esta noticia ({article}) dice {now}, donde la citada dice "
        "{was}.",
        "it": "Una versione successiva di questa notizia ({article}) dice {now}, dove quella "
        "citata dice {was}.",
        "pt": "Uma versão posterior desta notícia ({article}) diz {now}, onde a citada diz {was}.",
        "nl": "Een latere versie van dit bericht ({article}) zegt {now}, waar de aangehaalde {was} "
        "zegt.",
    },
    "note_superseded_self": {
        "en": "{article} has been changed: it now says {now}, before it said {was}.",
        "fr": "{article} a été modifié : il dit maintenant {now}, auparavant {was}.",
        "de": "{article} wurde geändert: Jetzt steht dort {now}, zuvor {was}.",
        "es": "{article} ha sido modificado: ahora dice {now}, antes decía {was}.",
        "it": "{article} è stato modificato: ora dice {now}, prima diceva {was}.",
        "pt": "{article} foi alterado: agora diz {now}, antes dizia {was}.",
        "nl": "{article} is gewijzigd: nu staat er {now}, eerder {was}.",
    },
    "note_updated_figure": {
        "en": "The newest value is {now} ({newer}); before that, it was {was} ({older}).",
        "fr": "La valeur la plus récente est {now} ({newer}) ; avant, c’était {was} ({older}).",
        "de": "Der neueste Wert ist {now} ({newer}); zuvor war es {was} ({older}).",
        "es": "El valor más reciente es {now} ({newer}); antes era {was} ({older}).",
        "it": "Il valore più recente è {now} ({newer}); prima era {was} ({older}).",
        "pt": "O valor mais recente é {now} ({newer}); antes era {was} ({older}).",
        "nl": "De nieuwste waarde is {now} ({newer}); daarvoor was het {was} ({older}).",
    },
    "note_withdrawn": {
        "en": "What {older} reported has been corrected ({newer}).",
        "fr": "Ce qu’avait publié {older} a été rectifié ({newer}).",
        "de": "Was {older} gemeldet hatte, ist berichtigt worden ({newer}).",
        "es": "Lo publicado por {older} ha sido rectificado ({newer}).",
        "it": "Quanto riportato da {older} è stato rettificato ({newer}).",
        "pt": "O que {older} noticiou foi retificado ({newer}).",
        "nl": "Wat {older} meldde, is gerectificeerd ({newer}).",
    },
    "note_outvoted": {
        "en": "{count} reports give {most}; only {by} gives {alone}.",
        "fr": "{count} articles donnent {most} ; seul {by} donne {alone}.",
        "de": "{count} Berichte nennen {most}; nur {by} nennt {alone}.",
        "es": "{count} artículos dan {most}; solo {by} da {alone}.",
        "it": "{count} articoli danno {most}; solo {by} dà {alone}.",
        "pt": "{count} artigos dão {most}; só {by} dá {alone}.",
        "nl": "{count} berichten geven {most}; alleen {by} geeft {alone}.",
    },
    "note_unknown_outlet": {
        "en": "The library has no articles by {names}.",
        "fr": "La bibliothèque n’a pas d’articles de {names}.",
        "de": "Der Bestand hat keine Artikel von {names}.",
        "es": "La biblioteca no tiene artículos de {names}.",
        "it": "La raccolta non ha articoli di {names}.",
        "pt": "A biblioteca não tem artigos de {names}.",
        "nl": "De bibliotheek heeft geen artikelen van {names}.",
    },
    "note_unknown_name": {
        "en": "No article here has the name {names}.",
        "fr": "Aucun article ici ne contient le nom {names}.",
        "de": "In keinem Artikel hier steht der Name {names}.",
        "es": "Ningún artículo aquí contiene el nombre {names}.",
        "it": "Nessun articolo qui contiene il nome {names}.",
        "pt": "Nenhum artigo aqui contém o nome {names}.",
        "nl": "In geen artikel hier staat de naam {names}.",
    },
    "note_listed": {
        "en": "One sentence from each article that says it in such words; others may say it in "
        "others.",
        "fr": "Une phrase de chaque article qui le dit en ces termes ; d’autres le disent "
        "peut-être autrement.",
        "de": "Ein Satz aus jedem Artikel, der es mit solchen Worten sagt; andere sagen es "
        "vielleicht mit anderen.",
        "es": "Una frase de cada artículo que lo dice con esas palabras; otros quizá lo digan con "
        "otras.",
        "it": "Una frase di ogni articolo che lo dice con queste parole; altri forse lo dicono "
        "con altre.",
        "pt": "Uma frase de cada artigo que o diz com estas palavras; outros talvez o digam com "
        "outras.",
        "nl": "Eén zin uit elk artikel dat het in zulke woorden zegt; andere zeggen het misschien "
        "anders.",
    },
    "note_listed_kind": {
        "en": "The beginning of each article that is marked as such.",
        "fr": "Le début de chaque article qui est signalé comme tel.",
        "de": "Der Anfang jedes Artikels, der so gekennzeichnet ist.",
        "es": "El comienzo de cada artículo que está señalado como tal.",
        "it": "L’inizio di ogni articolo indicato come tale.",
        "pt": "O início de cada artigo que está assinalado como tal.",
        "nl": "Het begin van elk artikel dat als zodanig is aangemerkt.",
    },
    "note_read_as": {
        "en": "“{said}” stands in no article and was read as “{read}”.",
        "fr": "« {said} » ne figure dans aucun article et a été lu comme « {read} ».",
        "de": "„{said}“ steht in keinem Artikel und wurde als „{read}“ gelesen.",
        "es": "«{said}» no está en ningún artículo y se leyó como «{read}».",
        "it": "«{said}» non compare in nessun articolo ed è stato letto come «{read}».",
        "pt": "“{said}” não está em nenhum artigo e foi lido como “{read}”.",
        "nl": "“{said}” staat in geen artikel en is gelezen als “{read}”.",
    },
    "note_undated": {
        "en": "It is not known when this was published: {titles}.",
        "fr": "On ne sait pas quand ceci a été publié : {titles}.",
        "de": "Es ist nicht bekannt, wann dies erschienen ist: {titles}.",
        "es": "No se sabe cuándo se publicó: {titles}.",
        "it": "Non si sa quando è stato pubblicato: {titles}.",
        "pt": "Não se sabe quando foi publicado: {titles}.",
        "nl": "Het is niet bekend wanneer dit verscheen: {titles}.",
    },
    "note_nearest": {
        "en": "The nearest is “{title}”{where}.",
        "fr": "Le plus proche est « {title} »{where}.",
        "de": "Am nächsten kommt „{title}“{where}.",
        "es": "Lo más cercano es «{title}»{where}.",
        "it": "Il più vicino è «{title}»{where}.",
        "pt": "O mais próximo é «{title}»{where}.",
        "nl": "Het dichtst in de buurt komt “{title}”{where}.",
    },
    "note_nearest_says": {
        "en": "The nearest is “{title}”{where}, which says: “{quote}”",
        "fr": "Le plus proche est « {title} »{where}, qui dit : « {quote} »",
        "de": "Am nächsten kommt „{title}“{where}; dort steht: „{quote}“",
        "es": "Lo más cercano es «{title}»{where}, que dice: «{quote}»",
        "it": "Il più vicino è «{title}»{where}, che dice: «{quote}»",
        "pt": "O mais próximo é «{title}»{where}, que diz: «{quote}»",
        "nl": "Het dichtst in de buurt komt “{title}”{where}; daar staat: “{quote}”",
    },
    "note_words_only": {
        "en": "Of the question only “{words}” was looked for in the articles; the rest was not "
        "understood.",
        "fr": "De la question, seul « {words} » a été cherché dans les articles ; le reste n’a "
        "pas été compris.",
        "de": "Von der Frage wurde nur „{words}“ in den Artikeln gesucht; der Rest wurde nicht "
        "verstanden.",
        "es": "De la pregunta solo se buscó «{words}» en los artículos; el resto no se entendió.",
        "it": "Della domanda si è cercato negli articoli solo «{words}»; il resto non è stato "
        "capito.",
        "pt": "Da pergunta só se procurou “{words}” nos artigos; o resto não foi entendido.",
        "nl": "Van de vraag is alleen ‘{words}’ in de artikelen gezocht; de rest is niet begrepen.",
    },
    "note_other_language": {
        "en": "The articles are in another language, in which this question cannot be looked for "
        "without a chat model. Ask in theirs.",
        "fr": "Les articles sont dans une autre langue, où cette question ne peut être cherchée "
        "sans modèle de langage. Posez-la dans la leur.",
        "de": "Die Artikel sind in einer anderen Sprache; ohne Sprachmodell lässt sich diese "
        "Frage darin nicht suchen. Fragen Sie in ihrer.",
        "es": "Los artículos están en otro idioma, en el que esta pregunta no puede buscarse sin "
        "un modelo de lenguaje. Pregunte en el suyo.",
        "it": "Gli articoli sono in un’altra lingua, nella quale questa domanda non si può "
        "cercare senza un modello linguistico. Chieda nella loro.",
        "pt": "Os artigos estão noutra língua, na qual esta pergunta não se pode procurar sem um "
        "modelo de linguagem. Pergunte na deles.",
        "nl": "De artikelen zijn in een andere taal, waarin deze vraag zonder taalmodel niet te "
        "zoeken is. Vraag het in hun taal.",
    },
    "note_and": {
        "en": " and ",
        "fr": " et ",
        "de": " und ",
        "es": " y ",
        "it": " e ",
        "pt": " e ",
        "nl": " en ",
    },
    # ---- what can be asked next, see suggest.py; English questions are made from sentences
    "suggest_about": {
        "en": "What is said about {name}?",
        "fr": "Que disent les articles sur {name} ?",
        "de": "Was wird über {name} berichtet?",
        "es": "¿Qué se dice de {name}?",
        "it": "Che cosa si dice di {name}?",
        "pt": "O que dizem os artigos sobre {name}?",
        "nl": "Wat wordt er gezegd over {name}?",
    },
    # ---- what is no question, see chatter.py
    "greeting": {
        "en": "Hello. Ask me what the articles say: who, what, when, why or how much.",
        "fr": "Bonjour. Demandez-moi ce que disent les articles : qui, quoi, quand, pourquoi ou "
        "combien.",
        "de": "Guten Tag. Fragen Sie mich, was in den Artikeln steht: wer, was, wann, warum oder "
        "wie viel.",
        "es": "Hola. Pregúnteme qué dicen los artículos: quién, qué, cuándo, por qué o cuánto.",
        "it": "Buongiorno. Mi chieda che cosa dicono gli articoli: chi, che cosa, quando, perché "
        "o quanto.",
        "pt": "Olá. Pergunte-me o que dizem os artigos: quem, o quê, quando, porquê ou quanto.",
        "nl": "Goedendag. Vraag me wat er in de artikelen staat: wie, wat, wanneer, waarom of "
        "hoeveel.",
    },
    "thanks": {
        "en": "You are welcome. Ask on whenever you like.",
        "fr": "Je vous en prie. Posez d’autres questions quand vous voulez.",
        "de": "Gern geschehen. Fragen Sie jederzeit weiter.",
        "es": "De nada. Siga preguntando cuando quiera.",
        "it": "Prego. Continui pure a chiedere quando vuole.",
        "pt": "De nada. Continue a perguntar quando quiser.",
        "nl": "Graag gedaan. Vraag gerust verder.",
    },
    "help": {
        "en": "I answer questions from the articles in this library. Every sentence of an answer "
        "carries a quote from a dated article, and where the articles do not say, I say so. You "
        "can name a time or an outlet, and ask on from an answer.",
        "fr": "Je réponds à partir des articles de cette bibliothèque. Chaque phrase d’une "
        "réponse s’appuie sur la citation d’un article daté, et quand les articles ne le disent "
        "pas, je le dis. Vous pouvez nommer une date ou un média, et poursuivre à partir d’une "
        "réponse.",
        "de": "Ich beantworte Fragen aus den Artikeln dieser Bibliothek. Jeder Satz einer Antwort "
        "trägt ein Zitat aus einem datierten Artikel, und was die Artikel nicht sagen, das sage "
        "ich. Sie können eine Zeit oder ein Medium nennen und zu einer Antwort weiterfragen.",
        "es": "Respondo a partir de los artículos de esta biblioteca. Cada frase de una respuesta "
        "lleva una cita de un artículo con fecha, y cuando los artículos no lo dicen, lo digo. "
        "Puede nombrar una fecha o un medio y seguir preguntando a partir de una respuesta.",
        "it": "Rispondo in base agli articoli di questa biblioteca. Ogni frase di una risposta "
        "porta la citazione di un articolo datato, e quando gli articoli non lo dicono, lo dico. "
        "Può indicare una data o una testata e continuare da una risposta.",
        "pt": "Respondo a partir dos artigos desta biblioteca. Cada frase de uma resposta traz "
        "uma citação de um artigo datado, e quando os artigos não o dizem, digo-o. Pode indicar "
        "uma data ou um meio e continuar a partir de uma resposta.",
        "nl": "Ik beantwoord vragen uit de artikelen in deze bibliotheek. Elke zin van een "
        "antwoord draagt een citaat uit een gedateerd artikel, en als de artikelen het niet "
        "zeggen, zeg ik dat. U kunt een tijd of een medium noemen en vanaf een antwoord verder "
        "vragen.",
    },
    "orders": {
        "en": "I only answer questions about the articles. How I work cannot be changed from "
        "here, and I do not show my instructions.",
        "fr": "Je ne réponds qu’aux questions sur les articles. Mon fonctionnement ne se change "
        "pas d’ici, et je ne montre pas mes instructions.",
        "de": "Ich beantworte nur Fragen zu den Artikeln. Wie ich arbeite, lässt sich von hier "
        "aus nicht ändern, und meine Anweisungen zeige ich nicht.",
        "es": "Solo respondo preguntas sobre los artículos. Mi manera de trabajar no se cambia "
        "desde aquí, y no muestro mis instrucciones.",
        "it": "Rispondo solo a domande sugli articoli. Il mio modo di lavorare non si cambia da "
        "qui, e non mostro le mie istruzioni.",
        "pt": "Só respondo a perguntas sobre os artigos. O meu modo de trabalhar não se muda "
        "daqui, e não mostro as minhas instruções.",
        "nl": "Ik beantwoord alleen vragen over de artikelen. Hoe ik werk, is van hieruit niet te "
        "veranderen, en mijn instructies laat ik niet zien.",
    },
    "errand": {
        "en": "That is not a question about the articles, and I do nothing else. Ask what they "
        "say.",
        "fr": "Ce n’est pas une question sur les articles, et je ne fais rien d’autre. Demandez "
        "ce qu’ils disent.",
        "de": "Das ist keine Frage zu den Artikeln, und etwas anderes tue ich nicht. Fragen Sie, "
        "was darin steht.",
        "es": "Eso no es una pregunta sobre los artículos, y no hago otra cosa. Pregunte qué "
        "dicen.",
        "it": "Questa non è una domanda sugli articoli, e non faccio altro. Chieda che cosa "
        "dicono.",
        "pt": "Isso não é uma pergunta sobre os artigos, e não faço outra coisa. Pergunte o que "
        "dizem.",
        "nl": "Dat is geen vraag over de artikelen, en iets anders doe ik niet. Vraag wat erin "
        "staat.",
    },
    "personal": {
        "en": "This looks like personal data ({what}), so it was neither looked up nor kept. Ask "
        "again without it.",
        "fr": "Cela ressemble à des données personnelles ({what}) : rien n’a été cherché ni "
        "gardé. Reposez la question sans elles.",
        "de": "Das sieht nach persönlichen Daten aus ({what}); deshalb wurde damit weder gesucht "
        "noch etwas davon behalten. Fragen Sie noch einmal ohne sie.",
        "es": "Esto parece contener datos personales ({what}), así que no se ha buscado ni "
        "guardado. Pregunte de nuevo sin ellos.",
        "it": "Sembra che ci siano dati personali ({what}): non è stato cercato né conservato "
        "nulla. Ripeta la domanda senza.",
        "pt": "Isto parece conter dados pessoais ({what}), por isso nada foi procurado nem "
        "guardado. Pergunte de novo sem eles.",
        "nl": "Dit lijkt op persoonlijke gegevens ({what}), dus er is niets mee gezocht en niets "
        "van bewaard. Vraag het opnieuw zonder.",
    },
    "card": {
        "en": "a card number",
        "fr": "un numéro de carte",
        "de": "eine Kartennummer",
        "es": "un número de tarjeta",
        "it": "un numero di carta",
        "pt": "um número de cartão",
        "nl": "een kaartnummer",
    },
    "account": {
        "en": "a bank account",
        "fr": "un compte bancaire",
        "de": "ein Bankkonto",
        "es": "una cuenta bancaria",
        "it": "un conto bancario",
        "pt": "uma conta bancária",
        "nl": "een bankrekening",
    },
    "password": {
        "en": "a password or key",
        "fr": "un mot de passe ou une clé",
        "de": "ein Passwort oder Schlüssel",
        "es": "una contraseña o clave",
        "it": "una password o chiave",
        "pt": "uma senha ou chave",
        "nl": "een wachtwoord of sleutel",
    },
    "identity": {
        "en": "an identity number",
        "fr": "un numéro d’identité",
        "de": "eine Ausweis- oder Sozialversicherungsnummer",
        "es": "un número de identidad",
        "it": "un numero di identità",
        "pt": "um número de identificação",
        "nl": "een identificatienummer",
    },
    # ---- in place of the question that was not kept
    "not_shown": {
        "en": "(not kept)",
        "fr": "(non conservé)",
        "de": "(nicht behalten)",
        "es": "(no guardado)",
        "it": "(non conservato)",
        "pt": "(não guardado)",
        "nl": "(niet bewaard)",
    },
    # ---- what became of a cited article, see corrections.py
    "outlet_unknown": {
        "en": "outlet unknown",
        "fr": "média inconnu",
        "de": "Medium unbekannt",
        "es": "medio desconocido",
        "it": "testata sconosciuta",
        "pt": "meio desconhecido",
        "nl": "medium onbekend",
    },
    "changed_stands": {
        "en": "“{title}” ({outlet}) has changed since this answer was given. What is quoted here "
        "still stands in it.",
        "fr": "« {title} » ({outlet}) a changé depuis cette réponse. Ce qui est cité ici s’y "
        "trouve encore.",
        "de": "„{title}“ ({outlet}) hat sich seit dieser Antwort geändert. Was hier zitiert ist, "
        "steht noch darin.",
        "es": "«{title}» ({outlet}) ha cambiado desde esta respuesta. Lo que aquí se cita sigue "
        "en él.",
        "it": "«{title}» ({outlet}) è cambiato dopo questa risposta. Quanto è citato qui vi si "
        "trova ancora.",
        "pt": "“{title}” ({outlet}) mudou depois desta resposta. O que aqui se cita continua lá.",
        "nl": "‘{title}’ ({outlet}) is sinds dit antwoord veranderd. Wat hier geciteerd is, staat "
        "er nog in.",
    },
    "changed_gone": {
        "en": "“{title}” ({outlet}) has changed since this answer was given. What is quoted here "
        "no longer stands in it.",
        "fr": "« {title} » ({outlet}) a changé depuis cette réponse. Ce qui est cité ici ne s’y "
        "trouve plus.",
        "de": "„{title}“ ({outlet}) hat sich seit dieser Antwort geändert. Was hier zitiert ist, "
        "steht nicht mehr darin.",
        "es": "«{title}» ({outlet}) ha cambiado desde esta respuesta. Lo que aquí se cita ya no "
        "está en él.",
        "it": "«{title}» ({outlet}) è cambiato dopo questa risposta. Quanto è citato qui non vi "
        "si trova più.",
        "pt": "“{title}” ({outlet}) mudou depois desta resposta. O que aqui se cita já não está "
        "lá.",
        "nl": "‘{title}’ ({outlet}) is sinds dit antwoord veranderd. Wat hier geciteerd is, staat "
        "er niet meer in.",
    },
    "removed": {
        "en": "“{title}” ({outlet}) is no longer among the articles. What is quoted here is what "
        "it said.",
        "fr": "« {title} » ({outlet}) ne fait plus partie des articles. Ce qui est cité ici est "
        "ce qu’il disait.",
        "de": "„{title}“ ({outlet}) gehört nicht mehr zu den Artikeln. Hier ist zitiert, was "
        "darin stand.",
        "es": "«{title}» ({outlet}) ya no está entre los artículos. Aquí se cita lo que decía.",
        "it": "«{title}» ({outlet}) non è più tra gli articoli. Qui è citato ciò che diceva.",
        "pt": "“{title}” ({outlet}) já não está entre os artigos. Aqui cita-se o que dizia.",
        "nl": "‘{title}’ ({outlet}) hoort niet meer bij de artikelen. Hier is geciteerd wat erin "
        "stond.",
    },
    "taken_down": {
        "en": "An article that this answer quoted has been taken down, and what was taken from it "
        "with it.",
        "fr": "Un article que citait cette réponse a été retiré, et avec lui ce qui en venait.",
        "de": "Ein Artikel, den diese Antwort zitierte, ist zurückgezogen worden und mit ihm, was "
        "daraus stammte.",
        "es": "Un artículo que citaba esta respuesta ha sido retirado, y con él lo que venía de "
        "él.",
        "it": "Un articolo citato da questa risposta è stato ritirato, e con esso ciò che ne "
        "veniva.",
        "pt": "Um artigo que esta resposta citava foi retirado, e com ele o que dele vinha.",
        "nl": "Een artikel dat dit antwoord citeerde, is ingetrokken, en daarmee wat eruit kwam.",
    },
}


def on_day(date: str, language: str = "") -> str:
    """An ISO date as far as it is known, as `language` writes it: `14. März 2025`; "" for ""."""
    if language == "en" or language not in months.NAMES or len(date) < len("2025-03"):
        return in_words(date)
    year, month, day = (*date[:10].split("-"), "")[:3]
    name = months.NAMES[language][int(month) - 1]
    if day == "01" and language in {"fr", "it"}:
        day = {"fr": "1er", "it": "1º"}[language]
    day = day.lstrip("0") + ("." if day and language == "de" else "")
    between = " de " if language in {"es", "pt"} else " "
    return between.join(part for part in (day, name, year) if part)


def say(key: str, language: str = "", **values: str) -> str:
    """The sentence of that name in `language`, in English where there is none.

    Args:
        values: what stands in its gaps.
    """
    said = _TEXTS[key]
    return said.get(language, said["en"]).format(**values)
