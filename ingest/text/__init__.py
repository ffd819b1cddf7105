"""Article text: cleaned, dated, split, told apart from copies."""
