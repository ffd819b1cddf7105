"""The bot in Slack: mentions, direct messages, a command and a shortcut, answered with sources.

events      what Slack tells -> our nouns; nothing of ours is answered
policy      who is answered where, and how often
ledger      who has taken a question on: once, over processes and restarts
escape      words of articles, harmless in Slack's two markups; and Slack's markup -> words
render      an answer -> blocks
reply       an answer, written into a thread as it comes
private     what one person alone sees
desk        a question from beginning to end
talks       the conversation that a question is part of
tasks       what is worked on, one after another in each thread
adding      articles, added by those who may
checking    the shortcut: a message held against the articles
buttons     what to ask next, what it was worth, showing it to all
app         the Bolt application: who hears what
running     the bot at work: tokens, the socket, and its end
http        the address that Slack calls instead of a socket
missed      what was written while the bot was away
looking     what doctor says of it
manifest    what Slack must know to install it
"""
