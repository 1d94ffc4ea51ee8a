"""Annealed importance sampling: the logarithm of a Boltzmann machine's partition function."""

import tensorflow as tf


@tf.function(reduce_retracing=True)
def log_weights(machine, num_chains, num_temperatures, seed):
    """Logarithms of importance weights, whose mean is Z on average.

    Chains begin where the hidden bits tell nothing of the visible ones, which is a distribution whose Z is known, and
    go to the machine itself by small steps of the temperature, a Gibbs step at each.

    Args:
        machine: `networks.BoltzmannMachine`.
        num_chains: number of weights.
        num_temperatures: steps from the one distribution to the other.
        seed: integers of shape (2,).

    Returns:
        float32 (num_chains,). The logarithm of their mean is log Z, from below on average.

    Reference:
        Salakhutdinov & Murray 2008, "On the quantitative analysis of deep belief networks",
        https://doi.org/10.1145/1390156.1390266, section 4.1, with the machine's own visible biases at the beginning.
    """
    seeds = tf.random.experimental.stateless_split(seed, num_temperatures + 1, alg="philox")
    bias = machine.visible_bias.value
    known = tf.reduce_sum(tf.nn.softplus(bias)) + machine.num_hidden * tf.math.log(2.0)
    fair = tf.random.stateless_uniform((num_chains, machine.num_visible), seeds[num_temperatures], alg="philox")
    visible = tf.cast(fair < tf.sigmoid(bias), tf.float32)

    def anneal(step, visible, weights):
        colder, warmer = (tf.cast(step + more, tf.float32) / num_temperatures for more in (1, 0))
        weights += machine.free_energy(visible, warmer) - machine.free_energy(visible, colder)
        uniforms = tf.random.stateless_uniform((num_chains, machine.num_bits), seeds[step], alg="philox")
        return step + 1, machine.gibbs(visible, uniforms, colder), weights

    start = tf.constant(0), visible, tf.fill((num_chains,), known)
    return tf.while_loop(lambda step, *_: step < num_temperatures, anneal, start)[2]
