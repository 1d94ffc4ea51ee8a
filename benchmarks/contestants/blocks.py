"""Timed blocks of training steps."""

import time


def timed_blocks(train, steps, count):
    """Milliseconds of a step by the clock and by the processor, in each of so many blocks.

    Args:
        train: function that takes so many steps.
        steps: of a block.
        count: number of blocks.
    """
    blocks = []
    for _ in range(count):
        start, processor = time.perf_counter(), time.process_time()
        train(steps)
        blocks.append(((time.perf_counter() - start) / steps * 1e3, (time.process_time() - processor) / steps * 1e3))
    return blocks
