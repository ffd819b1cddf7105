"""Every word of the page's own, in one place; what is answered speaks for itself (bot/texts)."""

# What stands in for a headline or outlet that an article does not have.
UNTITLED, UNSIGNED, UNDATED = "Untitled article", "Outlet unknown", "undated"

BROKEN = (
    "Something went wrong while this was answered. The server's log says what. Please ask again."
)
STOPPED = "Stopped."
WAITING = "Waiting for a free place…"
EMPTY = "There are no articles yet. Run `newsdesk ingest FOLDER`, or add some under Add articles."
VERBATIM = "The sentences are the articles' own; outlet, date and name are added where it matters."
TAKEN = "Answers are sentences of the articles."

ASK, CORPUS, ADD = "Ask", "Corpus", "Add articles"
PLACEHOLDER = "Ask the articles a question"
QUESTION = "Your question"
NEW = "New conversation"
EARLIER = "Earlier conversations"
NO_EARLIER = "None in this browser yet."

# What an outcome is called where it is not simply an answer.
OUTCOMES = {
    "partial": "The articles answer a part of this.",
    "refused": "Not a question for the articles",
    "clarify": "Please say more",
    "no_answer": "Not in these articles",
    "error": "No answer this time",
}
# How a statement or an article comes to say what it says.
KINDS = {
    "claim": "somebody's claim",
    "opinion": "opinion",
    "press_release": "press release",
    "press release": "press release",
    "live blog": "live blog",
}

UNDERSTOOD = "Understood"
TAKE_OFF = "Take off"
LATEST = "the newest first"
PART_BY_PART = "part by part"

SOURCES, NEAREST, NEXT = "Sources", "Nearest in subject", "Ask next"
DIFFER = "The articles differ"
COLUMNS = ("Value", "Outlet", "Date")

HELPFUL, NOT_HELPFUL = "Helpful", "Not helpful"
COPY, LINK, EDIT, AGAIN = "Copy with footnotes", "Permanent link", "Edit", "Ask again"
REASONS = ("wrong", "not what I asked", "out of date", "source missing", "other")
THANKS = "Thank you. It is kept with the answer."
TELL = "What was wrong with it?"
SEND = "Send"

NARROW = "Narrow it"
OUTLETS, FROM, TO, AS_OF = "Outlets", "From", "To", "As of"

SEARCH_ARTICLES = "Search headlines and outlets"
MORE = "Show more"
NONE_FOUND = "No article matches."
BY_MONTH = "Articles by month and outlet"
LAST_INGEST = "Last read"
NOTHING_NEW = "nothing new"

MAY_NOT_ADD = "You may read here, not add."
DROP = "Drop files here, or choose them"
FILE_KINDS = "Text, Markdown, web pages, PDF, Word, mail, feeds, tables (CSV), JSON and JSON lines."
ADDRESS = "A page or a feed on the web"
READ_IT = "Read it"
OTHERS = "Other outlets"
ASKED_ON = "Asked on"

SIGN_IN, SIGN_OUT = "Sign in", "Sign out"
NAME, PASSWORD = "Name", "Password"
NOT_TOGETHER = "That name and password do not belong together."
TOO_MANY_TRIES = "Too many tries. Wait a minute."
SIGN_IN_FIRST = "Sign in first, at /sign-in."
