"""One training step of DCGAN: this zoo, a textbook Keras `train_step`, and a PyTorch loop of the same networks.

    pip install -e ".[benchmark]" && python benchmarks/train_step.py | tee benchmarks/results/train_step.txt

Each contestant runs in a process of its own; processes take turns over several rounds, so that a machine that is
busy for a while is busy for all. The figure of a round is the median step; the table has the median over the rounds
and its ratio to ours. Building and compiling are timed apart, and the peak memory is the whole process's. The textbook
is keras.io's "DCGAN to generate face images": one pass of the discriminator over real and generated images together.
The PyTorch loop is that of pytorch/examples, which takes the generator's step on the images the discriminator has
just seen, and so saves one pass of the generator.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time

IMAGE_SHAPE = (28, 28, 1)
LATENT_SIZE = 100
LEARNING_RATE = 2e-4
BETA_1 = 0.5
CONTESTANTS = ("ours", "textbook", "pytorch")


def ours(width, batch_size):
    import keras
    import tensorflow as tf

    from tfgan_zoo import models

    gan = models.GAN(*keras_players(width))
    gan.compile(*(keras.optimizers.Adam(LEARNING_RATE, BETA_1) for _ in range(2)))
    data = tf.data.Dataset.from_tensors(tf.random.uniform((batch_size, *IMAGE_SHAPE), -1, 1)).repeat()
    return lambda steps: gan.fit(data, steps_per_epoch=steps, verbose=0), trained_parameters(gan)


def textbook(width, batch_size):
    import keras
    import tensorflow as tf

    class TextbookGAN(keras.Model):
        def __init__(self, generator, discriminator):
            super().__init__()
            self.generator = generator
            self.discriminator = discriminator
            self.built = True

        def compile(self, d_optimizer, g_optimizer, loss_fn):
            super().compile()
            self.d_optimizer = d_optimizer
            self.g_optimizer = g_optimizer
            self.loss_fn = loss_fn

        def train_step(self, real_images):
            batch_size = tf.shape(real_images)[0]
            generated_images = self.generator(tf.random.normal((batch_size, LATENT_SIZE)))
            combined_images = tf.concat([generated_images, real_images], axis=0)
            labels = tf.concat([tf.ones((batch_size, 1)), tf.zeros((batch_size, 1))], axis=0)
            with tf.GradientTape() as tape:
                d_loss = self.loss_fn(labels, self.discriminator(combined_images))
            grads = tape.gradient(d_loss, self.discriminator.trainable_weights)
            self.d_optimizer.apply_gradients(zip(grads, self.discriminator.trainable_weights, strict=True))
            with tf.GradientTape() as tape:
                predictions = self.discriminator(self.generator(tf.random.normal((batch_size, LATENT_SIZE))))
                g_loss = self.loss_fn(tf.zeros((batch_size, 1)), predictions)
            grads = tape.gradient(g_loss, self.generator.trainable_weights)
            self.g_optimizer.apply_gradients(zip(grads, self.generator.trainable_weights, strict=True))
            return {"d_loss": d_loss, "g_loss": g_loss}

    gan = TextbookGAN(*keras_players(width))
    adams = [keras.optimizers.Adam(LEARNING_RATE, BETA_1) for _ in range(2)]
    gan.compile(*adams, keras.losses.BinaryCrossentropy(from_logits=True))
    data = tf.data.Dataset.from_tensors(tf.random.uniform((batch_size, *IMAGE_SHAPE), -1, 1)).repeat()
    return lambda steps: gan.fit(data, steps_per_epoch=steps, verbose=0), trained_parameters(gan)


def keras_players(width):
    from tfgan_zoo import networks

    return networks.dcgan_generator(IMAGE_SHAPE, width, LATENT_SIZE), networks.dcgan_discriminator(IMAGE_SHAPE, width)


def trained_parameters(gan):
    import numpy as np

    return sum(int(np.prod(weight.shape)) for weight in gan.trainable_weights)


def pytorch(width, batch_size):
    import torch
    from torch import nn

    generator = nn.Sequential(
        nn.Linear(LATENT_SIZE, 49 * 2 * width, bias=False),
        nn.Unflatten(1, (2 * width, 7, 7)),
        nn.BatchNorm2d(2 * width),
        nn.ReLU(True),
        nn.ConvTranspose2d(2 * width, width, 5, 2, 2, 1, bias=False),
        nn.BatchNorm2d(width),
        nn.ReLU(True),
        nn.ConvTranspose2d(width, 1, 5, 2, 2, 1),
        nn.Tanh(),
    )
    discriminator = nn.Sequential(
        nn.Conv2d(1, width, 5, 2, 2),
        nn.LeakyReLU(0.2, inplace=True),
        nn.Conv2d(width, 2 * width, 5, 2, 2, bias=False),
        nn.BatchNorm2d(2 * width),
        nn.LeakyReLU(0.2, inplace=True),
        nn.Flatten(),
        nn.Linear(49 * 2 * width, 1),
    )
    players = (generator, discriminator)
    g_optimizer, d_optimizer = (torch.optim.Adam(each.parameters(), LEARNING_RATE, (BETA_1, 0.999)) for each in players)
    loss = nn.BCEWithLogitsLoss()
    real = torch.rand(batch_size, 1, 28, 28) * 2 - 1
    ones, zeros = torch.ones(batch_size, 1), torch.zeros(batch_size, 1)

    def step():
        discriminator.zero_grad()
        loss(discriminator(real), ones).backward()
        fake = generator(torch.randn(batch_size, LATENT_SIZE))
        loss(discriminator(fake.detach()), zeros).backward()
        d_optimizer.step()
        generator.zero_grad()
        loss(discriminator(fake), ones).backward()
        g_optimizer.step()

    def train(steps):
        for _ in range(steps):
            step()

    return train, sum(weight.numel() for each in players for weight in each.parameters())


def contest(flags):
    """Time one contestant in this process, and print the figures as JSON."""
    begun = time.perf_counter()
    train, parameters = globals()[flags.contestant](flags.width, flags.batch_size)
    train(5)
    ready = time.perf_counter() - begun
    times = []
    for _ in range(5):
        start = time.perf_counter()
        train(flags.steps)
        times.append((time.perf_counter() - start) / flags.steps)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {"step": statistics.median(times), "ready": ready, "memory": megabytes, "parameters": parameters}
    print(json.dumps(figures))


def compare(flags):
    """Run all contestants in turn and print the table."""
    rounds = {name: [] for name in CONTESTANTS}
    for number in range(flags.rounds):
        for name in CONTESTANTS:
            command = [sys.executable, __file__, "--contestant", name, "--width", str(flags.width)]
            command += ["--batch-size", str(flags.batch_size), "--steps", str(flags.steps)]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            rounds[name].append(json.loads(output.strip().splitlines()[-1]))
            print(f"round {number + 1}: {name} {rounds[name][-1]['step'] * 1e3:.1f} ms", file=sys.stderr)
    print(f"$ python benchmarks/train_step.py --width {flags.width} --batch-size {flags.batch_size}")
    print(f"{'':10}{'parameters':>12}{'step, ms':>10}{'spread, ms':>18}{'/ ours':>8}{'ready, s':>10}{'peak, MiB':>11}")
    base = statistics.median(row["step"] for row in rounds["ours"])
    for name, rows in rounds.items():
        steps = [row["step"] * 1e3 for row in rows]
        middle, spread = statistics.median(steps), f"{min(steps):.1f} to {max(steps):.1f}"
        ready, memory = (statistics.median(row[key] for row in rows) for key in ("ready", "memory"))
        ratio = middle / base / 1e3
        print(
            f"{name:10}{rows[0]['parameters']:>12}{middle:>10.1f}{spread:>18}{ratio:>8.2f}{ready:>10.1f}{memory:>11.0f}"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contestant", choices=CONTESTANTS, help="time this one alone")
    parser.add_argument("--width", type=int, default=32, help="feature maps beside the image")
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--steps", type=int, default=30, help="steps of one timing")
    parser.add_argument("--rounds", type=int, default=5)
    flags = parser.parse_args()
    contest(flags) if flags.contestant else compare(flags)


if __name__ == "__main__":
    main()
