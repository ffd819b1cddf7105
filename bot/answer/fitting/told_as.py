"""Words of deeds, and those in which they are told or denied: somebody who is sacked was fired.

A line has words of which any tells what the others ask for, and behind the stroke those that tell
it and are not asked for by it.
"""

from ingest.indexes.terms import stem

_LINES = (
    "fire sack dismiss oust terminate axe | remove release leave resign quit go job replace",
    "resign quit | leave step stand depart departure retire retirement",
    "leave depart exit | quit resign flee withdraw out go departure drop",
    "hire appoint name recruit | join sign pick choose select nominate employ new become promote",
    "replace succeed | successor over interim new take name appoint step",
    "die perish death | dead kill fatal drown murder casualty victim body toll survive",
    "kill murder | shoot stab die death dead fatal victim gunman slay",
    "injure hurt wound | casualty hospital treat harm",
    "arrest detain | custody suspect seize catch hold jail apprehend",
    "charge indict accuse prosecute | court trial count plead face allege",
    "convict acquit | guilty sentence innocent clear plead jail",
    "guilty innocent | acquit convict charge plead deny clear sentence accuse jail",
    "sentence jail imprison | prison term convict suspend",
    "appeal challenge contest | overturn",
    "approve authorise authorize pass | permission reject refuse agree accept clear vote back "
    "ratify decide go block decision consent grant adopt",
    "reject refuse decline | approve turn deny dismiss accept block vote",
    "permit allow let ban bar prohibit | permission forbid deny deport able illegal legal",
    "begin start open launch commence | first kick underway delay since",
    "end finish stop close | last over conclude expire continue until",
    "close shut | open end reopen",
    "release publish launch issue | out unveil premiere free debut available sale appear announce",
    "free release | custody jail detain swap home prison",
    "announce reveal unveil disclose | say declare tell confirm",
    "buy acquire purchase sell | takeover bid deal pay auction sale own",
    "win | victory beat champion triumph defeat lose title crown top first clinch gold winner "
    "elect take claim earn success",
    "lose | defeat beat win loss victory concede elect",
    "beat defeat thrash | win victory lose loss",
    "score | goal net header penalty strike point equalise level",
    "play star | face meet match cast role game appear perform",
    "marry wed | wedding husband wife marriage bride couple divorce separate",
    "meet | talk visit see summit hold",
    "visit travel | trip arrive tour go",
    "accept agree | reject refuse turn vote decline approve",
    "permission approval | approve grant decide decision reject refuse consent permit",
    "plead | admit deny guilty charge confess",
    "stand | run candidate uphold overturn quash",
    "run | stand candidate bid",
    "hit strike | reach batter land damage sweep lash burst arrive attack",
    "arrive land | come reach visit",
    "return | back come home",
    "move relocate | transfer",
    "discover find | locate recover miss search spot",
    "build construct erect | open complete",
    "establish found create | set start begin open form",
    "complete finish | close done final end through",
    "restore renovate refurbish rebuild | repair reopen work",
    "repair fix mend | restore rebuild work",
    "delay postpone | put late defer push",
    "cancel scrap | call axe drop abandon",
    "pay fund finance sponsor | cost spend money fee grant donate back salary",
    "lead head run chair | charge govern direct boss manage chief leader director president",
    "manage coach train | boss head",
    "defend represent | lawyer defence defense attorney counsel barrister solicitor",
    "lawyer attorney counsel solicitor barrister | represent legal defend",
    "husband wife spouse | marry partner widow",
    "write author | book pen column article novel",
    "publisher | publish",
    "steal rob | theft thief take burglary raid",
    "attack besiege | assault shoot bomb strike raid hit stab siege war",
    "invade | invasion war attack enter troop",
    "vote | ballot elect poll back against",
    "elect | vote election win become candidate run stand beat lead",
    "support back endorse oppose | favour favor against",
    "criticise criticize condemn denounce | attack slam critic",
    "join enter sign | member part",
    "raise increase lift | rise hike up cut lower",
    "rise increase grow | climb up surge jump fall drop gain",
    "fall drop decline | down slump sink rise lose",
    "suspend halt | ban stop",
    "vaccinate | vaccine jab vaccination shot",
    "recover | find return",
    "invest | investment fund put stake",
    "withdraw | pull leave quit recall",
    "testify | witness appear evidence question",
    "deny | reject refuse admit plead",
    "admit confess | plead guilty deny accept",
    "deliberate | arson intent purpose accident suspicious cause",
)


def _told_as() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _LINES:
        mutual, _, more = line.partition("|")
        asked = frozenset(map(stem, mutual.split()))
        told = asked | frozenset(map(stem, more.split()))
        found |= {one: found.get(one, frozenset()) | told for one in asked}
    return found


TOLD_AS = _told_as()
