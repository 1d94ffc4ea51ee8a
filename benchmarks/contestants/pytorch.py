"""PyTorch, eager: the loop of pytorch/examples' DCGAN, and of WGAN-GP.

The generator steps on the images that the discriminator has just seen, which saves a pass of the generator.
"""

import torch
from torch import nn

from contestants import torch_players
from contestants.rows import BETA_1, LEARNING_RATE, PENALTY_WEIGHT


def trainer(row, prepare=lambda network: network):
    """`prepare` is what becomes of each network before it is used."""
    pair = torch_players.build(row)
    parameters = sum(weight.numel() for each in pair for weight in each.parameters())
    optimizers = [torch.optim.Adam(each.parameters(), LEARNING_RATE, (BETA_1, 0.999)) for each in pair]
    pair = [prepare(each) for each in pair]
    samples_first = (row.sample_shape[-1], *row.sample_shape[:-1])
    real = torch.rand(row.real_shape[0], *samples_first) * 2 - 1
    step = wgan_gp_step(row, pair, optimizers) if row.critic_steps else gan_step(row, pair, optimizers)

    def train(steps):
        for _ in range(steps):
            step(real)

    return train, parameters


def gan_step(row, pair, optimizers):
    generator, discriminator = pair
    g_optimizer, d_optimizer = optimizers
    loss = nn.BCEWithLogitsLoss()
    ones, zeros = torch.ones(row.batch_size, 1), torch.zeros(row.batch_size, 1)

    def step(real):
        d_optimizer.zero_grad()
        loss(discriminator(real), ones).backward()
        fake = generator(torch.randn(row.batch_size, row.latent_size))
        loss(discriminator(fake.detach()), zeros).backward()
        d_optimizer.step()
        g_optimizer.zero_grad()
        loss(discriminator(fake), ones).backward()
        g_optimizer.step()

    return step


def wgan_gp_step(row, pair, optimizers):
    generator, critic = pair
    g_optimizer, d_optimizer = optimizers

    def penalty(real, fake):
        weight = torch.rand(row.batch_size, 1, 1, 1)
        between = (weight * real + (1 - weight) * fake).requires_grad_()
        gradients = torch.autograd.grad(critic(between).sum(), between, create_graph=True)[0]
        return ((gradients.flatten(1).norm(dim=1) - 1) ** 2).mean()

    def step(batch):
        for number, real in enumerate(batch.chunk(row.critic_steps), 1):
            with torch.set_grad_enabled(number == row.critic_steps):  # only the last are the generator's to learn from
                fake = generator(torch.randn(row.batch_size, row.latent_size))
            seen = fake.detach()
            d_optimizer.zero_grad()
            (critic(seen).mean() - critic(real).mean() + PENALTY_WEIGHT * penalty(real, seen)).backward()
            d_optimizer.step()
        g_optimizer.zero_grad()
        (-critic(fake).mean()).backward()
        g_optimizer.step()

    return step
