"""Networks that refuse to run in training mode, for tests of what only looks at samples."""

import keras


class InferenceOnly(keras.layers.Layer):
    """Passes its inputs on, and fails in training mode."""

    def call(self, inputs, training=False):
        if training:
            raise RuntimeError("a network was run in training mode")
        return inputs


def inference_only(shape, num_outputs, name="looking"):
    """A network from samples to as many outputs, from its layer "features"."""
    samples = keras.Input(shape)
    flat = keras.layers.Flatten()(InferenceOnly()(samples))
    return keras.Model(samples, keras.layers.Dense(num_outputs, name="features")(flat), name=name)
