"""Jobs beside the engine: what is too slow for a step, ordered in one and told in another."""

from bot.jobs.kinds import KINDS
from bot.jobs.runner import Jobs

__all__ = ["KINDS", "Jobs"]
