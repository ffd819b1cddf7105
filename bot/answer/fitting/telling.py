"""The words in which a relation is asked for, and those that tell of it.

Each relation has three lists: how it is asked, what tells it plainly, and what may tell it as well.
A relation that can be told in any words, as that somebody won or led, has no place here.
"""

from typing import NamedTuple


class Told(NamedTuple):
    """Patterns of one relation."""

    asked: str
    plain: str  # tells this and nothing else
    wide: str  # may tell it


# Of somebody: "Who designed the bridge?", "Who is the architect of the bridge?".
OF_WHO = (
    Told(
        r"own(?:s|ed|ers?(?= of))|possess(?:es|ed)?",
        r"own(?:s|ed|ers?|ership)|belong\w*|propriet\w+",
        r"own\w*|propert(?:y|ies)|b(?:uys?|ought)|acqui\w+|purchas\w*|sold|possess\w*|landlord\w*|"
        r"h[eo]lds?|stakes?|share\w*|parent|subsidiary|control\w*|hands|t(?:ook|aken?) over|"
        r"inherit\w*|state-run|public",
    ),
    Told(
        r"(?:co-?)?found(?:ed|ers?(?= of))|establish(?:ed|es)?|set up",
        r"(?:co-?)?found(?:ed|ers?)|establish\w*|set up",
        r"found\w*|creat\w+|start\w*|beg[aiu]n\w*|launch\w*|form(?:ed|ing|ation)|open(?:ed|s)|built|"
        r"brainchild|invent\w*",
    ),
    Told(
        r"design(?:ed|s|ers?(?= of))|architects?(?= of)",
        r"design(?:ed|er|ers|s)|architects?|drawn (?:up )?by",
        r"design\w*|architect\w*|drew|drawn|plans?|planned|draft\w*|conceiv\w*|creat\w+|engineered|"
        r"built|made|sketch\w*",
    ),
    Told(
        r"buil[dt]s?|construct(?:ed|s)|builders?(?= of)",
        r"buil(?:t|ds?|ders?)|construct(?:ed|s)|erected",
        r"buil[dt]\w*|construct\w*|erect\w*|contract\w*|made|makers?|manufactur\w*|assembl\w*|raised|"
        r"complet\w+|put(?:ting)? up|laid|yards?|shipyards?|found(?:ed|ing|ers?)|commission\w*",
    ),
    Told(
        r"direct(?:ed|s|ors?(?= of))",
        r"direct(?:ed|s|or)",
        r"direct\w*|film\w*|helm\w*|stag(?:ed|es|ing)|made",
    ),
    Told(
        r"produc(?:ed|es|ers?(?= of))",
        r"produc(?:ed|es|er|ers)",
        r"produc\w*|ma[kd]\w+|manufactur\w*|studios?|releas\w*",
    ),
    Told(
        r"wr(?:ote|ites?|itten)(?! about)|authors?(?= of)|compos(?:ed|es|ers?(?= of))",
        r"wr(?:ote|itten|iter)|author(?:ed|s)?|compos(?:ed|er)|"
        r"(?:novel|book|play|song|opera|poem|memoir|symphony|music|words|text|script)s?\b"
        r"[^,;]{0,40}\sby",
        r"writ\w+|pen(?:ned|s)?|compos\w*|novel\w*|books?|poe(?:t|m)\w*|playwright\w*|lyric\w*|"
        r"script\w*|screenplay\w*|draft\w*|sign(?:ed|s)|journalist\w*|column\w*|memoirs?|letters?|"
        r"publish\w*|edit\w*|music|songs?|score",
    ),
    Told(
        r"discover(?:ed|s|ers?(?= of))|invent(?:ed|s|ors?(?= of))",
        r"discover(?:ed|s|er|ers)|invent(?:ed|s|or|ors)",
        r"discover\w*|f(?:ind|ound)\w*|identif\w*|spot\w*|detect\w*|invent\w*|develop\w*|creat\w+|"
        r"pioneer\w*|describ\w*|unearth\w*|devis\w*|design\w*|patent\w*|first",
    ),
    Told(
        r"named(?= the)|christen(?:ed|s)",
        r"named|christened",
        r"nam(?:es?|ing)|call(?:ed|s)|christen\w*|dub(?:bed|s)|titled?|baptis\w*|nicknam\w*",
    ),
    Told(
        r"marr(?:y|ied|ies)|wed(?:s|ded)?|(?:wife|husband|spouse)(?= of)",
        r"marr(?:y|ied|ies)|wed|wife|husband",
        r"marri\w*|wedd\w*|wi(?:ves|dow\w*)|husbands|spouse\w*|brides?|groom|bridegroom|divorc\w*|"
        r"couple|partners?|engaged|fianc\w+",
    ),
    Told(
        r"train(?:s|ed|ers?(?= of))",
        r"train(?:s|ed|er)|coach(?:es|ed)?",
        r"train\w*|coach\w*|mentor\w*|manag\w+|prepar\w*",
    ),
    Told(
        r"accus(?:ed|es)",
        r"accus(?:ed|es)",
        r"accus\w*|alleg\w*|blam\w*|charg\w*|claim\w*|su(?:ed|es|ing)|prosecut\w*|indict\w*|"
        r"suspect\w*|complain\w*|denounc\w*|critici\w*|condemn\w*|said|says",
    ),
    Told(
        r"su(?:ed|es)",
        r"su(?:ed|es|ing)",
        r"sue|lawsuits?|court|claim\w*|legal|case|damages",
    ),
    Told(
        r"sentenc(?:ed|es)|convict(?:ed|s)",
        r"sentenc(?:ed|es)|convict(?:ed|s)",
        r"sentenc\w*|judges?|magistrate\w*|convict\w*|jail\w*|court|jury|jurors|guilty|impos\w+",
    ),
    Told(
        r"pa(?:id|ys)(?= for)|fund(?:ed|s)|financ(?:ed|es)|sponsor(?:ed|s|(?= of))",
        r"paid for|pays for|fund(?:ed|s)|financ(?:ed|es)|sponsor(?:ed|s)?",
        r"pa(?:y|id|ys|ying|yments?)|fund\w*|financ\w*|money|costs?|donat\w*|grant\w*|invest\w*|"
        r"sponsor\w*|subsid\w+|budget\w*|bills?|foot(?:ed|s|ing)|g[ai]ve[ns]?|contribut\w*|"
        r"back(?:ed|s|ing)|rais(?:ed|ing)|lent|loans?|met by|covered|expense",
    ),
    Told(
        r"bought|buys?|purchas(?:ed|es)|acquir(?:ed|es)|buyers?(?= of)",
        r"bought|buys?|buyers?|purchas(?:ed|es)|acquir(?:ed|es)",
        r"b(?:uy|ought|uys|uying)|buyouts?|purchas\w*|acqui\w+|sold(?! \d)|sells?|sale|paid|"
        r"pays?|deal|own\w*|"
        r"sign\w*|t(?:ook|ak\w+) over|takeover|snapped|bid\w*|auction\w*|hands",
    ),
    Told(
        r"s(?:old|ells?)|sellers?(?= of)",
        r"s(?:old|ells?)|sellers?",
        r"selling|sales?|b(?:uy|ought|uys|uying)|purchas\w*|acqui\w+|auction\w*|dispos\w*|dealers?|"
        r"hands",
    ),
    Told(
        r"paint(?:ed|s|ers?(?= of))",
        r"paint(?:ed|s|er|ing by)",
        r"paint\w*|artists?|portraits?|canvas\w*|pictur\w*|brush\w*",
    ),
    Told(
        r"curat(?:ed|es)",
        r"curat(?:ed|es|or)",
        r"exhibit\w*|organi[sz]\w*|keeper",
    ),
    Told(
        r"resign(?:s|ed)",
        r"resign\w*|st(?:eps?|epped|ood|ands?) down|quit",
        r"quit\w*|st(?:ep|and)\w* (?:down|aside)|le(?:ave|aves|aving|ft)|depart\w*|goes|gone|"
        r"(?:forced|pushed) out|retir\w*|replac\w*|succe\w+|remov\w*|oust\w*|dismiss\w*|sack\w*|"
        r"fired",
    ),
)
# Of a time: "When was Ada Quint elected?". What is told plainly has the day.
OF_WHEN = (
    Told(
        r"elected",
        r"elect(?:ed|ion|ions)|voted",
        r"elect\w*|vot(?:e|es|ing)|w[io]n\w*|ballot\w*|polls?|chosen|chose|victor\w*|landslide|since|"
        r"in office|t(?:ook|akes?) office|became|term",
    ),
    Told(
        r"retired?",
        r"(?<!\ba )retire[ds]?",
        r"(?<!\ba )retir\w*|step\w* (?:down|aside|back)|pension\w*|le(?:ave|aves|aving|ft)|last|"
        r"quit\w*|end\w*|stop\w*|until|hang\w* up|bow\w* out",
    ),
    Told(
        r"marr(?:y|ied)|wed",
        r"married|wed(?:ded|ding)?",
        r"marr(?:y|ies|iage)\w*|wi(?:fe|ves)|husbands?|brides?|groom|couple|tied? the knot|"
        r"anniversar\w+",
    ),
    Told(r"born", r"born|birth\w*", r"b"),
    Told(
        r"sworn in|inaugurated",
        r"sworn in|inaugurated",
        r"sworn|swear\w*|oath|inaugurat\w*|t(?:ook|akes?) (?:up )?office|since",
    ),
)
# Of a sum: "What profit did Veltro make?", which is also told by its loss.
OF_SUM = (
    Told(
        r"(?:net |annual |pre-tax |operating )?(?:profits?|loss(?:es)?|deficits?|surplus(?:es)?)",
        r"profits?|loss(?:es)?|lost|deficits?|surplus",
        r"profit\w*|los(?:es?|ing)|earn\w*|in the (?:red|black)|br(?:eak|oke)\w* even|income|"
        r"margins?|result",
    ),
    Told(
        r"(?:annual |total )?(?:revenues?|turnover|sales)",
        r"revenues?|turnover|sales",
        r"takings|income|sold|earn\w*|receipts|business",
    ),
    Told(
        r"(?:annual )?(?:salar(?:y|ies)|wages?|pay)",
        r"salar(?:y|ies)|wages?|earn(?:s|ed)",
        r"pa(?:y|id|ys|ying)|earn\w*|contract|income|receiv\w*|gets?|a (?:year|month|week)",
    ),
    Told(
        r"population",
        r"population|inhabitants",
        r"populat\w+|inhabit\w*|residents?|people|live[ds]?|living|citizens",
    ),
)
