"""WGAN: a critic that estimates the Wasserstein distance, its weights clipped.

Arjovsky et al. 2017, https://arxiv.org/abs/1701.07875. Quick run: scikit-learn's digits, enlarged to 32 x 32, with
DCGAN's networks as in the paper; `--paper`: MNIST with the paper's learning rate. What differs from the paper: samples
are taken from a moving average of the generator's weights, and the quick run's learning rate is higher, for it has far
fewer steps; its critic takes ten steps for one of the generator, not five.

The claim: the critic's estimate falls as samples get better. `benchmarks/estimate_follows_quality.py` compares the two
over a finished run.

Reached (seed 0, --epochs 40, eight minutes on one busy core): rank correlation 0.85 of the estimate and
frechet_classifier-digits over 40 epochs. The estimate rises in the first 80 steps, while the critic learns, and then
falls with the metric, which ends at 68 after 800 generator steps (300 samples against 300 test images; 300 training
images get 4 to 10): under-trained. With five critic steps at a rate of 5e-4 the metric ends at 48, but the
correlation is 0.51, for the critic lags behind the generator.
"""

from tfgan_zoo import cli, keras, models, networks

DATASET = "digits"
STEPS = 800  # of the generator
BATCH_SIZE = 64  # of every step of either player
IMAGE_SIZE = 32  # pixels a side
WIDTH = 16  # feature maps beside the image
LATENT_SIZE = 100  # size of z
CLIP_LIMIT = 0.01  # c: the critic's weights stay in [-c, c]
CRITIC_STEPS = 10  # n_critic
LEARNING_RATE = 2e-4  # of both players' RMSprop
EMA_MOMENTUM = 0.99  # of the generator's moving average
PAPER = {"dataset": "mnist", "steps": 200_000, "width": 64, "learning_rate": 5e-5, "critic_steps": 5}


def model(
    train,
    width=WIDTH,
    latent_size=LATENT_SIZE,
    clip_limit=CLIP_LIMIT,
    critic_steps=CRITIC_STEPS,
    learning_rate=LEARNING_RATE,
    ema_momentum=EMA_MOMENTUM,
    seed=0,
):
    wgan = models.WGAN(
        networks.dcgan_generator(train.shape, width, latent_size),
        networks.dcgan_discriminator(train.shape, width),
        clip_limit=clip_limit,
        discriminator_steps=critic_steps,
        ema_momentum=ema_momentum,
        seed=seed,
    )
    wgan.compile(keras.optimizers.RMSprop(learning_rate), keras.optimizers.RMSprop(learning_rate))
    return wgan


if __name__ == "__main__":
    cli.run(__file__)
