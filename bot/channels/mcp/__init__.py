"""The bot as tools of other assistants, by the Model Context Protocol."""
