"""What a question asks with: its first words decide, in each of the seven languages."""

import pytest

from bot.answer.fitting import kinds
from bot.question.carried import carried
from bot.question.interrogatives import kind as foreign
from bot.question.understanding import understand
from bot.question.wording import kind


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("date", "Since when has the bridge been shut?"),
        ("date", "Until when does the permit run?"),
        ("date", "By when must the levy be paid?"),
        ("date", "What time does the market open?"),
        ("date", "At what hour did the alarm go off?"),
        ("date", "How long ago was the mill sold?"),
        ("date", "In what decade was the mill built?"),
        ("date", "What was the date of the sale?"),
        ("date", "Do you know when the mill was sold?"),
        ("date", "When will the price of bread rise?"),
        ("date", "When did the man who sold it die?"),
        ("number", "How often does the bus run?"),
        ("number", "How frequently does the bus run?"),
        ("number", "How long did the strike last?"),
        ("number", "How far is the well from the village?"),
        ("number", "For how long was the road shut when it snowed?"),
        ("number", "By what margin was the vote won?"),
        ("money", "At what cost was the mill restored?"),
        ("money", "How expensive was the restoration?"),
        ("how", "By what means did the thieves enter?"),
        ("how", "In what way did the rules change?"),
        ("how", "To what extent was the crop lost?"),
        ("how", "How did the price of bread change when it snowed?"),
        ("reason", "How come the price of bread rose?"),
        ("reason", "To what end was the fund set up?"),
        ("reason", "On what grounds was the appeal refused?"),
        ("reason", "For what purpose was the fund set up?"),
        ("reason", "Why was the man who sold it fined when he left?"),
        ("person", "Who was warden when the mill burned?"),
        ("person", "By whom was the mill bought?"),
        ("person", "When the warden resigned, who took over?"),
        ("place", "Where did the man who sold it go when he left?"),
        ("yes_no", "Was anybody hurt when the mill burned?"),
        ("yes_no", "Is the price of bread to rise?"),
        ("yes_no", "When the warden resigned, did the board know?"),
        ("place", "Bread costs more than ever. Where do the people of Alder buy theirs?"),
        ("date", "Who owned the mill was never clear. When was it sold?"),
        ("person", "He met Mr. Alder when it rained. Who had sent Mr. Alder?"),
        ("", "What happened when the mill burned?"),
        ("", "What did the man who sold it say?"),
        ("", "By what name is the mill known?"),
        ("", "What time of year do the swifts come?"),
    ],
)
def test_the_word_that_asks_is_read_in_english(wanted, text):
    assert kind(text) == wanted


@pytest.mark.parametrize(
    ("language", "wanted", "text"),
    [
        ("fr", "how", "Par quel moyen les voleurs sont-ils entrés ?"),
        ("fr", "how", "De quelle manière la règle a-t-elle changé ?"),
        ("fr", "date", "Depuis quand le pont est-il fermé ?"),
        ("fr", "date", "À quelle heure ouvre le marché ?"),
        ("fr", "date", "En quelle année le moulin a-t-il été vendu ?"),
        ("fr", "reason", "Pour quelle raison le pont est-il fermé ?"),
        ("fr", "money", "À quel prix le moulin a-t-il été vendu ?"),
        ("fr", "number", "Depuis combien de temps le pont est-il fermé ?"),
        ("fr", "person", "Par qui le moulin a-t-il été vendu ?"),
        ("fr", "place", "D’où vient l’eau ?"),
        ("fr", "age", "Quel âge a le meunier ?"),
        ("fr", "", "Quinze ponts sont-ils fermés ?"),
        ("de", "how", "In welcher Weise wurde die Regel geändert?"),
        ("de", "how", "Womit kamen die Diebe hinein?"),
        ("de", "date", "Seit wann ist die Brücke gesperrt?"),
        ("de", "date", "Um wie viel Uhr öffnet der Markt?"),
        ("de", "date", "In welchem Jahr wurde die Mühle verkauft?"),
        ("de", "reason", "Wofür wurde der Fonds gegründet?"),
        ("de", "reason", "Aus welchem Grund ist die Brücke gesperrt?"),
        ("de", "number", "Wie oft fährt der Bus?"),
        ("de", "number", "Um wie viele Meter stieg der Fluss?"),
        ("de", "money", "Zu welchem Preis wurde die Mühle verkauft?"),
        ("de", "age", "Wie alt ist der Müller?"),
        ("de", "person", "Von wem wurde die Mühle gekauft?"),
        ("de", "place", "Woher kommt das Wasser?"),
        ("de", "", "Werden die Preise steigen?"),
        ("de", "", "Worüber streitet der Rat?"),
        ("es", "how", "¿Por qué medio entraron los ladrones?"),
        ("es", "how", "¿De qué manera cambió la regla?"),
        ("es", "date", "¿Desde cuándo está cerrado el puente?"),
        ("es", "date", "¿A qué hora abre el mercado?"),
        ("es", "reason", "¿Por qué motivo está cerrado el puente?"),
        ("es", "money", "¿A qué precio se vendió el molino?"),
        ("es", "number", "¿Con qué frecuencia pasa el autobús?"),
        ("es", "person", "¿A quién se vendió el molino?"),
        ("es", "place", "¿De dónde viene el agua?"),
        ("it", "how", "In che modo è cambiata la regola?"),
        ("it", "how", "Con quali mezzi sono entrati i ladri?"),
        ("it", "date", "Da quando è chiuso il ponte?"),
        ("it", "date", "A che ora apre il mercato?"),
        ("it", "reason", "Come mai il ponte è chiuso?"),
        ("it", "money", "A quale prezzo è stato venduto il mulino?"),
        ("it", "number", "Da quanto tempo è chiuso il ponte?"),
        ("it", "age", "Quanti anni ha il mugnaio?"),
        ("it", "person", "Da chi è stato comprato il mulino?"),
        ("it", "place", "Dov'è il mulino?"),
        ("it", "", "Chiuderanno il ponte?"),
        ("pt", "how", "Por que meio entraram os ladrões?"),
        ("pt", "how", "De que maneira mudou a regra?"),
        ("pt", "date", "Desde quando está fechada a ponte?"),
        ("pt", "date", "A que horas abre o mercado?"),
        ("pt", "reason", "Por que motivo está fechada a ponte?"),
        ("pt", "reason", "Por que está fechada a ponte?"),
        ("pt", "money", "A que preço foi vendido o moinho?"),
        ("pt", "number", "Há quanto tempo está fechada a ponte?"),
        ("pt", "person", "A quem foi vendido o moinho?"),
        ("pt", "place", "De onde vem a água?"),
        ("nl", "how", "Op welke manier is de regel veranderd?"),
        ("nl", "how", "Waarmee kwamen de dieven binnen?"),
        ("nl", "date", "Sinds wanneer is de brug dicht?"),
        ("nl", "date", "Hoe laat gaat de markt open?"),
        ("nl", "reason", "Waarom is de brug dicht?"),
        ("nl", "reason", "Hoe komt het dat de brug dicht is?"),
        ("nl", "money", "Tegen welke prijs is de molen verkocht?"),
        ("nl", "number", "Hoe vaak rijdt de bus?"),
        ("nl", "age", "Hoe oud is de molenaar?"),
        ("nl", "person", "Door wie is de molen gekocht?"),
        ("nl", "place", "Waar staat de molen?"),
        ("nl", "", "Waar gaat het verhaal over?"),
        ("nl", "", "Waarschijnlijk gaat de brug dicht?"),
    ],
)
def test_the_words_that_ask_are_read_in_other_languages(language, wanted, text):
    assert foreign(text, language) == wanted


def test_a_question_keeps_its_kind_where_only_names_carry_over():
    asked = understand("¿Por qué medio entraron los ladrones en Krummnow?")
    (made,) = carried(asked, {"Krummnow"}.__contains__)
    assert made.kind == "how"
    (made,) = carried(understand("Seit wann ist Krummnow gesperrt?"), {"Krummnow"}.__contains__)
    assert made.kind == "date"


@pytest.mark.parametrize(
    "said", ["at 9.30 am", "at 21:15", "at nine o’clock", "shortly before noon"]
)
def test_the_time_of_day_is_a_time(said):
    assert kinds.holds("date", f"The market opens {said}.", set(), str.casefold) == 1.0
    assert kinds.holds("date", "The market opens.", set(), str.casefold) == -1.0
