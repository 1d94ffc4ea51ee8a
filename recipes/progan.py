"""ProGAN: networks that grow from 4 x 4 pixels to the full size.

Karras et al. 2018, https://arxiv.org/abs/1710.10196. Quick run: scikit-learn's digits, enlarged to 32 x 32, which grow
from 4 x 4 through 8 x 8 and 16 x 16; `--paper`: the paper's numbers, for CIFAR-10 at this size. What differs from the
paper: the batch is the same at every size, so phases are counted in steps, not images; the optimizers begin anew at the
first step of a fade, whose share is still 0, not at the second; both players' steps share the generated samples.

The claim: growing learns faster than the full size from the start. Reached on Fashion-MNIST (seed 0, 2 800 steps of 16
images, 400 a phase, 151 seconds of processor time; 10 000 samples, `benchmarks/progressive_growing.py`): Fréchet 26.3
in a classifier's features; the same networks at 32 x 32 from the start reach 27.4 after as long, 1 701 steps. That is
one seed, and little; the grown pictures have cleaner outlines and fewer lattices. The quick run was not measured to its
end: after 280 of its steps, while 8 x 8 is faded in, frechet_classifier-digits is 165 (seed 0, 300 samples).
"""

from tfgan_zoo import cli, keras, metrics, models, networks, penalties

DATASET = "digits"
STEPS = 1400  # of each player
BATCH_SIZE = 16
IMAGE_SIZE = 32  # pixels a side of the full size
WIDTH = 8  # feature maps at the full size; half the size has twice as many, up to MAX_WIDTH
MAX_WIDTH = 32  # most feature maps
LATENT_SIZE = 64  # size of z
SETTLING_STEPS = 200  # at each size before the next is faded in
FADING_STEPS = 200  # in which a size is faded in; 0 for both begins at the full size
PENALTY_WEIGHT = 10.0  # lambda
DRIFT_WEIGHT = 0.001  # epsilon_drift
LEARNING_RATE = 1e-3  # of both players' Adam
BETA_1 = 0.0  # momentum of both players' Adam
BETA_2 = 0.99  # of the squares of their gradients
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {
    "dataset": "cifar10",
    "steps": 187_500,
    "batch_size": 64,
    "width": 512,
    "max_width": 512,
    "latent_size": 512,
    "settling_steps": 9_375,  # 600 thousand images
    "fading_steps": 9_375,
    "ema_momentum": 0.999,
}


def model(
    train,
    width=WIDTH,
    max_width=MAX_WIDTH,
    latent_size=LATENT_SIZE,
    settling_steps=SETTLING_STEPS,
    fading_steps=FADING_STEPS,
    penalty_weight=PENALTY_WEIGHT,
    drift_weight=DRIFT_WEIGHT,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    beta_2=BETA_2,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    progan = models.ProGAN(
        networks.progan_generator(train.shape, width, max_width, latent_size),
        networks.progan_discriminator(train.shape, width, max_width),
        settling_steps=settling_steps,
        fading_steps=fading_steps,
        penalty_weight=penalty_weight,
        drift_weight=drift_weight,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    adams = [keras.optimizers.Adam(learning_rate, beta_1, beta_2, epsilon=1e-8) for _ in range(2)]
    progan.compile(*adams)
    return progan


def evaluation_metrics(game, train, test, inception=None):
    return [
        *metrics.frechet_distances(train, test, inception),
        metrics.GradientNorm(game, penalties.interpolate, test.split, best_value=1.0),
    ]


if __name__ == "__main__":
    cli.run(__file__)
