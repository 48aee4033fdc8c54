"""``python -m bot``."""

import sys

from bot.commands.cli import main

sys.exit(main())
