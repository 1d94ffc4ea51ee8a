"""StackedGAN with and without its entropy loss: does each level do what it is asked, and does it use its noise?

    python -m benchmarks.stacked_gan
    python -m benchmarks.stacked_gan --dataset mnist --data-dir FOLDER --classifier-epochs 1

Both are the game of `recipes/stacked_gan.py` with the same classifier, networks, batches and steps. Reported, on
generated samples of as many of each class:

- label, features: share of the features made by the upper level that the inverted classifier names as asked for;
- label, images: share of the images that another classifier names as asked for, and that share of the test images;
- spread, lower noise: mean deviation of a pixel over the lower level's noise at the features of test images, after the
  steps of independent training; in joint training an upper level without variety leaves it all to the lower;
- spread, all noise: that deviation at a fixed label, at the end; beside it that of the test images within a class;
- R^2: share of the noise's variance that the discriminators recover, which without the entropy loss do not learn to.
"""

import argparse
import pathlib
import time

import keras
import numpy as np

from recipes import stacked_gan
from tfgan_zoo import data, metrics, plots
from tfgan_zoo.models.conditional.stacked_gan import levels_of

NUM_SAMPLES = 1000
NUM_DRAWS = 50  # of noise for each of NUM_FIXED features
NUM_FIXED = 50


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dataset", default="digits")
    parser.add_argument("--data-dir", default=None)
    parser.add_argument("--width", type=int, default=stacked_gan.WIDTH)
    parser.add_argument("--latent-size", type=int, default=stacked_gan.LATENT_SIZE)
    parser.add_argument("--classifier-epochs", type=int, default=stacked_gan.CLASSIFIER_EPOCHS)
    parser.add_argument("--independent-steps", type=int, default=stacked_gan.INDEPENDENT_STEPS)
    parser.add_argument("--steps", type=int, default=stacked_gan.STEPS)
    parser.add_argument("--weights", type=float, nargs="+", default=[stacked_gan.ENTROPY_WEIGHT, 0.0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=pathlib.Path, help="folder for pictures of samples")
    flags = parser.parse_args()
    shape = (28, 28, None)
    train, test = (data.load(flags.dataset, split, shape, flags.data_dir) for split in ("train", "test"))
    judge = metrics.train_classifier(*metrics.float_arrays(train), train.num_classes, epochs=flags.classifier_epochs)
    images, labels = metrics.float_arrays(test)
    reference = f"{share_named(judge, images, labels):.1%} named, spread {spread_within(images, labels):.4f}"
    print(f"test images: {reference}", flush=True)
    for weight in flags.weights:
        began = time.perf_counter()
        game = new_game(train, weight, flags)
        fit(game, train, flags.independent_steps, flags)
        spread = f"spread, lower noise {spread_of_lower_noise(game, images[:NUM_FIXED]):.4f}"
        fit(game, train, flags.steps - flags.independent_steps, flags)
        seconds = time.perf_counter() - began
        print(f"entropy {weight:g} ({seconds:.0f} s)", spread, *measured(game, judge), sep=" | ", flush=True)
        if flags.out:
            flags.out.mkdir(parents=True, exist_ok=True)
            plots.save_png(flags.out / f"entropy_{weight:g}.png", plots.image_grid(game.sample(100), columns=10))


def new_game(train, weight, flags):
    keras.utils.set_random_seed(flags.seed)
    return stacked_gan.model(
        train,
        classifier_epochs=flags.classifier_epochs,
        independent_steps=flags.independent_steps,
        width=flags.width,
        latent_size=flags.latent_size,
        entropy_weight=weight,
        seed=flags.seed,
    )


def fit(game, train, steps, flags):
    """Go on training for so many steps."""
    batches = train.batches(stacked_gan.BATCH_SIZE, flags.seed, labels=True, skip=int(game.steps.numpy()))
    game.fit(batches, steps_per_epoch=steps, verbose=0, shuffle=False)


def measured(game, judge):
    """What is reported of a trained game, in words."""
    upper, lower = levels_of(game.sampler)
    labels = np.arange(NUM_SAMPLES) % game.num_classes
    inputs = game.sampler_inputs(NUM_SAMPLES, given={"labels": labels})
    upper_noise, lower_noise = (np.asarray(part) for part in game.noise_of_levels(inputs["latents"]))
    features = upper.predict([upper_noise, labels], verbose=0)
    images = lower.predict([lower_noise, features], verbose=0)
    named = np.mean(np.argmax(game.class_logits(features), axis=-1) == labels)
    _, recovered = game.discriminator(images, training=True)  # as it recovers in training, by the batch's statistics
    _, recovered_upper = game.feature_discriminator(features, training=True)
    return [
        f"label, features {named:.1%}",
        f"label, images {share_named(judge, images, labels):.1%}",
        f"spread, all noise {spread_within(images, labels):.4f}",
        f"R^2, upper {explained(upper_noise, recovered_upper):.2f}, lower {explained(lower_noise, recovered):.2f}",
    ]


def spread_of_lower_noise(game, images):
    """Mean deviation of a pixel over the lower level's noise, at the features of each of some images."""
    features = np.repeat(game.recognized_features(images), NUM_DRAWS, axis=0)
    _, noise = game.noise_of_levels(game.draw_latents(len(features), (0, 1)))
    made = levels_of(game.sampler)[1].predict([np.asarray(noise), features], verbose=0)
    return made.reshape(len(images), NUM_DRAWS, -1).std(axis=1).mean()


def explained(noise, recovered):
    """The share of the noise's variance that is recovered."""
    return 1 - np.mean((noise - np.asarray(recovered)) ** 2) / np.mean(noise.var(axis=0))


def share_named(classifier, images, labels):
    """The share of images to which a classifier gives their label."""
    return np.mean(classifier.predict(images, batch_size=500, verbose=0).argmax(axis=-1) == labels)


def spread_within(images, labels):
    """Mean deviation of a pixel among the images of one label."""
    return np.mean([images[labels == kind].std(axis=0).mean() for kind in np.unique(labels)])


if __name__ == "__main__":
    main()
