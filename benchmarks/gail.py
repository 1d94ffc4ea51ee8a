"""GAIL on CartPole with an expert that stands to the right: what of its habit a policy takes over, and from how much.

    python -m benchmarks.gail | tee benchmarks/results/gail.txt
    python -m benchmarks.gail --file FILE | tee -a benchmarks/results/gail.txt

Any reward above 0 teaches balancing, so that the return proves nothing: the controls have it as well. Where the cart
stands after step 60 is no reward's doing: at 0.75 under the expert. The discriminator's accuracy is that on fresh steps
of the policy, a mean over the last ten iterations. A file of trajectories (`data.trajectories`) is of another expert.
"""

import argparse

import keras

from recipes import gail

WAYS = {"cloning": {"cloning_steps": 2000}, "constant reward": {"constant_reward": 1.0}, "GAIL": {}}
OF_A_FILE = [(way, number, 0) for way in ("cloning", "GAIL") for number in (1, 4, 10)]
RUNS = [
    *OF_A_FILE[:3],
    *(("constant reward", 10, seed) for seed in range(3)),
    *OF_A_FILE[3:],
    *(("GAIL", 10, seed) for seed in (1, 2)),
]


def trained(name, way, num_trajectories, seed):
    """A game, the data it has learned from, and the logs of its last ten steps."""
    keras.utils.set_random_seed(seed)
    train = gail.dataset(name, num_trajectories=num_trajectories)
    game = gail.model(train, seed=seed, **WAYS[way])
    batches = train.batches(min(gail.BATCH_SIZE, train.num_examples), seed=seed)
    game.fit(batches, steps_per_epoch=WAYS[way].get("cloning_steps", gail.STEPS) - 10, verbose=0)
    return game, train, game.fit(batches, steps_per_epoch=10, verbose=0).history


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--file")
    file = parser.parse_args().file
    name = file or gail.DATASET
    print(f"$ python -m benchmarks.gail{' --file ' + file if file else ''}\n")
    test = gail.dataset(name, "test")
    print(f"{'':18}{'trajectories':>14}{'seed':>6}{'return':>16}{'cart':>16}{'accuracy':>10}")
    for way, number, seed in OF_A_FILE if file else RUNS:
        game, train, logs = trained(name, way, number, seed)
        returns, cart = gail.evaluation_metrics(game, train, test)[0].result()
        accuracy = f"{logs['accuracy'][0]:10.2f}" if way == "GAIL" else ""
        places = f"{returns.value:9.1f} +-{returns.spread:5.1f}{cart.value:9.2f} +-{cart.spread:5.2f}"
        print(f"{way:18}{number:14}{seed:6}{places}{accuracy}", flush=True)


if __name__ == "__main__":
    main()
