"""IRGAN: what to recommend, chosen by a policy that a discriminator rewards.

Wang et al. 2017, https://arxiv.org/abs/1705.10513. The claim: of the items that a generator ranks first for a user,
more are liked than before it played against a discriminator. Quick run: users with made tastes, a generator that first
learns by itself. `--dataset FILE` learns from lines "user item rating" of one's own. `--paper --dataset FOLDER` takes
the authors' files of MovieLens 100k (train and test), `--factors FILE` their pre-trained generator.

Reached on MovieLens 100k (`benchmarks/irgan.py`, seed 0, 22 s of a core a round; test items of 456 users): precision at
5 0.3474 at the pre-trained start, 0.3649 after 15 rounds, as many as the authors play, 0.3746 after 27, a number fixed
before; NDCG at 5 0.3749, 0.3951, 0.4011; by seed 1 0.3746 and 0.4013 after 27. The paper has 0.3750 and 0.4009. The
discriminator itself loses ground: its loss rises from 0.637 to 0.682.

With 15 % of the items of training kept for validation, and pre-training of our own (60 epochs), validation chooses the
second of six rounds: there test precision at 5 is 0.3373, from 0.3307; it rose on to 0.3430, validation's fell.

Reached by the quick run (seed 0, two minutes on a shared core): precision at 5 0.325 after pre-training, 0.324 after 15
rounds, the best of them 0.328: nothing gained. Pre-training alone loses what it has when it goes on (0.304 after 60
epochs), the game after that too (0.27 at five times the policy's rate).
"""

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "tastes"
STEPS = 45
BATCH_SIZE = 200  # users in a training step; with all of them it is the authors' round
MIN_RATING = 4.0  # of the file's interactions, the lowest rating that counts as liked
VALIDATION_SHARE = 0.0  # of each user's items, kept for `tfgan-zoo evaluate RUN --split validation`
NUM_USERS = None  # in the file; None takes the highest number and one
NUM_ITEMS = None  # the same of items
NUM_FACTORS = 5  # size of the vectors of users and items
FACTORS = None  # npz file of a trained generator: factors of users, of items, and biases
PRETRAINING_STEPS = 30  # epochs in which the generator learns by itself; none where it is trained already
NUM_CANDIDATES = 5  # items of which pre-training takes the highest scored as a negative; 1 takes any
NUM_DRAWS = 20  # how often in a round items are drawn for the discriminator
EPOCHS_PER_DRAW = 5  # of the discriminator over them
GENERATOR_EPOCHS = 10  # of the generator in a round
DRAW_TEMPERATURE = 0.2  # of the softmax that items for the discriminator are drawn from
OWN_SHARE = 0.2  # lambda, of own items among those that the generator is rewarded for
REGULARIZATION = 0.00625  # weight of the discriminator's rows; 0.1 / 16
PRETRAINING_LEARNING_RATE = 0.5  # of pre-training's SGD, on the mean of 16 pairs
LEARNING_RATE = 1e-3  # of the policy's SGD
DISCRIMINATOR_LEARNING_RATE = 0.032  # of the discriminator's SGD; the authors' 0.001 is of the sum over 32 items
PAPER = {
    "steps": 27,
    "batch_size": 942,
    "num_items": 1683,
    "generator_epochs": 50,
}


def dataset(
    name=DATASET,
    split="train",
    data_dir=None,
    min_rating=MIN_RATING,
    validation_share=VALIDATION_SHARE,
    num_users=NUM_USERS,
    num_items=NUM_ITEMS,
):
    return data.load_interactions(name, split, min_rating, validation_share, num_users, num_items)


def model(
    train,
    num_factors=NUM_FACTORS,
    factors=FACTORS,
    pretraining_steps=PRETRAINING_STEPS,
    num_candidates=NUM_CANDIDATES,
    num_draws=NUM_DRAWS,
    epochs_per_draw=EPOCHS_PER_DRAW,
    generator_epochs=GENERATOR_EPOCHS,
    draw_temperature=DRAW_TEMPERATURE,
    own_share=OWN_SHARE,
    regularization=REGULARIZATION,
    pretraining_learning_rate=PRETRAINING_LEARNING_RATE,
    learning_rate=LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    seed=0,
):
    num_users, num_items = train.modality.num_users, train.modality.num_items
    irgan = models.IRGAN(
        networks.factor_ranker(num_users, num_items, num_factors, file=factors),
        networks.factor_ranker(num_users, num_items, num_factors),
        pretraining_steps=0 if factors else pretraining_steps,
        num_candidates=num_candidates,
        num_draws=num_draws,
        epochs_per_draw=epochs_per_draw,
        generator_epochs=generator_epochs,
        draw_temperature=draw_temperature,
        own_share=own_share,
        regularization=regularization,
        modality=train.modality,
        seed=seed,
    )
    irgan.compile(
        keras.optimizers.SGD(pretraining_learning_rate),
        keras.optimizers.SGD(learning_rate),
        keras.optimizers.SGD(discriminator_learning_rate),
    )
    irgan.remember(train.conditions["users"], train.samples)
    return irgan


def evaluation_metrics(game, train, test):
    return [metrics.RankingQuality(test.split)]


if __name__ == "__main__":
    cli.run(__file__)
