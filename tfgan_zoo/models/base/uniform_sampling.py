"""Games whose sampler makes samples of uniform numbers: it runs a chain, draws values in turn, or takes them as z."""

import keras
import tensorflow as tf

from tfgan_zoo.distribution.replicas import replica_rows


class SampledFromUniforms(keras.Model):
    """A model whose sampler has one input, named "uniforms", of numbers in [0, 1) by which it draws."""

    @property
    def drawn_inputs(self):
        return ("uniforms",)

    def draw(self, num_samples, seed):
        return {"uniforms": uniform((num_samples, *self.sampler.input_shape[1:]), seed)}

    def describe_distribution(self, name):
        return "uniform on [0, 1)"

    def fresh_uniforms(self, count, shape):
        """New numbers in [0, 1), (count, *shape): on each replica its own rows."""
        seed = self.next_seed()
        return replica_rows(lambda count: uniform((count, *shape), seed), count)


def uniform(shape, seed):
    """Numbers in [0, 1), float32."""
    return tf.random.stateless_uniform(shape, seed, alg="philox")
