"""What the commands share."""


def loaded_runs():
    """The part that works, and so needs TensorFlow."""
    import keras

    from tfgan_zoo import runs

    keras.config.disable_traceback_filtering()  # `raised_here` looks for the frame that raised
    return runs


def add_checkpoint(parser):
    """The flag that chooses a run's checkpoint."""
    choices = ("last", "previous", "best")
    parser.add_argument("--checkpoint", choices=choices, default="last", help="which one (default: last)")
