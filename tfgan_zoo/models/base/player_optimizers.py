"""All optimizers of a game as the one that Keras' callbacks look for."""


class PlayerOptimizers:
    """What `game.optimizer` is: Keras' callbacks that change the learning rate change that of every player.

    `keras.callbacks.LearningRateScheduler`, `ReduceLROnPlateau` and `SwapEMAWeights` take each of `optimizers` in turn.

    Args:
        optimizers: list of Keras optimizers, built.
    """

    built = True

    def __init__(self, optimizers):
        self.optimizers = optimizers

    @property
    def variables(self):
        """The variables of all of them."""
        return [variable for optimizer in self.optimizers for variable in optimizer.variables]

    @property
    def iterations(self):
        """Number of updates of the first player."""
        return self.optimizers[0].iterations

    @property
    def learning_rate(self):
        """The learning rate of the first player; set, that of all of them."""
        return self.optimizers[0].learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        for optimizer in self.optimizers:
            optimizer.learning_rate = value
