"""The process: settings, wiring, the engine, delivery, ticks, and the command line."""

import os

# Shapely brings numpy and with it OpenBLAS, whose threads nothing here needs and which now and
# then keep the process from ending. Read when numpy is loaded, so it is set before anything else.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
