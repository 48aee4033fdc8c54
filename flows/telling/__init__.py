"""What is told by itself: cards, news, the morning digest."""
