"""Question -> answer: what is asked, what is found, what may be said."""
