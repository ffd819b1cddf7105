"""Made-up articles that recur in the same words: what must not become one story."""

import re
from random import Random

KNOWN = {
    "day": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "town": "Wendel|Saltmarsh|Orrin|Brannock|Thornby|Elmsea|Haverley|Corrick|Dunmoor",
    "person": "Aldo Renner|Ines Falk|Colin Strake|Priya Lindqvist|Greta Moll|Owen Carver",
}


def filled(template: str, rng: Random) -> str:
    """`{1..9}` becomes a number from 1 to 9, `{a|b}` one of the two, `{town}` a town."""

    def chosen(match: re.Match[str]) -> str:
        first, is_range, last = match[1].partition("..")
        if is_range:
            return str(rng.randint(int(first), int(last)))
        return rng.choice(KNOWN.get(first, first).split("|"))

    return re.sub(r"\{(.+?)\}", chosen, template)


TEMPLATES = {
    "lottery": """
The winning numbers in {day}'s drawing of the Valley Six are {1..9}, {10..19}, {20..29},
{30..39}, {40..49} and {50..59}, with the bonus ball {1..20}. The estimated jackpot is ${2..90}
million.

Tickets cost $2 and can be bought at any licensed shop until 45 minutes before a drawing.
Players choose six numbers from 1 to 59, or let the machine choose for them. Whoever matches all
six wins the jackpot; five numbers and the bonus ball win $50,000, and any three numbers win
$10. The odds of winning the jackpot are 1 in 45,057,474. A winner may take the sum at once or
in 30 yearly payments, and has 180 days to come forward. Drawings are held every Tuesday and
Friday at 9:30 p.m. and shown live on the lottery's own page, where all results of the last year
can be found as well.
""",
    "weather": """
{town} can expect a {dry|wet|windy|mild|grey} {day} with a high of {2..30} degrees and a low of
{-5..15}. The chance of rain is {0..100} percent, and winds blow from the
{west|north|south|east} at {3..45} kilometres an hour. The sun rises at {5..8}:{10..59} and sets
at {16..21}:{10..59}. The forecast is made from readings at the airport and is brought up to
date four times a day. Those who travel over the pass should look at the road service's page
before they set out, since conditions change fast at that height.
""",
    "market": """
Shares {rose|fell} on {day} as investors weighed {earnings|inflation|a rate decision|oil
prices|jobs data}. The leading index {rose|fell} {1..200}.{10..99} points, or {0..2}.{10..99}
percent, to {3000..5000}.{10..99}. The index of smaller companies {rose|fell} {1..90}.{10..99}
points to {1000..2000}.{10..99}. {Miller Freight|Corrick Steel|Elmsea Foods} led the gainers
with {3..14}.{1..9} percent. Oil traded at ${60..120}.{10..99} a barrel, and the yield on
ten-year bonds stood at {1..4}.{10..99} percent. Figures are as of the close of trading and may
be revised. Past performance is no guide to future returns, and nothing here is advice to buy or
sell.
""",
    "match": """
{town} beat {town} {1..5}-{0..1} on {day} in front of {900..9000} spectators. {person} scored in
the {1..45}th minute and {person} in the {46..90}th. The visitors had {2..12} shots on goal, the
hosts {2..20}. {town} now has {10..60} points from {10..30} matches, {town} has {5..50}. The
table, all results and the fixtures of the coming round stand on the league's page. Reports are
written by machine from the league's data feed and checked by an editor.
""",
    "quake": """
A magnitude {3..6}.{0..9} earthquake was reported {2..40} miles from {town} at {1..12}:{10..59}
on {day}, according to the national survey. It struck at a depth of {1..20} miles. In the past
ten days there have been {0..9} earthquakes of magnitude 3.0 and greater nearby. The region has
seen an average of {20..240} earthquakes of magnitude 3.0 to 4.0 a year, going by the last three
years of data. This item was written by an algorithm from the survey's notification service and
read by an editor before it was published. If you felt it, tell the survey what you felt on its
page.
""",
    "howto": """
{town} meets {town} on {day} at {1..9}:{00|15|30|45} p.m. Here is how to watch.

The match is shown on Channel Nine and streamed on its app, which is free for 7 days and costs
$11.99 a month after that. Viewers abroad need a pass of $29 for the season. Download the app,
make an account, choose the league under sports and press play; on older sets the picture may
take a minute to come. The commentary can be heard on 98.4 FM as well. If the stream stops,
close the app and open it again, and make sure that no more than 3 devices use one account at
the same time. Questions are answered around the clock by the channel's desk. We may earn a
commission if you buy through links on our page, and it never changes what we write.
""",
    "deaths": """
{person}, of {town}, died on {day} at the age of {60..99}. The service is held at {St
Brannock|Holy Cross|the Quay chapel} at {9..15}:30, followed by burial. {Two|Three|Four|Five}
children and {2..14} grandchildren mourn. Instead of flowers the family asks for gifts to {the
hospice|the lifeboat|the library|the school fund}. Notices are taken at our counter until 3 p.m.
on the day before publication, or at any hour through our page. The price is set by the line, a
picture costs more, and a correction is free within two days.
""",
    "covid": """
Health officials reported {100..9000} new cases in {town} county on {day} and {0..60} deaths.
That brings the total since the beginning to {20000..900000} cases and {200..9000} deaths.
{20..900} people are in hospital, {2..90} of them in intensive care. The share of positive tests
is {1..30}.{0..9} percent. {40..90} percent of those over 12 have had two doses. Vaccination is
free for everybody at the county's clinics from 8 a.m. to 6 p.m., no appointment needed; bring
proof of age. Those who feel ill should stay at home and take a test.
""",
}
