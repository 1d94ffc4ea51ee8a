"""What a quantity is on average over generated images, relative to real ones."""

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean


class RelativeMean:
    """The ratio of a quantity's mean over generated images to that over real ones: 1 if they are equal.

    Args:
        name: name of the metric.
        quantity: function from images (n, height, width, channels) to a tensor (n,), not negative.
        lacking: what real images are of which it is 0, for the message.
        split: name of the real images' split.
    """

    higher_is_better = None
    best_value = 1.0

    def __init__(self, name, quantity, lacking, split="test"):
        self.name = name
        self.quantity = quantity
        self.lacking = lacking
        self.split = split
        self._real = RunningMean()
        self._fake = RunningMean()

    def reset(self):
        """Discard all images."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Add a batch of real images, and one of generated ones."""
        self._real.add(self.quantity(sample_of(real)))
        self._fake.add(self.quantity(sample_of(fake)))

    def result(self):
        """The ratio as a `Result`.

        Raises:
            ValueError: if there are no images yet, or of the real ones the quantity is 0.
        """
        real, fake = self._real.value(), self._fake.value()
        if not real:
            raise ValueError(f"the real images are {self.lacking}, so the ratio is undefined: check the data.")
        return Result(self.name, fake / real, "none", self._real.count(), self._fake.count(), self.split)
