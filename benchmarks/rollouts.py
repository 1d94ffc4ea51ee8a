"""Tokens a second of SeqGAN's roll-outs: all in one graph, a call for each of them, a call for each token.

    python benchmarks/rollouts.py | tee benchmarks/results/rollouts.txt

The generator is the paper's (5 000 tokens, 20 in a sequence, LSTM 32), the batch 64; every beginning of a sequence is
finished from it on. The last way is what a loop around a Keras model does: it runs the model on the whole sequence for
each further token, and draws that in NumPy.
"""

import statistics
import time

import numpy as np
import tensorflow as tf

from tfgan_zoo import networks
from tfgan_zoo.models.sequences.rollouts import rollout_rewards

VOCABULARY, LENGTH, BATCH_SIZE = 5000, 20, 64
NUM_ROLLOUTS = {"one graph": 16, "a call for each roll-out": 4, "a call for each token": 1}
REPEATS = 3


def ways(generator):
    """Each way as a function of tokens and of the number of roll-outs."""
    complete = networks.language_model(generator).complete
    shape = (BATCH_SIZE, LENGTH - 1)

    @tf.function
    def one_graph(tokens, num_rollouts):
        uniforms = tf.random.stateless_uniform((*shape, num_rollouts, LENGTH), (0, 1), alg="philox")
        return rollout_rewards(tokens, uniforms, complete, lambda rows: tf.cast(rows[:, -1], tf.float32))

    compiled, logits_of = tf.function(complete), tf.function(generator)
    numbers = np.random.default_rng(0)

    def call_for_each_rollout(tokens, num_rollouts):
        for place in range(1, LENGTH):
            for _ in range(num_rollouts):
                compiled(tokens, tf.constant(place), numbers.random(tokens.shape).astype("float32"))

    def call_for_each_token(tokens, num_rollouts):
        for place in [place for place in range(1, LENGTH) for _ in range(num_rollouts)]:
            sequences = tokens.numpy()
            for following in range(place, LENGTH):
                logits = logits_of(tf.constant(sequences)).numpy()[:, following].astype("float64")
                sums = np.cumsum(np.exp(logits - logits.max(axis=1, keepdims=True)), axis=1)
                sequences[:, following] = (sums < numbers.random((BATCH_SIZE, 1)) * sums[:, -1:]).sum(axis=1)

    return dict(zip(NUM_ROLLOUTS, (one_graph, call_for_each_rollout, call_for_each_token), strict=True))


def main():
    generator = networks.recurrent_generator(VOCABULARY, LENGTH)
    tokens = tf.random.stateless_uniform((BATCH_SIZE, LENGTH), (0, 0), maxval=VOCABULARY, dtype=tf.int32, alg="philox")
    print("$ python benchmarks/rollouts.py")
    rates = {}
    for name, way in ways(generator).items():
        num_rollouts, times = NUM_ROLLOUTS[name], []
        way(tokens, num_rollouts)
        for _ in range(REPEATS):
            start = time.process_time()
            way(tokens, num_rollouts)
            times.append(time.process_time() - start)
        written = BATCH_SIZE * num_rollouts * LENGTH * (LENGTH - 1) // 2
        rates[name] = written / statistics.median(times)
        ratio = rates["one graph"] / rates[name]
        print(f"{name:26}{rates[name]:10.0f} tokens a second of processor time, 1 / {ratio:.1f} of one graph")


if __name__ == "__main__":
    main()
