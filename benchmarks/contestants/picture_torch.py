"""PyTorch, eager: training steps of the games of pictures, in the order of the authors' codes as this zoo has it."""

import copy
import itertools

import torch
from torch.nn import functional as F

from contestants import torch_pictures as networks
from contestants.picture_rows import (
    ADAM,
    EMA_MOMENTUM,
    GAMMA,
    MIXING,
    PATH_LENGTH_INTERVAL,
    PATH_LENGTH_WEIGHT,
    R1_INTERVAL,
    ROWS,
    SCALE,
)

POOL_SIZE = 50  # of CycleGAN


def trainer(name):
    """A function that trains a number of steps, and the number of trained parameters."""
    row = ROWS[name]
    players, step = GAMES[name](row, *ADAM[name])
    count = sum(weight.numel() for player in players for network in player for weight in network.parameters())

    def train(steps):
        for _ in range(steps):
            step()

    return train, count


def noise(row, size=None):
    """A batch of random pictures."""
    return torch.rand(row.batch_size, 3, size or row.size, size or row.size) * 2 - 1


def adam(player, rate, beta, beta_2=0.999):
    parameters = itertools.chain.from_iterable(network.parameters() for network in player)
    return torch.optim.Adam(parameters, rate, (beta, beta_2))


def descend(optimizer, loss):
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()


def trained(networks, whether):
    """Networks whose weights get gradients, or not."""
    for network in networks:
        network.requires_grad_(whether)


def cross_entropy(logits, real):
    return F.binary_cross_entropy_with_logits(logits, torch.full_like(logits, float(real)))


def pix2pix(row, rate, beta):
    generator = networks.UNet(row.width, (row.size - 1).bit_length())
    judge = networks.patchgan(6, row.width, row.depth)
    of_generator, of_judge = adam([generator], rate, beta), adam([judge], rate, beta)
    target, source = noise(row), noise(row)

    def step():
        fake = generator(source)
        seen = judge(torch.cat([target, source], 1)), judge(torch.cat([fake.detach(), source], 1))
        descend(of_judge, cross_entropy(seen[0], True) + cross_entropy(seen[1], False))
        trained([judge], False)
        loss = cross_entropy(judge(torch.cat([fake, source], 1)), True)
        descend(of_generator, loss + 100 * (fake - target).abs().mean())
        trained([judge], True)

    return ([generator], [judge]), step


def cyclegan(row, rate, beta):
    translators = [networks.translator(row.width, row.num_blocks) for _ in range(2)]
    judges = [networks.patchgan(3, row.width, row.depth) for _ in range(2)]
    of_translators, of_judges = adam(translators, rate, beta), adam(judges, rate, beta)
    first, second, pools = noise(row), noise(row), ([], [])

    def step():
        trained(judges, False)
        fakes = translators[1](second), translators[0](first)
        back = translators[1](fakes[1]), translators[0](fakes[0])
        loss = 10 * ((back[0] - first).abs().mean() + (back[1] - second).abs().mean())
        loss = loss + sum((judge(fake) - 1).square().mean() for judge, fake in zip(judges, fakes, strict=True))
        descend(of_translators, loss)
        trained(judges, True)
        loss = 0
        for judge, real, fake, pool in zip(judges, (first, second), fakes, pools, strict=True):
            seen = judge(real), judge(replayed(pool, fake.detach()))
            loss = loss + 0.5 * ((seen[0] - 1).square().mean() + seen[1].square().mean())
        descend(of_judges, loss)

    return (translators, judges), step


def replayed(pool, images):
    """Each image, or with a chance of a half an earlier one, which it replaces."""
    shown = []
    for image in images:
        if len(pool) < POOL_SIZE:
            pool.append(image)
        elif torch.rand(()) < 0.5:
            at = int(torch.randint(POOL_SIZE, ()))
            pool[at], image = image, pool[at]
        shown.append(image)
    return torch.stack(shown)


def esrgan(row, rate, beta):
    generator = networks.RRDBNet(row.width, row.num_blocks, row.growth)
    judge = networks.sr_discriminator(row.width, row.depth)
    of_generator, of_judge = adam([generator], rate, beta), adam([judge], rate, beta)
    target, source = noise(row), noise(row, row.size // SCALE)

    def relativistic(real, fake, real_first):
        one, other = real - fake.mean(), fake - real.mean()
        return 0.5 * (cross_entropy(one, real_first) + cross_entropy(other, not real_first))

    def step():
        fake = generator(source)
        descend(of_judge, relativistic(judge(target), judge(fake.detach()), True))
        trained([judge], False)
        loss = 0.005 * relativistic(judge(target), judge(fake), False)
        descend(of_generator, loss + 0.01 * (fake - target).abs().mean())
        trained([judge], True)

    return ([generator], [judge]), step


def stylegan2(row, rate, beta):
    generator, judge = networks.StyleGenerator(row), networks.StyleDiscriminator(row)
    average, real = copy.deepcopy(generator), noise(row)
    lazy = [interval / (interval + 1) for interval in (PATH_LENGTH_INTERVAL, R1_INTERVAL)]
    of_generator, of_judge = (
        adam([network], rate * share, beta, 0.99**share)
        for network, share in zip((generator, judge), lazy, strict=True)
    )
    state = {"step": 0, "length": torch.zeros(())}

    def step():
        fake = generator.synthesis(mixed_styles(generator, row.batch_size))
        descend(of_judge, F.softplus(-judge(real)).mean() + F.softplus(judge(fake.detach())).mean())
        trained([judge], False)
        descend(of_generator, F.softplus(-judge(fake)).mean())
        trained([judge], True)
        if state["step"] % R1_INTERVAL == 0:
            descend(of_judge, R1_INTERVAL * r1(judge, real))
        if state["step"] % PATH_LENGTH_INTERVAL == 0:
            descend(of_generator, PATH_LENGTH_INTERVAL * path_length(generator, row.batch_size // 2, state))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), list(generator.parameters()), 1 - EMA_MOMENTUM)
        state["step"] += 1

    return ([generator], [judge]), step


def mixed_styles(generator, count):
    """Styles (count, layers, style_size), of which most batches mix two."""
    latents = torch.randn(2, count, len(generator.average))
    styles, others = (generator.styles(part) for part in latents)
    with torch.no_grad():
        generator.average.lerp_(styles.mean(0), 0.005)
    num_layers = generator.synthesis.num_layers
    crossover = int(torch.randint(1, num_layers, ())) if torch.rand(()) < MIXING else num_layers
    is_first = (torch.arange(num_layers) < crossover)[None, :, None]
    return torch.where(is_first, styles[:, None], others[:, None])


def r1(judge, real):
    images = real.clone().requires_grad_()
    gradients = torch.autograd.grad(judge(images).sum(), images, create_graph=True)[0]
    return GAMMA / 2 * gradients.square().sum((1, 2, 3)).mean()


def path_length(generator, count, state):
    styles = mixed_styles(generator, count)
    images = generator.synthesis(styles)
    products = (images * torch.randn_like(images)).sum() / images.shape[-1]
    gradients = torch.autograd.grad(products, styles, create_graph=True)[0]
    lengths = (gradients.square().sum(2).mean(1) + 1e-8).sqrt()
    mean = state["length"] + 0.01 * (lengths.mean() - state["length"])
    state["length"] = mean.detach()
    return PATH_LENGTH_WEIGHT * (lengths - mean).square().mean()


GAMES = {"pix2pix_64": pix2pix, "cyclegan_64": cyclegan, "esrgan_96": esrgan, "stylegan2_32": stylegan2}
