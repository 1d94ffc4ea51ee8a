"""A history of generated images, so that a discriminator does not forget the generator's older mistakes."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class SamplePool(Trick):
    """Shows the discriminator an older generated image in every other place, once the pool is full.

    Until then images pass through and are kept, a whole batch at a time. Then each generated image is, with
    probability one half, swapped with one from the pool, and takes its place there. Real images are left alone.

    Args:
        size: number of images kept (CycleGAN uses 50).

    Raises:
        ValueError: if the size is no positive integer, a batch is larger than the pool, or the game has conditions,
            which the pool does not keep.

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
                "SamplePool puts older samples in the place of newer ones, which the discriminator of this "
                f"{type(game).__name__} would then see beside the newer ones' {' and '.join(game.conditions)}: "
                "leave it out."
            )
        self.create(game.generator.output_shape[1:])

    def create(self, image_shape):
        """Create an empty pool of images of this shape."""
        self.images = self.add_weight(
            name="images", shape=(self.size, *image_shape), initializer="zeros", trainable=False, dtype="float32"
        )
        self.filled = self.add_weight(name="filled", shape=(), initializer="zeros", trainable=False, dtype="int32")

    def replay(self, fake, seed):
        # Replicas share one pool, in which each batch is exchanged whole.
        shown = self.exchange(gather_rows(fake), seed)
        return replica_rows(lambda count: shown, ops.shape(fake)[0])

    def exchange(self, fake, seed):
        """The batch with some of its images swapped for older ones, which it leaves in their places."""
        count = fake.shape[0]
        if count is not None and count > self.size:
            raise ValueError(
                f"a pool of {self.size} images cannot take a batch of {count}: use a larger pool or smaller batches."
            )
        fresh = ops.cast(fake, "float32")
        count = ops.shape(fake)[0]
        place_seed, coin_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
        filling = self.filled + count <= self.size
        place = ops.where(filling, self.filled + ops.arange(count), self.filled_places(place_seed)[:count])
        older = ops.take(self.images, place, axis=0)
        heads = tf.random.stateless_uniform((count, *[1] * (len(fake.shape) - 1)), coin_seed, alg="philox") < 0.5
        shown = ops.where(ops.logical_and(heads, ops.logical_not(filling)), older, fresh)
        kept = ops.where(ops.logical_or(heads, filling), fresh, older)
        self.images.assign(tf.tensor_scatter_nd_update(self.images.value, place[:, None], kept))
        self.filled.assign(ops.where(filling, self.filled + count, self.filled))
        return ops.cast(shown, fake.dtype)

    def filled_places(self, seed):
        """The places of the pool in random order, those that hold an image first."""
        order = tf.random.stateless_uniform((self.size,), seed, alg="philox")
        return ops.argsort(ops.where(ops.arange(self.size) < self.filled, order, 2.0))
