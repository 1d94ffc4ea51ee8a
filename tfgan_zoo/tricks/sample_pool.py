"""A pool of older generated images, so that a discriminator does not forget the generator's earlier mistakes."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import SAMPLE, conditions_of, sample_of, with_conditions, with_sample
from tfgan_zoo.distribution.replicas import gather_rows, replica_rows
from tfgan_zoo.layers.checks import checked_size
from tfgan_zoo.tricks.trick import Trick


@keras.saving.register_keras_serializable("tfgan_zoo")
class SamplePool(Trick):
    """Replaces about half of the generated images that the discriminator learns from by older ones.

    Until the pool is full, images pass through unchanged and are stored, a whole batch at a time. Then each generated
    image is swapped with one from the pool with probability 1/2. Real images are not changed.

    What belongs to an image enters and leaves the pool with it: the codes it was generated from (InfoGAN), and the
    others of its pack (PacGAN), so that a pack always contains samples that were generated together.

    Args:
        size: number of images stored (CycleGAN uses 50); for packs, rounded down to whole packs.

    Raises:
        ValueError: if the size is not a positive integer, a batch is larger than the pool, or the game has conditions
            that real samples share, such as labels: real and generated ones would no longer have the same.

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
                "SamplePool replaces samples by older ones, made under other "
                f"{' and '.join(game.conditions)} than those of the real samples beside which the discriminator of "
                f"this {type(game).__name__} compares them: remove it."
            )
        self.create(game.generator.output_shape[1:], game.own_conditions, game.samples_per_score)

    def create(self, image_shape, conditions=None, pack_size=1):
        """Create an empty pool.

        Args:
            image_shape: shape of an image.
            conditions: shapes, by name, of what belongs to a generated image.
            pack_size: number of consecutive images that stay together.
        """
        self.pack_size = pack_size
        self.num_packs = self.size // pack_size
        self.images = self.storage("images", image_shape)
        self.filled = self.add_weight(name="filled", shape=(), initializer="zeros", trainable=False, dtype="int32")
        self.stored_conditions = {name: self.storage(name, shape) for name, shape in (conditions or {}).items()}

    def storage(self, name, shape):
        """State for one value of this shape for each image."""
        shape = (self.num_packs * self.pack_size, *shape)
        return self.add_weight(name=name, shape=shape, initializer="zeros", trainable=False, dtype="float32")

    def replay(self, fake, seed):
        # Replicas share one pool, with which the batch of all replicas is exchanged.
        replayed = self.exchange(tf.nest.map_structure(gather_rows, fake), seed)
        count = ops.shape(sample_of(fake))[0]
        return tf.nest.map_structure(lambda rows: replica_rows(lambda _: rows, count), replayed)

    def exchange(self, fake, seed):
        """The batch with some of its images, and what belongs to them, swapped with older ones in the pool."""
        fake = self.checked(fake)
        num_packs = ops.shape(sample_of(fake))[0] // self.pack_size
        slot_seed, swap_seed = tf.unstack(tf.random.experimental.stateless_split(seed, 2, alg="philox"))
        filling = self.filled + num_packs <= self.num_packs
        slots = ops.where(filling, self.filled + ops.arange(num_packs), self.shuffled_slots(slot_seed)[:num_packs])
        swap = tf.random.stateless_uniform((num_packs,), swap_seed, alg="philox") < 0.5
        self.filled.assign(ops.where(filling, self.filled + num_packs, self.filled))
        shown_old, stored_new = ops.logical_and(swap, ops.logical_not(filling)), ops.logical_or(swap, filling)
        values = {**conditions_of(fake), SAMPLE: sample_of(fake)}
        replayed = {
            name: self.swapped(state, values[name], slots, shown_old, stored_new) for name, state in self.states.items()
        }
        return with_conditions(replayed.pop(SAMPLE), replayed)

    def swapped(self, state, new, slots, shown_old, stored_new):
        """Store the new values of some packs; returns the values of all packs, the old ones of some."""
        packs = (-1, self.pack_size, *state.shape[1:])  # gathered from replicas, new values have no known shape
        known, fresh = ops.reshape(state, packs), ops.reshape(ops.cast(new, "float32"), packs)
        old = ops.take(known, slots, axis=0)
        shown_old, stored_new = (ops.reshape(mask, (-1, *[1] * len(state.shape))) for mask in (shown_old, stored_new))
        stored = tf.tensor_scatter_nd_update(known, slots[:, None], ops.where(stored_new, fresh, old))
        state.assign(ops.reshape(stored, state.shape))
        return ops.cast(ops.reshape(ops.where(shown_old, old, fresh), (-1, *state.shape[1:])), new.dtype)

    @property
    def states(self):
        """The stored images and what belongs to them, by name."""
        return {SAMPLE: self.images, **self.stored_conditions}

    def checked(self, fake):
        """The batch; refuse one that the pool cannot hold, or would store only in part."""
        names, size = sorted(conditions_of(fake)), self.num_packs * self.pack_size
        if names != sorted(self.stored_conditions):
            raise ValueError(
                f"generated samples come with {' and '.join(names) or 'nothing'}, but the pool stores "
                f"{' and '.join(self.stored_conditions) or 'only samples'}: name what belongs to them, with its shape, "
                "in the game's property `own_conditions`."
            )
        message = f" does not fit into a pool of {size} images: use a larger pool or smaller batches."
        return with_sample(fake, checked_size(sample_of(fake), lambda count: count <= size, message))

    def shuffled_slots(self, seed):
        """The slots of the pool in random order, the filled ones first."""
        order = tf.random.stateless_uniform((self.num_packs,), seed, alg="philox")
        return ops.argsort(ops.where(ops.arange(self.num_packs) < self.filled, order, 2.0))
