"""How fast the program is, measured beside the bare database on the same disk in the same run."""
