"""The whole conversation explored: no dead end, no illegal change, nothing unvisited."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from .machine import kinds
from .visited import VISITED

KINDS, EXAMPLES, STEPS = 12, 3, 32
"""Kinds of worlds, worlds of each, and rules in each world."""


@pytest.mark.timeout(600)
def test_every_slot_verb_notice_and_command_is_visited_and_every_rule_holds() -> None:
    for kind in kinds(KINDS):
        run_state_machine_as_test(
            kind,
            settings=settings(
                derandomize=True,
                database=None,
                deadline=None,
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                suppress_health_check=list(HealthCheck),
                # Shrinking takes minutes; a failure's own steps are printed without it.
                phases=[Phase.generate],
            ),
        )
    assert VISITED.missing() == []
