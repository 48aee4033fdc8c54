"""Reads only: figures, search, neighbours, exports, what one person may see."""
