"""Hostile input at every edge: what is sent is made up by hypothesis, mostly of real things spoiled.

In ``make test`` always the same few hundred examples of each; ``FUZZ=50 make test ARGS=tests/fuzzing``
tries fifty times as many, other ones each time. What was ever found is kept as an example.
"""
