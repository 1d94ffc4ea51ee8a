"""What sets of sources and targets have in common."""


class WithTargets:
    """A set whose targets are `Examples`, which tell what it is; a subclass has them as its attribute `target`."""

    num_classes = None
    class_names = None

    @property
    def name(self):
        """Where the targets came from."""
        return self.target.name

    @property
    def split(self):
        """Which part of the dataset this is."""
        return self.target.split

    @property
    def shape(self):
        """Shape of one target."""
        return self.target.shape

    @property
    def modality(self):
        """What a target is."""
        return self.target.modality

    @property
    def num_examples(self):
        """How many targets there are."""
        return self.target.num_examples

    def first_samples(self, count):
        """The first targets as a game takes them, a NumPy array."""
        return self.target.first_samples(count)

    def arrays(self, limit=None):
        """The targets, or the first, as they are stored, and their labels, None where they have none."""
        return self.target.arrays(limit)
