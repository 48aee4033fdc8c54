"""How words are read that people type: nearest names, stems, telephone numbers."""
