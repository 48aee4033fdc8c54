import asyncio

import pytest

from bot.supervision import LONGEST_DELAY, STEADY_SECONDS, FatalError, Supervisor


class Time:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)

    def supervisor(self) -> Supervisor:
        return Supervisor(sleep=self.sleep, clock=lambda: self.now)


async def test_a_crashed_part_starts_again_ever_later_and_says_why_without_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    time, done = Time(), asyncio.Event()
    supervisor = time.supervisor()
    runs = 0

    async def part() -> None:
        nonlocal runs
        runs += 1
        if runs > 9:
            done.set()
            return
        raise ValueError("what a resident wrote")

    supervisor.keep("engine", part)
    await asyncio.wait_for(done.wait(), 5)
    assert [round(s / 2**i, 1) for i, s in enumerate(time.slept[:6])] == pytest.approx(
        [1] * 6, abs=0.25
    )
    assert max(time.slept) <= LONGEST_DELAY * 1.2
    assert "engine failed" in caplog.text
    assert "resident wrote" not in caplog.text
    await supervisor.stop()


async def test_a_part_that_ran_long_begins_with_the_short_delay_again() -> None:
    time, done = Time(), asyncio.Event()
    supervisor = time.supervisor()
    runs = 0

    async def part() -> None:
        nonlocal runs
        runs += 1
        if runs == 6:
            done.set()
            return
        if runs == 5:
            time.now += STEADY_SECONDS + 1
        raise ValueError

    supervisor.keep("engine", part)
    await asyncio.wait_for(done.wait(), 5)
    assert time.slept[3] > 6
    assert time.slept[4] < 2
    await supervisor.stop()


async def test_one_that_crashes_does_not_end_the_others() -> None:
    time = Time()
    supervisor = time.supervisor()
    steady = asyncio.Event()

    async def crashes() -> None:
        if len(time.slept) == 5:
            steady.set()
        raise ValueError

    async def works() -> None:
        await asyncio.Event().wait()

    supervisor.keep("bad", crashes)
    supervisor.keep("good", works)
    await asyncio.wait_for(steady.wait(), 5)
    assert "good" in supervisor
    await supervisor.stop("bad")
    assert "bad" not in supervisor
    await supervisor.stop()


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_fatal_fault_ends_the_wait(at_once: bool) -> None:
    supervisor = Time().supervisor()

    async def part() -> None:
        if not at_once:
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        raise FatalError("the disk is gone")

    supervisor.keep("engine", part)
    if at_once:
        await asyncio.sleep(0)
    with pytest.raises(FatalError, match="the disk is gone"):
        await asyncio.wait_for(supervisor.wait(), 5)
    await supervisor.stop()


async def test_a_part_that_is_done_stays_done() -> None:
    time = Time()
    supervisor = time.supervisor()
    runs = 0

    async def part() -> None:
        nonlocal runs
        runs += 1
        await asyncio.sleep(0)

    supervisor.keep("webhook", part)
    for _ in range(10):
        await asyncio.sleep(0)
    await supervisor.stop()
    assert runs == 1
    assert not time.slept
