"""Run a coroutine from a test, whatever else its worker is doing."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def awaited(work: Coroutine[Any, Any, Result]) -> Result:
    """What the coroutine returns, run in a thread of its own.

    The browser tests of the same worker keep an event loop in the thread of the tests, where no other may then run.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
