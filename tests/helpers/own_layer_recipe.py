"""Own layer: a GAN on points whose generator ends in a layer that the recipe itself registers."""

import keras

from tfgan_zoo import cli, models, networks

DATASET = "ring"
STEPS = 4  # of the generator
BATCH_SIZE = 16
WIDTH = 4  # units of a layer
PAPER = {}


@keras.saving.register_keras_serializable("own_layer_recipe")
class Scale(keras.layers.Layer):
    """A layer of one's own."""

    def call(self, inputs):
        return 1.0 * inputs


def model(train, width=WIDTH, seed=0):
    generator = networks.mlp_generator(train.shape, width)
    generator = keras.Model(generator.input, Scale()(generator.output))
    gan = models.GAN(generator, networks.mlp_discriminator(train.shape, width), seed=seed)
    gan.compile(keras.optimizers.Adam(1e-3), keras.optimizers.Adam(1e-3), jit_compile=False)
    return gan


if __name__ == "__main__":
    cli.run(__file__)
