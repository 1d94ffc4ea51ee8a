"""Requests of several clients in one call, and what they may take of the server's memory."""

import asyncio
import io
import time

import numpy as np
import PIL.Image
import pytest

from tfgan_zoo.serving.local.batching import Batcher
from tfgan_zoo.serving.local.sizes import Budget, Full, bytes_of


def test_requests_that_wait_are_answered_in_one_call_each_with_its_own_rows():
    calls = []

    def double(key, inputs):
        calls.append((key, inputs["x"].tolist()))
        time.sleep(0.05)  # meanwhile the others gather
        return {"y": 2 * inputs["x"]}

    async def work():
        batcher = Batcher(double, max_rows=4)
        running = asyncio.create_task(batcher.run())
        asked = [("a", [0]), ("a", [1, 2]), ("a", [3]), ("a", [4, 5]), ("b", [6])]
        answers = await asyncio.gather(*(batcher.submit(key, {"x": np.array(rows)}) for key, rows in asked))
        running.cancel()
        assert [answer["y"].tolist() for answer in answers] == [[0], [2, 4], [6], [8, 10], [12]]

    asyncio.run(asyncio.wait_for(work(), 10))
    assert calls == [("a", [0, 1, 2, 3]), ("a", [4, 5]), ("b", [6])]


def test_a_request_that_fails_does_not_fail_those_it_was_called_with():
    def positive(key, inputs):
        if (inputs["x"] < 0).any():
            raise ValueError("a negative number")
        return inputs

    async def work():
        batcher = Batcher(positive)
        running = asyncio.create_task(batcher.run())
        submitted = (batcher.submit("a", {"x": np.array([number])}) for number in (1, -1, 2))
        answers = await asyncio.gather(*submitted, return_exceptions=True)
        running.cancel()
        assert [answers[0]["x"].item(), answers[2]["x"].item()] == [1, 2]
        assert str(answers[1]) == "a negative number"

    asyncio.run(asyncio.wait_for(work(), 10))


def test_more_requests_than_may_wait_are_refused_at_once():
    async def work():
        batcher = Batcher(lambda key, inputs: inputs, max_waiting=1)
        first = asyncio.create_task(batcher.submit("a", {"x": np.zeros(1)}))
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await batcher.submit("a", {"x": np.zeros(1)})
        first.cancel()

    asyncio.run(asyncio.wait_for(work(), 10))


def test_larger_requests_than_may_wait_together_are_refused_until_those_before_are_answered():
    async def work():
        budget = Budget(most=100)
        batcher = Batcher(lambda key, inputs: inputs, budget=budget)
        first = asyncio.create_task(batcher.submit("a", {"x": np.zeros((1, 80), "int8")}))
        await asyncio.sleep(0)
        with pytest.raises(Full):
            await batcher.submit("a", {"x": np.zeros((1, 21), "int8")})
        second = asyncio.create_task(batcher.submit("a", {"x": np.zeros((1, 20), "int8")}))
        await asyncio.sleep(0)
        first.cancel()
        assert budget.taken == 100  # its inputs still lie in the queue
        running = asyncio.create_task(batcher.run())
        await second
        await asyncio.sleep(0.01)
        assert budget.taken == 0
        running.cancel()

    asyncio.run(asyncio.wait_for(work(), 10))


def test_a_call_has_no_more_bytes_than_it_may():
    sizes = []

    async def work():
        batcher = Batcher(lambda key, inputs: sizes.append(inputs["x"].nbytes) or inputs, max_bytes=100)
        submitted = [asyncio.create_task(batcher.submit("a", {"x": np.zeros((1, 40), "int8")})) for _ in range(5)]
        await asyncio.sleep(0)
        running = asyncio.create_task(batcher.run())
        await asyncio.gather(*submitted)
        running.cancel()

    asyncio.run(asyncio.wait_for(work(), 10))
    assert sizes == [80, 80, 40]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "BMP"])
def test_a_picture_counts_as_its_pixels(format):
    file = io.BytesIO()
    PIL.Image.new("RGB", (200, 100)).save(file, format)
    inputs = {"source_bytes": np.array([file.getvalue(), b"no picture"], object), "labels": np.zeros(2, "int32")}
    assert bytes_of(inputs) == 200 * 100 * 3 * 4 + len(file.getvalue()) + len(b"no picture") + 8
    assert bytes_of({"captions": inputs["source_bytes"]}) == len(file.getvalue()) + len(b"no picture")
