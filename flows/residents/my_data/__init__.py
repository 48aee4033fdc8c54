"""«Мої дані»: what is stored about a resident, and what they may do about it."""
