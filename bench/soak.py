"""``make soak``: the first journey, killed with SIGKILL at every point that it passes."""

import sys

from tests.process.soak import main

if __name__ == "__main__":
    sys.exit(main())
