"""What goes wrong, decided by a seed or written down: the same seed, the same misfortune."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Final

SENDS: Final = ("well", "lost", "unheard", "wait", "busy", "stranger")
"""How an attempt to send can end; :class:`tests.faults.sim.messenger.Messenger` does it."""


class Death(BaseException):
    """The process is gone. No ``except Exception`` may survive it, as none survives a SIGKILL."""


@dataclass
class Fate:
    """The misfortunes of one play. Its acts are what one person does, and all that follows."""

    seed: int = 0
    die_at: int = 0
    """Die at this point of every act that has so many, once; 0: no death is written down."""
    deaths: float = 0.0
    """Chance of a death at each point."""
    sends: float = 0.0
    """Chance that an attempt to send does not simply succeed."""
    repeats: float = 0.0
    """Chance that an update comes again, at once or after others."""
    full: float = 0.0
    """Chance that a commit finds the disk full."""
    clocks: float = 0.0
    """Chance that the clock jumps before an act."""
    acts: list[list[str]] = field(default_factory=lambda: [[]])
    """The points that the program passed, act by act."""
    died: list[tuple[int, str]] = field(default_factory=list)
    """The acts and points at which it died."""
    quiet: bool = False
    """The last act: nothing goes wrong any more."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    @classmethod
    def by(cls, seed: int) -> Fate:
        """All kinds together, each as likely as the seed says; some seeds are nearly kind."""
        chance = random.Random(seed)
        return cls(
            seed=seed,
            deaths=chance.choice([0.0, 0.01, 0.05]),
            sends=chance.choice([0.0, 0.1, 0.4]),
            repeats=chance.choice([0.0, 0.2, 0.6]),
            full=chance.choice([0.0, 0.0, 0.03]),
            clocks=chance.choice([0.0, 0.0, 0.1]),
        )

    def act(self) -> None:
        """Somebody has done something, or a term has come."""
        self.acts.append([])

    def reach(self, point: str) -> None:
        """The program is at a point. Raises :class:`Death` where it ends."""
        if self.quiet:
            return
        self.acts[-1].append(point)
        if len(self.acts[-1]) == self.die_at or self._happens(self.deaths):
            self.died.append((len(self.acts) - 1, point))
            raise Death(point)

    def send(self) -> str:
        """How the next attempt to send ends."""
        return self.chance.choice(SENDS[1:5]) if self._happens(self.sends) else "well"

    def repeats_update(self) -> bool:
        return self._happens(self.repeats)

    def disk_is_full(self) -> bool:
        return self._happens(self.full)

    def jump(self) -> float:
        """Seconds by which the clock jumps now: an hour ahead, or back."""
        return self.chance.choice([3600.0, -3600.0]) if self._happens(self.clocks) else 0.0

    def _happens(self, chance: float) -> bool:
        return bool(chance) and not self.quiet and self.chance.random() < chance
