"""The shapes of OpenAI's API, for clients that speak nothing else: docs/integrations.md.

asked: messages -> question and conversation. written: answer -> text and annotations. chat and
responses: both as the two APIs give them. routes: the endpoints. refusals: errors in that shape.
"""
