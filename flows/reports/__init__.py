"""How the city is doing: periods, figures, and what is said about them."""
