"""Other ways in which bots are written, each as its library's own documentation shows it."""
