"""Requests of several clients in one call of a model."""

import asyncio
import contextlib
import dataclasses
import math

import numpy as np

from tfgan_zoo.serving.local.sizes import Budget, Full, Share, bytes_of


@dataclasses.dataclass
class Request:
    """A request that waits: its function's key, its inputs by name, its answer to be, and its share of the budget."""

    key: object
    inputs: dict
    future: asyncio.Future
    share: Share

    @property
    def num_rows(self):
        """How many examples it has."""
        return num_rows(self.inputs)

    @property
    def kind(self):
        """What requests in one call have in common: the function, and the shape of a row of each input."""
        return self.key, {name: array.shape[1:] for name, array in self.inputs.items()}


class Batcher:
    """Gathers requests that fit together, calls a function on all their rows, and gives each its own.

    While one call runs the next requests gather, so under load a call is large, and without load nobody waits.

    Args:
        call: function (key, dict of arrays by name) -> dict of arrays by name, run in a thread, one at a time; a row
            of its result depends on that row of the inputs alone.
        max_rows: rows of a call, unless one request has more.
        max_bytes: of a call's inputs, likewise.
        max_waiting: requests that may wait.
        budget: `Budget` of the bytes that may wait; None for any.
    """

    def __init__(self, call, max_rows=64, max_bytes=math.inf, max_waiting=256, budget=None):
        self.call, self.max_rows, self.max_bytes = call, max_rows, max_bytes
        self.waiting = asyncio.Queue(max_waiting)
        self.budget = budget or Budget(math.inf)
        self.calls = self.rows = 0
        self.next = None  # taken from the queue, but not fitting the call before

    async def submit(self, key, inputs):
        """The outputs for one request.

        Raises:
            Full: if too many requests wait, or too large ones.
            Exception: of the function, on these inputs.
        """
        request = Request(key, inputs, asyncio.get_running_loop().create_future(), self.budget.share())
        request.share.take(bytes_of(inputs))
        try:
            self.waiting.put_nowait(request)
        except asyncio.QueueFull:
            request.share.close()
            raise Full from None
        return await request.future

    async def run(self):
        """Answer requests until cancelled."""
        while True:
            group = [self.next or await self.waiting.get()]
            self.next = None
            while not self.waiting.empty():
                request = self.waiting.get_nowait()
                if not self.fits(request, group):
                    self.next = request
                    break
                group.append(request)
            await self.answer([request for request in group if not request.future.cancelled()])
            for request in group:  # those that nobody waits for any more have lain in memory as well
                request.share.close()

    def fits(self, request, group):
        """Whether a request can be in one call with a group: of one kind, and not too much together."""
        together = [*group, request]
        return (
            request.kind == group[0].kind
            and sum(member.num_rows for member in together) <= self.max_rows
            and sum(member.share.taken for member in together) <= self.max_bytes
        )

    async def answer(self, group):
        """Call the function on a group, and on each alone if that fails: one bad row must not fail the others."""
        if not group:
            return
        try:
            outputs = await asyncio.to_thread(self.counted_call, group)
        except Exception as error:
            if len(group) > 1:
                for request in group:
                    await self.answer([request])
            else:
                settle(group[0].future, lambda future, error=error: future.set_exception(error))
            return
        first = 0
        for request in group:
            rows = slice(first, first + request.num_rows)
            first = rows.stop
            part = {name: array[rows] for name, array in outputs.items()}
            settle(request.future, lambda future, part=part: future.set_result(part))

    def counted_call(self, group):
        """The outputs for all rows of a group."""
        inputs = {name: np.concatenate([request.inputs[name] for request in group]) for name in group[0].inputs}
        self.calls += 1
        self.rows += num_rows(inputs)
        return self.call(group[0].key, inputs)


def num_rows(inputs):
    """How many rows inputs have."""
    return len(next(iter(inputs.values())))


def settle(future, action):
    """Do something to a future for which somebody may have stopped waiting."""
    with contextlib.suppress(asyncio.InvalidStateError):
        action(future)
