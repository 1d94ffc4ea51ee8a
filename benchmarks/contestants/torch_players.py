"""The same networks in PyTorch."""

from torch import nn


def build(row):
    """The row's (generator, discriminator)."""
    if len(row.sample_shape) == 1:
        return mlp(row.latent_size, row.width, row.sample_shape[0]), mlp(row.sample_shape[0], row.width, 1)
    return dcgan_generator(row), dcgan_discriminator(row, normalize=not row.critic_steps)


def mlp(inputs, width, outputs):
    hidden = (nn.Linear(inputs, width), nn.ReLU(True), nn.Linear(width, width), nn.ReLU(True))
    return nn.Sequential(*hidden, nn.Linear(width, outputs))


def doublings(row):
    """How often the smallest map, of at most 7 pixels a side, is doubled."""
    side, count = row.sample_shape[0], 0
    while side % 2 == 0 and side > 4:
        side, count = side // 2, count + 1
    return side, count


def dcgan_generator(row):
    side, count = doublings(row)
    maps = row.width * 2 ** (count - 1)
    parts = [nn.Linear(row.latent_size, side * side * maps, bias=False), nn.Unflatten(1, (maps, side, side))]
    parts += [nn.BatchNorm2d(maps), nn.ReLU(True)]
    while maps > row.width:
        parts += [nn.ConvTranspose2d(maps, maps // 2, 5, 2, 2, 1, bias=False), nn.BatchNorm2d(maps // 2), nn.ReLU(True)]
        maps //= 2
    return nn.Sequential(*parts, nn.ConvTranspose2d(maps, row.sample_shape[-1], 5, 2, 2, 1), nn.Tanh())


def dcgan_discriminator(row, normalize):
    side, count = doublings(row)
    parts, maps = [], row.sample_shape[-1]
    for level in range(count):
        normalized = normalize and level > 0
        parts.append(nn.Conv2d(maps, row.width * 2**level, 5, 2, 2, bias=not normalized))
        maps = row.width * 2**level
        parts += [nn.BatchNorm2d(maps)] if normalized else []
        parts.append(nn.LeakyReLU(0.2, True))
    return nn.Sequential(*parts, nn.Flatten(), nn.Linear(side * side * maps, 1))
