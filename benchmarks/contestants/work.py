"""The floating-point work of a training step, and how fast this machine multiplies matrices."""

import math
import time

import keras


def step_work(row, pair):
    """Floating-point operations of the least work for one step of the row's game, from the layers' shapes.

    A pass back costs two passes forward, one for the weights and one for the inputs. So GAN costs three passes of the
    generator (forward, back) and eight of the discriminator: three for real samples, three for generated ones, two for
    the generator's step, which moves no weight of the discriminator. A critic step of WGAN-GP adds the penalty: a pass
    forward, one back to the inputs, and what both cost differentiated, six in all. Activations, normalization and the
    optimizers are not counted.
    """
    generator, discriminator = (row.batch_size * forward_work(network) for network in pair)
    if row.critic_steps:
        return (row.critic_steps + 2) * generator + (12 * row.critic_steps + 2) * discriminator
    return 3 * generator + 8 * discriminator


def forward_work(network):
    """Floating-point operations of one example's forward pass: two for each multiplication and addition."""
    return sum(2 * products(layer) for layer in network.layers)


def products(layer):
    """Multiplications of one example's forward pass through a layer."""
    if isinstance(layer, keras.layers.Dense):
        return math.prod(layer.kernel.shape)
    if isinstance(layer, keras.layers.Conv2DTranspose):
        return math.prod(layer.kernel.shape) * math.prod(layer.input.shape[1:3])
    if isinstance(layer, keras.layers.Conv2D):
        return math.prod(layer.kernel.shape) * math.prod(layer.output.shape[1:3])
    return 0


def matrix_peak(size=2048, repeats=20):
    """Operations a second of the fastest float32 product of two square matrices, by TensorFlow and by PyTorch."""
    import tensorflow as tf
    import torch

    tensors = [tf.random.normal((size, size)) for _ in range(2)]
    arrays = [torch.randn(size, size) for _ in range(2)]
    rates = []
    for multiply in (lambda: tf.matmul(*tensors).numpy(), lambda: arrays[0] @ arrays[1]):
        times = []
        for _ in range(repeats):
            start = time.perf_counter()
            multiply()
            times.append(time.perf_counter() - start)
        rates.append(2 * size**3 / min(times))
    return rates
