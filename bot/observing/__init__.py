"""What is seen of the program from outside: logs without personal data, figures, health."""
