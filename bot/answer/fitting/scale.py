"""How surely a sentence can answer, as all rules tell it, 0..1: see able.py."""

SURE, LIKELY, MAY, CANNOT = 1.0, 0.75, 0.5, 0.0
