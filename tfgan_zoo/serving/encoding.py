"""Signatures that encode and reconstruct samples, for games with an encoder."""

import tensorflow as tf

from tfgan_zoo.models.base.inputs import arrange_inputs, input_names


def encoding_endpoints(game):
    """Signatures `encode` and `reconstruct` of a game with an encoder.

    Both take the sample, under the modality's name, and its conditions by theirs. `reconstruct` also takes what the
    sampler is given and the encoder is not. It calls its output `reconstructions`: converters to other formats refuse
    an output that has the name of an input.

    Args:
        game: `models.Game` whose `encoder` is not None.

    Returns:
        dict: signature -> (function giving a dictionary, its input specs).
    """
    name, *conditions = input_names(game.encoder)
    further = [given for given in game.given_inputs if given not in conditions]
    specs = [spec_of(game.encoder.inputs[0], game.modality.output_name)]
    specs += [spec_of(tensor, tensor.name) for tensor in game.encoder.inputs[1:]]
    given_specs = [spec_of(tensor, tensor.name) for tensor in game.sampler.inputs if tensor.name in further]
    (latents,) = game.drawn_inputs

    def codes_of(named):
        inputs = arrange_inputs(game.encoder, {key: named[key] for key in (name, *conditions)})
        return tf.cast(tf.nest.flatten(game.encoder(inputs, training=False))[0], tf.float32)

    def encode(*tensors):
        return {"codes": codes_of(dict(zip((name, *conditions), tensors, strict=True)))}

    def reconstruct(*tensors):
        named = dict(zip((name, *conditions, *further), tensors, strict=True))
        inputs = {latents: codes_of(named), **{key: named[key] for key in game.given_inputs}}
        samples = game.sampler(arrange_inputs(game.sampler, inputs), training=False)
        return {"reconstructions": samples if game.modality.is_integer else tf.cast(samples, tf.float32)}

    return {"encode": (encode, specs), "reconstruct": (reconstruct, [*specs, *given_specs])}


def spec_of(tensor, name):
    """A batched TensorSpec of a network's input; half precision is asked for as float32."""
    return tf.TensorSpec((None, *tensor.shape[1:]), "float32" if "float" in tensor.dtype else tensor.dtype, name)
