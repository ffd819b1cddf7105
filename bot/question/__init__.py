"""What is asked: a text -> a `Question`, understood as far as that needs no model."""

from bot.question.terms import content_words, words
from bot.question.understanding import IGNORABLE, Question, day, understand

__all__ = ["IGNORABLE", "Question", "content_words", "day", "understand", "words"]
