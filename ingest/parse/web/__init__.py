"""Web pages and pieces of HTML -> the lines of an article, and what the page says of it."""
