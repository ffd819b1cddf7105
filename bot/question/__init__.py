"""What is asked: a text -> a `Question`, understood as far as that needs no model."""
