"""What games whose training step is a whole round refuse: several devices, and XLA over the step."""

import tensorflow as tf


def check_one_device(game):
    """Refuse to play on several devices: replicas would have to meet at every one of many steps in a loop.

    Raises:
        ValueError: if there are several.
    """
    if tf.distribute.get_strategy().num_replicas_in_sync > 1:
        raise ValueError(
            f"{type(game).__name__} plays a whole round in a training step, which cannot be shared between devices: "
            "train it on one, without a strategy."
        )


def check_execution(game, options):
    """Refuse XLA over a whole step, parts of which it cannot compile.

    Args:
        options: keyword arguments of `compile`.

    Raises:
        ValueError: if it is asked for.
    """
    if options.get("jit_compile"):
        raise ValueError(
            f"XLA cannot compile a round of {type(game).__name__}, whose numbers of pairs or steps differ, or whose "
            "environment runs in Python: compile with jit_compile=False. What can be compiled is."
        )
