"""What the networks and the data of an imitation must be to fit its environment."""

import tensorflow as tf


def check_fit(policy, discriminator, environments, name):
    """Refuse networks that do not fit the environment."""
    wanted = (environments.observation_size, environments.num_actions)
    found = (policy.input_shape[-1], policy.output_shape[-1])
    if found != wanted:
        raise ValueError(
            f"the policy takes observations of {found[0]} numbers and has {found[1]} actions, but {name} has "
            f"observations of {wanted[0]} and {wanted[1]} actions: build them for it, with its expert's data."
        )
    shapes = [tuple(tensor.shape[1:]) for tensor in discriminator.inputs]
    if shapes != [(), (wanted[0],)]:
        raise ValueError(
            f"the discriminator takes inputs of the shapes {shapes}; expected actions () and observations "
            f"({wanted[0]},), as networks.imitation_discriminator."
        )


def check_actions(actions, modality):
    """Refuse a batch of the expert's actions that are not one integer each, or, where they are known, none of those
    there are.

    Args:
        actions: a tensor (batch,).
        modality: `modalities.Actions`.
    """
    if len(actions.shape) != 1:
        raise ValueError(
            f"received actions of shape {tuple(actions.shape)}; expected (batch,), one integer for each step: take "
            "the argmax of one-hot actions."
        )
    if tf.executing_eagerly():
        modality.check_actions(actions.numpy(), "a batch")
