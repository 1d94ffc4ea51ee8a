"""A learned CartPole, by regression and by a critic: errors of predictions, and what is drawn where two things may be.

    python -m benchmarks.environment_model | tee benchmarks/results/environment_model.txt

In the gusts every step adds 0.2 to the cart's velocity or takes 0.2 from it, by a fair coin. One step: the share of
predictions whose gust, what they leave of the velocity once the environment's own change is taken off, is within 0.05
of one of both, and how many of these are to the right. 20 steps, from 50 held-out beginnings with the actions that
were taken there: the deviation of where the cart may be then, over 200 futures of each beginning, of the model and of
the environment itself; of a prediction of the mean there is none.
"""

import argparse

import keras
import numpy as np

from recipes import environment_model as recipe
from tfgan_zoo import data, gym_environments, metrics
from tfgan_zoo.data.transitions import ENVIRONMENT, GUST, VELOCITY, blown

WAYS = {
    "regression": {"adversarial_weight": 0.0, "distance_weight": 1.0},
    "critic": {},
    "critic and distance": {"distance_weight": 1.0},
}
NEAR = 0.05  # of a gust
NUM_STARTS, NUM_FUTURES = 50, 200


def trained(name, options, steps, seed):
    """A game that has learned for so many steps, its rates falling over the second half, and the test data."""
    keras.utils.set_random_seed(seed)
    train, test = recipe.dataset(name), recipe.dataset(name, "test")
    halves = {"constant_steps": max(1, steps // 2), "decay_steps": max(1, steps // 2)}
    game = recipe.model(train, seed=seed, **halves, **options)
    batches = train.batches(recipe.BATCH_SIZE * game.batches_per_step, seed=seed)
    game.fit(batches, steps_per_epoch=steps, verbose=0)
    game.evaluation_metrics = recipe.evaluation_metrics(game, train, test)
    game.evaluate(test.batches(recipe.BATCH_SIZE, shuffle=False, repeat=False), verbose=0)
    return game, test


def one_step(game, test):
    """The share of predicted gusts that are one of both, and the share of these that are to the right."""
    given = test.conditions
    drawn = game.sample(**given, seed=0)[:, VELOCITY]
    calm = [following[VELOCITY] for following in true_steps(given["observations"], given["actions"])]
    gusts = drawn - np.array(calm)
    near = np.abs(np.abs(gusts) - GUST) < NEAR
    return near.mean(), (gusts[near] > 0).mean() if near.any() else np.nan


def spreads(game, test, horizon=recipe.HORIZON):
    """The deviation of the cart's position over many futures, its mean over their beginnings: the model's, the true."""
    rows = data.windows(test, horizon)[:NUM_STARTS]
    starts, actions = test.conditions["observations"][rows[:, 0]], test.conditions["actions"][rows]
    many = metrics.rollout(game, np.repeat(starts, NUM_FUTURES, 0), np.repeat(actions, NUM_FUTURES, 0))
    draws, (copy,) = np.random.default_rng(0), gym_environments.Environments(ENVIRONMENT).copies
    true = [true_future(copy, start, taken, draws) for start, taken in zip(starts, actions, strict=True)
            for _ in range(NUM_FUTURES)]  # fmt: skip
    return [
        np.reshape(positions, (len(starts), NUM_FUTURES)).std(axis=1).mean() for positions in (many[:, -1, 0], true)
    ]


def true_steps(observations, actions):
    """What CartPole without gusts makes of each observation."""
    (copy,) = gym_environments.Environments(ENVIRONMENT).copies
    copy.reset(seed=0)
    for observed, action in zip(observations, actions, strict=True):
        copy.unwrapped.state, copy.unwrapped.steps_beyond_terminated = observed.astype(np.float64), None
        yield copy.unwrapped.step(int(action.argmax()))[0]


def true_future(copy, start, actions, draws):
    """Where the cart is after some steps in gusts."""
    copy.reset(seed=0)
    copy.unwrapped.state = start.astype(np.float64)
    for action in actions:
        copy.unwrapped.steps_beyond_terminated = None
        copy.unwrapped.step(int(action.argmax()))
        blown(copy, GUST if draws.random() < 0.5 else -GUST)
    return copy.unwrapped.state[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=int, default=recipe.STEPS)
    parser.add_argument("--seeds", type=int, default=3)
    flags = parser.parse_args()
    print(f"$ python -m benchmarks.environment_model --steps {flags.steps} --seeds {flags.seeds}\n")
    columns = ("seed", "one step", "20 steps", "gusts", "right", "spread", "true")
    print(f"{'':16}{'':21}" + "".join(f"{column:>10}" for column in columns))
    for name in (ENVIRONMENT, recipe.DATASET):
        for way, options in WAYS.items():
            for seed in range(flags.seeds):
                game, test = trained(name, options, flags.steps, seed)
                numbers = [result.value for result in game.results]
                if name == recipe.DATASET:
                    numbers += [*one_step(game, test), *spreads(game, test)]
                row = "".join(f"{number:10.3f}" for number in numbers)
                print(f"{name:16}{way:21}{seed:10}{row}", flush=True)


if __name__ == "__main__":
    main()
