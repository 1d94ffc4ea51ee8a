"""GAIL: a policy that learns to act as an expert does, from a few of its trajectories.

Ho and Ermon 2016, https://arxiv.org/abs/1606.03476. The claim: from few trajectories, of which cloning learns little, a
policy in its environment comes to act like the expert. Quick run: CartPole with an expert that stands to the right for
no reward, and 10 of its trajectories; any reward above 0 teaches balancing, so that not the return (of 200) but the
cart's position proves imitation. `--constant-reward 1` is the control, `--cloning-steps 1000 --steps 1000` is cloning
alone. `--dataset FILE` takes trajectories of one's own (`data.trajectories`), `--environment` the environment that they
are from. Needs gymnasium: pip install 'tfgan-zoo[control]'. What differs from the authors' code: clipped policy
gradients in place of a trust region, a discriminator that learns at 0.002 without momentum (theirs at 0.01), and rates
that fall to 0; else the policy circles around the expert's position.

Reached (`benchmarks/gail.py`, 100 iterations; 100 episodes, all of the whole return 200; the expert's cart stands at
0.75): from 10 trajectories the cart stands at 0.86, 0.86 and 1.15 (seeds 0 to 2), from 4 at 0.74, from 1 at 0.59, and
the discriminator is right about 48 to 56 % of fresh steps. The constant reward balances too, at 0.37, -0.07 and 0.43.
Cloning has 0.75 from a single trajectory: this expert's rule is linear, so that the paper's gain over cloning does not
show here. At the authors' rate, with momentum and without decay, the cart was between -0.67 and 1.09 in the iterations
from 50 to 150.
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks, schedules

DATASET = "leaning_cartpole"
STEPS = 100  # iterations
BATCH_SIZE = 200  # of the expert's steps, from which as many as the policy's are drawn
NUM_TRAJECTORIES = 10  # of the expert
ENVIRONMENT = "CartPole-v1"
MAX_EPISODE_STEPS = 200  # after which an episode is cut off
NUM_ENVIRONMENTS = 10  # stepped at once
NUM_STEPS = 200  # of each in an iteration
CLONING_STEPS = 0  # in which the policy first learns by likelihood
CONSTANT_REWARD = 0.0  # in place of the discriminator's; 0 for imitation
WIDTH = 100  # units of a hidden layer
DISCOUNT = 0.995  # gamma
ADVANTAGE_DECAY = 0.97  # lambda
CLIP = 0.2  # of the ratio of probabilities
NUM_EPOCHS = 10  # of policy and value over an iteration's steps
NUM_MINIBATCHES = 8  # in an epoch
ENTROPY_WEIGHT = 1e-3  # of the discriminator's entropy
POLICY_ENTROPY_WEIGHT = 0.0
LEARNING_RATE = 1e-3  # of the policy's Adam, and of cloning's
DISCRIMINATOR_LEARNING_RATE = 2e-3  # of the discriminator's Adam
DISCRIMINATOR_BETA_1 = 0.0  # of the discriminator's Adam; with momentum the players circle further
VALUE_LEARNING_RATE = 1e-3  # of the value's Adam
CONSTANT_STEPS = 50  # iterations at these rates
DECAY_STEPS = 50  # in which those of policy and discriminator then fall to 0
PAPER = {
    "steps": 300,
    "num_environments": 25,
    "num_trajectories": 1,
    "constant_steps": 150,
    "decay_steps": 150,
}


def dataset(name=DATASET, split="train", data_dir=None, num_trajectories=NUM_TRAJECTORIES):
    return data.load_trajectories(name, split, num_trajectories if split == "train" else None)


def model(
    train,
    environment=ENVIRONMENT,
    max_episode_steps=MAX_EPISODE_STEPS,
    num_environments=NUM_ENVIRONMENTS,
    num_steps=NUM_STEPS,
    cloning_steps=CLONING_STEPS,
    constant_reward=CONSTANT_REWARD,
    width=WIDTH,
    discount=DISCOUNT,
    advantage_decay=ADVANTAGE_DECAY,
    clip=CLIP,
    num_epochs=NUM_EPOCHS,
    num_minibatches=NUM_MINIBATCHES,
    entropy_weight=ENTROPY_WEIGHT,
    policy_entropy_weight=POLICY_ENTROPY_WEIGHT,
    learning_rate=LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    discriminator_beta_1=DISCRIMINATOR_BETA_1,
    value_learning_rate=VALUE_LEARNING_RATE,
    constant_steps=CONSTANT_STEPS,
    decay_steps=DECAY_STEPS,
    seed=0,
):
    observations = train.conditions["observations"]
    size, num_actions = observations.shape[1], train.modality.num_actions
    standardized = {"mean": observations.mean(axis=0), "variance": observations.var(axis=0), "width": width}
    gail = models.GAIL(
        networks.policy_network(size, num_actions, **standardized),
        networks.imitation_discriminator(size, num_actions, **standardized),
        networks.value_network(size, **standardized),
        environment,
        num_environments=num_environments,
        num_steps=num_steps,
        max_episode_steps=max_episode_steps,
        cloning_steps=cloning_steps,
        constant_reward=constant_reward or None,
        discount=discount,
        advantage_decay=advantage_decay,
        clip=clip,
        num_epochs=num_epochs,
        num_minibatches=num_minibatches,
        entropy_weight=entropy_weight,
        policy_entropy_weight=policy_entropy_weight,
        modality=train.modality,
        seed=seed,
    )
    adam, updates = keras.optimizers.Adam, num_epochs * num_minibatches  # of the policy in an iteration
    discriminator_rate = schedules.LinearDecay(discriminator_learning_rate, constant_steps, decay_steps)
    gail.compile(
        adam(learning_rate),
        adam(schedules.LinearDecay(learning_rate, updates * constant_steps, updates * decay_steps)),
        adam(discriminator_rate, beta_1=discriminator_beta_1),
        adam(value_learning_rate),
    )
    return gail


def evaluation_metrics(game, train, test, environment=ENVIRONMENT, max_episode_steps=MAX_EPISODE_STEPS):
    return [metrics.EpisodeReturns(game.sampler, environment, max_steps=max_episode_steps, split=test.split)]


if __name__ == "__main__":
    cli.run(__file__)
