"""The stage for conversations: the real program, a clock in hand, people on every channel."""

from .people import Person, Seen
from .stage import CHANNELS, NOON, Stage

__all__ = ["CHANNELS", "NOON", "Person", "Seen", "Stage"]
