"""What is told as not settled: not known yet, under review, put on hold, denied, only considered.

A later report of the same affair that no longer says so tells what became of it, in whatever words.
"""

import re

UNSETTLED = (
    r"not (?:yet |immediately |currently )?(?:known|clear)|"
    r"not (?:yet )?been (?:named|identified|determined|established|decided|confirmed|explained)|"
    r"un(?:known|clear|confirmed)|under (?:investigation|review|consideration)|"
    r"being (?:investigated|reviewed|considered)|"
    r"(?:is|are|was|were) (?:still )?(?:investigating|looking into|considering|weighing)|"
    r"remains? to be|(?:has|have|is|are) yet to|await(?:s|ed|ing)|pending|"
    r"(?:been|is|are|was|were|remains?) suspended|until further notice|on hold|"
    r"(?:to|will|would|could|may|might) consider|whether to|"
    r"no plans? (?:to|for)|den(?:y|ies)"
)
UNSETTLED_WORDS = re.compile(rf"\b(?:{UNSETTLED})\b", re.IGNORECASE)
# Questions that are for what is settled by now, whatever their words.
ASKED = (
    r"why|causes?|caused|still|yet|over|end(?:s|ed)?|known|anyone|anybody|happen\w*|did|was|were"
)
