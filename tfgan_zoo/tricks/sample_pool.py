"""A pool of older generated images, so that a discriminator does not forget the generator's earlier mistakes."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class SamplePool(Trick):
    """Replaces about half of the generated images that the discriminator learns from by older ones.

    Until the pool is full, images pass through unchanged and are stored, a whole batch at a time. Then each generated
    image is swapped with one from the pool with probability 1/2. Real images are not changed.

    Args:
        size: number of images stored (CycleGAN uses 50).

    Raises:
        ValueError: if the size is not a positive integer, a batch is larger than the pool, or the game has conditions,
            which the pool does not store.

    Example:
        >>> pool = tfgan_zoo.tricks.SamplePool(50)

    Reference:
        Shrivastava et al. 2017, arXiv:1612.07828, section 2.3; Zhu et al. 2017, arXiv:1703.10593, section 4.
    """

    def __init__(self, size=50, **kwargs):
        super().__init__(**kwargs)
        check_at_least_one(self, size=size)
        self.size = size

    def attach(self, game):
        super().attach(game)
        if game.conditions:
            raise ValueError(
                "SamplePool replaces samples by older ones, which the discriminator of this "
                f"{type(game).__name__} would then see with the newer ones' {' and '.join(game.conditions)}: "
                "remove it."
            )
        self.create(game.generator.output_shape[1:])

    def create(self, image_shape):
        """Create an empty pool of images of this shape."""
        self.images = self.add_weight(
            name="images", shape=(self.size, *image_shape), initializer="zeros", trainable=False, dtype="float32"
        )
        self.filled = self.add_weight(name="filled", shape=(), initializer="zeros", trainable=False, dtype="int32")

    def replay(self, fake, seed):
        # Replicas share one pool, with which the batch of all replicas is exchanged.
        replayed = self.exchange(gather_rows(fake), seed)
        return replica_rows(lambda count: replayed, ops.shape(fake)[0])

    def exchange(self, fake, seed):
        """The batch with some of its images swapped with older ones in the pool."""
        count = fake.shape[0]
        if count is not None and count > self.size:
            raise ValueError(
                f"a pool of {self.size} images cannot take a batch of {count}: use a larger pool or smaller batches."
            )
        new = ops.cast(fake, "float32")
        count = ops.shape(fake)[0]
        slot_seed, swap_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
        filling = self.filled + count <= self.size
        slots = ops.where(filling, self.filled + ops.arange(count), self.shuffled_slots(slot_seed)[:count])
        old = ops.take(self.images, slots, axis=0)
        swap = tf.random.stateless_uniform((count, *[1] * (len(fake.shape) - 1)), swap_seed, alg="philox") < 0.5
        replayed = ops.where(ops.logical_and(swap, ops.logical_not(filling)), old, new)
        stored = ops.where(ops.logical_or(swap, filling), new, old)
        self.images.assign(tf.tensor_scatter_nd_update(self.images.value, slots[:, None], stored))
        self.filled.assign(ops.where(filling, self.filled + count, self.filled))
        return ops.cast(replayed, fake.dtype)

    def shuffled_slots(self, seed):
        """The indices of the pool in random order, those that hold an image first."""
        order = tf.random.stateless_uniform((self.size,), seed, alg="philox")
        return ops.argsort(ops.where(ops.arange(self.size) < self.filled, order, 2.0))
