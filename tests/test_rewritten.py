"""What a question that points back takes from before: heads and names, never a clause."""
# ruff: noqa: E501, a case reads best on one line

import pytest

from bot.conversation import followup, phrases, verbs
from bot.conversation.subject import read
from bot.conversation.talk import Turn

TODAY = "2026-11-20"


def whole(text, earlier):
    return followup.whole(text, earlier, today=TODAY).text


def turn(question, answer="", **more):
    return Turn(question=question, answer=answer, **more)


@pytest.mark.parametrize(
    ("question", "heads"),
    [
        ("What was Garvane's profit in the second half", ["Garvane"]),
        ("What is the new Orlo kettle called", ["the new Orlo kettle"]),
        ("How many people were hurt on the tram", ["the tram"]),
        ("Is the bakers' strike over", ["the bakers' strike"]),
        ("Is the tram strike over", ["the tram strike"]),
        ("Why did the bishop of Tarrow resign", ["the bishop of Tarrow"]),
        ("How much does the boat to Lark Island cost", ["the boat to Lark Island"]),
        ("When does the night bus between Dray and Hale start", ["the night bus between Dray and Hale"]),
        ("How many people does the mill employ", ["the mill"]),
        ("Did the hurricane Ada reach Sable Bay", ["the hurricane Ada", "Sable Bay"]),
        ("Why did the council object to Stargate", ["the council", "Stargate"]),
        ("What does Enid Rowe do for a living", ["Enid Rowe"]),
        ("How many wagons do Tarrow Freight have", ["Tarrow Freight"]),
        ("Who chairs the inquiry into the Dray floods", ["the inquiry into the Dray floods"]),
        ("Is the Hale tunnel still shut", ["the Hale tunnel"]),
        ("Who signed the boat agreement", ["the boat agreement"]),
        ("Who wrote the report on the Dray floods", ["the report on the Dray floods"]),
        ("Why did the council vote for the plan", ["the council", "the plan"]),
        ("What caused it", []),
        ("Who makes a vaccine", []),
    ],
)  # fmt: skip
def test_what_a_question_is_about_is_a_noun_phrase(question, heads):
    assert phrases.heads(question) == heads


HURT = turn("How many people were hurt on the tram?", "Four people were hurt.")
CAUSED = turn("What caused it (the tram)?", "Worn brakes.", asked="what caused it?")
SAYS = turn("Who says so (the tram)?", "Ada Lund said so.", asked="who says so?")
RUN = turn("Who won the Lake Run?", "Jory Tregear won the Lake Run.")
RUN_2025 = turn(
    "Who won the Lake Run in 2025?", "Hanna Roke won the Lake Run.", asked="and in 2025?"
)
BEAT = turn(
    "Who did Hanna Roke beat (2025)?", "Hanna Roke beat Ines Wolf.", asked="who did she beat?"
)
SECOND = turn("Who was second (the Lake Run)?", "Enid Rowe was second.", asked="who was second?")
LIVING = turn(
    "What does Enid Rowe do for a living?",
    "Enid Rowe teaches.",
    asked="what does she do for a living?",
)
PROFIT = turn("What was Garvane's turnover in the second half?", "It was £3 million.")
BOSS = turn(
    "Who is the chief executive (Garvane)?",
    "Chief executive Basil Orme spoke of luck. [1] Chief executive Rhona Castle denied it. [2]",
    asked="who is the chief executive?",
)
KETTLE = turn("How much is the new Orlo kettle?", "It costs £40, the Long £60.")
KETTLE_LONG = turn(
    "How much is the Long (the new Orlo kettle)?", "The Long costs £60.", asked="and the Long?"
)
MAYOR = turn("Why did the mayor of Hale resign?", "The mayor of Hale, Bernard Tuck, resigned.")
REPLACES = turn(
    "Who replaces the mayor of Hale?",
    "Councillor Ilona Pell looks into it. His deputy, Grace Shaw, takes over. [1]",
    asked="who replaces him?",
)
STAND = turn("Will Grace Shaw stand?", "", asked="will she stand?", refused=True)
OLD = turn("How old is Bernard Tuck?", "", asked="how old is he?", refused=True)
DIED = turn(
    "How many people died in the Alder flood?", "Two people died: Walter Keen and Ute Brand."
)
STRIKE = turn("Is the tram strike over?", "The strike at Velden Trams has been suspended.")
BAKERS = turn("Is the bakers' strike over?", "The strike is over.")
FIRM = turn(
    "How many people does the firm employ (Rhona Castle)?",
    "It employs 90.",
    asked="how many people does the firm employ?",
)
TUNNEL = turn(
    "How much did the repairs cost (the Hale tunnel)?",
    "They cost £1 million.",
    asked="how much did the repairs cost?",
)
CLOSED = turn("Is the Hale tunnel still closed?", "It is closed.")
FOUNDED = turn(
    "Who founded Orlo?",
    "Bert Finch praised it. Max Lind, Kay Lind and Ute Brand founded Orlo in Hale.",
)
CHAIR = turn(
    "Who chairs the Tarrow Board?", "Colin Marsh dismissed Hugh Ball and named Irene Falk."
)
TOLL = turn(
    "What is the toll on the Ferris Bridge for lorries?", "Nine pounds.", asked="and for lorries?"
)
WINGS = turn("Who is chief executive of Norrair?", "Ulla Brandt leads Norrair.")
FARE = turn("How much does the boat to Lark Island cost?", "It costs £4.")


@pytest.mark.parametrize(
    ("earlier", "text", "made"),
    [
        # What happened is no thing that is caused, and no clause is put behind a pronoun.
        ([HURT], "what caused it?", "What caused it (the tram)?"),
        ([HURT, CAUSED], "who says so?", "Who says so (the tram)?"),
        ([HURT, CAUSED, SAYS], "when did it happen?", "When were people hurt on the tram?"),
        ([HURT, CAUSED, SAYS], "is that the latest figure?", "How many people were hurt on the tram (latest)?"),
        ([HURT], "how many tickets go?", "How many tickets go (the tram)?"),
        ([DIED], "who were they?", "Who were the people who died in the Alder flood?"),
        ([DIED], "how many houses were lost?", "How many houses were lost (the Alder flood)?"),
        # A verb in its base form, the one who did it before it, the one to whom it was done behind.
        ([RUN], "by how much?", "By how much did Jory Tregear win the Lake Run?"),
        ([BEAT], "by how much?", "By how much did Hanna Roke beat Ines Wolf (2025)?"),
        ([CLOSED], "since when?", "Since when is the Hale tunnel closed?"),
        ([FARE], "since when?", "Since when does the boat to Lark Island cost so much?"),
        ([FARE], "why so much?", "Why does the boat to Lark Island cost so much?"),
        ([turn("Who founded the firm?", "Nobody knows.")], "when?", "When was the firm founded?"),
        # Firms, not what was asked of them.
        ([PROFIT], "and the profit?", "What was Garvane's profit in the second half?"),
        ([PROFIT], "and the costs?", "What were Garvane's costs in the second half?"),
        ([PROFIT], "who is the chief executive?", "Who is the chief executive (Garvane)?"),
        ([PROFIT, BOSS], "what did she say?", "What did Rhona Castle say?"),
        ([WINGS], "and of Skandia?", "Who is chief executive of Skandia?"),
        ([WINGS], "and the chairman?", "Who is the chairman of Norrair?"),
        ([TOLL], "and for buses?", "What is the toll on the Ferris Bridge for buses?"),
        # A sort of a thing is not that thing.
        ([KETTLE], "and the Long?", "How much is the Long (the new Orlo kettle)?"),
        ([KETTLE, KETTLE_LONG], "who founded the company?", "Who founded the company (the new Orlo kettle)?"),
        # The one who takes over, not the one who was put before her; no "he" who was a "she".
        ([MAYOR, REPLACES], "will she stand?", "Will Grace Shaw stand?"),
        ([MAYOR, REPLACES, STAND], "how old is he?", "How old is the mayor of Hale?"),
        ([MAYOR, REPLACES, OLD], "and the mayor of Dray?", "How old is the mayor of Dray?"),
        ([FOUNDED], "when?", "When did Max Lind, Kay Lind and Ute Brand found Orlo?"),
        ([CHAIR], "and before her?", "Who chaired the Tarrow Board before Irene Falk?"),
        ([turn("Who is Odile Castle?", "Odile Castle spoke.")], "what did she say?", "What did Odile Castle say?"),
        ([turn("How many tickets were put off?", "Nine.")], "why?", "Why were tickets put off?"),
        ([turn("How high was the river at Hale?", "Four metres.")], "when?", "When was the river at Hale so high?"),
        ([turn("How much does the Orlo cost?", "£40.")], "and the Orlo Long?", "How much does the Orlo Long cost?"),
        ([turn("Who was last year's winner of the cup?", "Grete Malm.")], "and this year?", "Who was this year's winner of the cup?"),
        ([turn("Will Stargate grow by 2029?", "It will.")], "where is it being built?", "Where is Stargate being built?"),
        ([turn("What did the auditor find?", refused=True)], "who is he?", "Who is the auditor?"),
        ([HURT, turn("Who wants the chairman to go?", refused=True)], "how many bolts failed?", "How many bolts failed (the tram)?"),
        ([turn("Did Brack know?", "It is not known.")], "why did she resign?", "Why did Brack resign?"),
        ([turn("What happened in the Hale tunnel?", "Lorries burned.")], "whose lorry was it?", "Whose lorry was it (the Hale tunnel)?"),
        ([turn("What were Garvane's costs in June?", "£3 million.")], "how many people work there?", "How many people work there (Garvane)?"),
        # Several are no strike, one is no firm.
        ([STRIKE], "what did they get?", "What did they get (the tram strike)?"),
        ([BAKERS], "what did they get?", "What did the bakers get?"),
        ([FIRM], "who founded it?", "Who founded the firm (Rhona Castle)?"),
        ([TUNNEL], "who pays for them?", "Who pays for the repairs (the Hale tunnel)?"),
        ([turn("When is Odessa Vale’s tour?", "In May.", asked="when is her tour?")], "where does it start?", "Where does Odessa Vale’s tour start?"),
        ([turn("Who won the stage?", "Annika Voss won it.")], "which team is she in?", "Which team is Annika Voss in?"),
        # Each goes with the question that it can stand in.
        ([RUN, RUN_2025, BEAT], "and the men's?", "Who won the Lake Run in 2025 (the men's)?"),
        ([RUN, RUN_2025, BEAT], "how old is she?", "How old is Hanna Roke?"),
        ([RUN_2025], "and the year before?", "Who won the Lake Run in 2024?"),
        ([RUN, SECOND, LIVING], "and third?", "Who was third (the Lake Run)?"),
        ([RUN, SECOND, LIVING], "and in 2023?", "Who was second in 2023 (the Lake Run)?"),
        ([RUN], "and third?", "Who was third (the Lake Run)?"),
    ],
)  # fmt: skip
def test_the_head_is_carried_and_the_question_stays_one(earlier, text, made):
    assert whole(text, earlier) == made


@pytest.mark.parametrize(
    ("question", "answer", "text", "made"),
    [
        ("Warum steht die Zahnradbahn in Lohfeld still?", "", "seit wann?", "Seit wann steht die Zahnradbahn in Lohfeld still?"),
        ("Warum steht die Zahnradbahn in Lohfeld still?", "Nadine Kolbe schwieg.", "wann fährt sie wieder?", "Wann fährt die Zahnradbahn in Lohfeld wieder?"),
        ("Wer leitet die Zahnradbahn?", "Nadine Kolbe leitet die Zahnradbahn.", "wie alt ist sie?", "Wie alt ist Nadine Kolbe?"),
        ("Wer gewann die Wahl in Lohfeld?", "Otto Brandt gewann vor Ute Sand.", "und Sand?", "Sand (Wahl, Lohfeld)?"),
        ("Quand rouvre le théâtre de Lussac ?", "", "combien coûte l'entrée ?", "Combien coûte l'entrée (le théâtre de Lussac)?"),
        ("Pourquoi les ouvriers de la laiterie Morel sont-ils en grève ?", "", "combien demandent-ils ?", "Combien demandent-ils (les ouvriers de la laiterie Morel)?"),
    ],
)  # fmt: skip
def test_no_clause_is_carried_in_other_languages_either(question, answer, text, made):
    assert whole(text, [turn(question, answer)]) == made


def test_a_sentence_that_is_put_before_another_supplies_nobody_before_it():
    assert [one.name for one in read(REPLACES).answered] == ["Grace Shaw"]
    alone = turn("Who leads it?", "The conductor Vera Lund leads it. She is 61. [1]")
    assert [one.name for one in read(alone).answered] == ["Vera Lund"]


def test_a_verb_changes_its_form_only_where_that_is_certain():
    forms = {"won": "win", "resigned": "resign", "found": "find", "founded": "found", "blogged": ""}
    assert {verb: verbs.base_of_past(verb) for verb in forms} == forms
    bases = {"runs": "run", "teaches": "teach", "carries": "carry", "has": "have", "boss": ""}
    assert {verb: verbs.base_of_present(verb) for verb in bases} == bases
    assert [verbs.past(one) for one in ("lead", "chair", "manage", "carry")] == [
        "led", "chaired", "managed", "carried",
    ]  # fmt: skip
