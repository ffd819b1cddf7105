"""A server that ends: what waits is told so, what ends by itself in time is not."""

import asyncio

import pytest

from bot.channels.ending import Ending
from bot.channels.limiting import Places
from ingest.errors import Stopped


async def events(*pauses):
    for number, pause in enumerate(pauses):
        await asyncio.sleep(pause)
        yield number


def test_events_that_come_in_time_are_not_cut_off():
    async def run():
        ending, seen = Ending(), []
        async for one in ending.until(events(0, 0.1, 0)):
            if not seen:
                ending.begin(patience=5)
            seen.append(one)
        return seen

    assert asyncio.run(run()) == [0, 1, 2]


def test_who_waits_for_longer_is_told_and_what_makes_the_events_is_closed():
    closed = []

    async def endless():
        try:
            yield 0
            await asyncio.sleep(60)
        finally:
            closed.append(True)

    async def run():
        ending = Ending()
        seen = ending.until(endless())
        assert await anext(seen) == 0
        ending.begin(patience=0.05)
        with pytest.raises(Stopped):
            await anext(seen)
        assert closed == [True]
        with pytest.raises(Stopped):  # who comes later has no more time
            await anext(ending.until(events(60)))

    asyncio.run(asyncio.wait_for(run(), 20))


def test_a_time_out_of_another_kind_stays_what_it_is():
    async def run():
        async with Ending().bounded():
            raise TimeoutError("of a model")

    with pytest.raises(TimeoutError, match="of a model"):
        asyncio.run(run())


def test_who_waits_for_a_place_is_told_too():
    async def run():
        ending = Ending()
        places = Places(most=1, waiting=1, patience=60, ending=ending)
        async with places.place():
            asyncio.get_running_loop().call_later(0.05, ending.begin, 0.05)
            with pytest.raises(Stopped):
                async with places.place():
                    pass
            assert (places.in_work, places.waiting) == (1, 0)
        assert places.in_work == 0

    asyncio.run(asyncio.wait_for(run(), 20))
