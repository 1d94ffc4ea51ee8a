"""The networks of `picture_ours.py` in PyTorch: the same layers, widths and numbers of parameters."""

import math

import torch
from torch import nn
from torch.nn import functional as F


def normalized(maps):
    return nn.InstanceNorm2d(maps, affine=True)


class UNet(nn.Module):
    """pix2pix's generator."""

    def __init__(self, width, depth):
        super().__init__()
        maps = [width * min(2**level, 8) for level in range(depth)]
        self.down, self.up = nn.ModuleList([nn.Conv2d(3, maps[0], 4, 2, 1)]), nn.ModuleList()
        for level in range(1, depth):
            innermost = level == depth - 1
            convolution = nn.Conv2d(maps[level - 1], maps[level], 4, 2, 1, bias=innermost)
            norm = [] if innermost else [normalized(maps[level])]
            self.down.append(nn.Sequential(nn.LeakyReLU(0.2), convolution, *norm))
        incoming = maps[-1]
        for position, level in enumerate(reversed(range(depth - 1))):
            convolution = nn.ConvTranspose2d(incoming, maps[level], 4, 2, 1, bias=False)
            dropout = [nn.Dropout(0.5)] if position < 3 else []
            self.up.append(nn.Sequential(nn.ReLU(), convolution, normalized(maps[level]), *dropout))
            incoming = 2 * maps[level]
        self.last = nn.Sequential(nn.ReLU(), nn.ConvTranspose2d(incoming, 3, 4, 2, 1), nn.Tanh())

    def forward(self, hidden):
        levels = []
        for down in self.down:
            hidden = down(hidden)
            levels.append(hidden)
        levels.pop()
        for up in self.up:
            hidden = torch.cat([up(hidden), levels.pop()], 1)
        return self.last(hidden)


def patchgan(channels, width, depth):
    parts = [nn.Conv2d(channels, width, 4, 2, 1), nn.LeakyReLU(0.2)]
    for level in range(1, depth + 1):
        before, maps = (width * min(2**at, 8) for at in (level - 1, level))
        parts += [nn.Conv2d(before, maps, 4, 2 if level < depth else 1, 1, bias=False), normalized(maps)]
        parts.append(nn.LeakyReLU(0.2))
    return nn.Sequential(*parts, nn.Conv2d(maps, 1, 4, 1, 1))


class Residual(nn.Module):
    """A block of CycleGAN's translators."""

    def __init__(self, maps):
        super().__init__()
        first, second = (nn.Conv2d(maps, maps, 3, padding=1, bias=False) for _ in range(2))
        self.inner = nn.Sequential(first, normalized(maps), nn.ReLU(), second, normalized(maps))

    def forward(self, hidden):
        return hidden + self.inner(hidden)


def translator(width, num_blocks):
    parts = [nn.Conv2d(3, width, 7, padding=3, bias=False), normalized(width), nn.ReLU()]
    for maps in (width, 2 * width):
        parts += [nn.Conv2d(maps, 2 * maps, 3, 2, 1, bias=False), normalized(2 * maps), nn.ReLU()]
    parts += [Residual(4 * width) for _ in range(num_blocks)]
    for maps in (4 * width, 2 * width):
        parts.append(nn.ConvTranspose2d(maps, maps // 2, 3, 2, 1, 1, bias=False))
        parts += [normalized(maps // 2), nn.ReLU()]
    return nn.Sequential(*parts, nn.Conv2d(width, 3, 7, padding=3), nn.Tanh())


class DenseBlock(nn.Module):
    def __init__(self, width, growth):
        super().__init__()
        self.inner = nn.ModuleList(nn.Conv2d(width + at * growth, growth, 3, padding=1) for at in range(4))
        self.last = nn.Conv2d(width + 4 * growth, width, 3, padding=1)

    def forward(self, hidden):
        maps = hidden
        for convolution in self.inner:
            maps = torch.cat([maps, F.leaky_relu(convolution(maps), 0.2)], 1)
        return hidden + 0.2 * self.last(maps)


class RRDB(nn.Module):
    def __init__(self, width, growth):
        super().__init__()
        self.inner = nn.Sequential(*(DenseBlock(width, growth) for _ in range(3)))

    def forward(self, hidden):
        return hidden + 0.2 * self.inner(hidden)


class RRDBNet(nn.Module):
    """ESRGAN's generator, x4."""

    def __init__(self, width, num_blocks, growth):
        super().__init__()
        self.first = nn.Conv2d(3, width, 3, padding=1)
        blocks = [RRDB(width, growth) for _ in range(num_blocks)]
        self.blocks = nn.Sequential(*blocks, nn.Conv2d(width, width, 3, padding=1))
        self.enlarged = nn.ModuleList(nn.Conv2d(width, width, 3, padding=1) for _ in range(2))
        self.last = nn.Sequential(
            nn.Conv2d(width, width, 3, padding=1), nn.LeakyReLU(0.2), nn.Conv2d(width, 3, 3, padding=1)
        )

    def forward(self, source):
        first = self.first(source)
        hidden = first + self.blocks(first)
        for convolution in self.enlarged:
            hidden = F.leaky_relu(convolution(F.interpolate(hidden, scale_factor=2)), 0.2)
        base = F.interpolate(source, scale_factor=4, mode="bilinear", align_corners=False)
        return torch.clamp(base + self.last(hidden), -1, 1)


def sr_discriminator(width, depth):
    parts, before = [], 3
    for level in range(depth):
        maps = width * min(2**level, 8)
        for stride in (1, 2):
            is_first = level == 0 and stride == 1
            parts.append(nn.Conv2d(before, maps, 3, stride, 1, bias=is_first))
            parts += [] if is_first else [nn.BatchNorm2d(maps)]
            parts.append(nn.LeakyReLU(0.2))
            before = maps
    parts += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(before, 16 * width), nn.LeakyReLU(0.2)]
    return nn.Sequential(*parts, nn.Linear(16 * width, 1))


def scaled(hidden):
    return math.sqrt(2) * F.leaky_relu(hidden, 0.2)


class Equalized(nn.Module):
    """A dense layer or a convolution with an equalized learning rate."""

    def __init__(self, inputs, outputs, size=None, stride=1, padding=0, bias=True, rate=1.0, start=0.0, activate=True):
        super().__init__()
        shape = (outputs, inputs) if size is None else (outputs, inputs, size, size)
        self.weight = nn.Parameter(torch.randn(shape) / rate)
        self.bias = nn.Parameter(torch.full((outputs,), start)) if bias else None
        self.scale, self.rate = rate / math.sqrt(math.prod(shape[1:])), rate
        self.stride, self.padding, self.activate = stride, padding, activate

    def forward(self, hidden):
        weight, bias = self.weight * self.scale, None if self.bias is None else self.bias * self.rate
        if weight.dim() == 2:
            hidden = F.linear(hidden, weight, bias)
        else:
            hidden = F.conv2d(hidden, weight, bias, self.stride, self.padding)
        return scaled(hidden) if self.activate else hidden


def filtered(maps, taps, padding, stride=1):
    taps = torch.tensor(taps, dtype=maps.dtype)
    kernel = torch.outer(taps, taps) / taps.sum() ** 2
    kernel = kernel.expand(maps.shape[1], 1, *kernel.shape)
    return F.conv2d(maps, kernel, stride=stride, padding=padding, groups=maps.shape[1])


def blurred(maps, padding, stride=1):
    return filtered(maps, (1.0, 3.0, 3.0, 1.0), padding, stride)


class Modulated(nn.Module):
    """A convolution whose input maps a style scales."""

    def __init__(self, style_size, inputs, outputs, size=3, demodulate=True, upsample=False):
        super().__init__()
        self.affine = Equalized(style_size, inputs, start=1.0, activate=False)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, size, size))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.demodulate, self.upsample = demodulate, upsample

    def forward(self, maps, style):
        scales = self.affine(style)
        weight = self.weight / math.sqrt(self.weight[0].numel())
        maps = maps * scales[:, :, None, None]
        if self.upsample:
            maps = 4 * blurred(F.conv_transpose2d(maps, weight.transpose(0, 1), stride=2), 1)
        else:
            maps = F.conv2d(maps, weight, padding=weight.shape[-1] // 2)
        if self.demodulate:
            factors = torch.rsqrt(scales.square() @ weight.square().sum((2, 3)).T + 1e-8)
            maps = maps * factors[:, :, None, None]
        return maps + self.bias[:, None, None]


def level_widths(row):
    """Feature maps at each size of maps from 4 x 4 up."""
    doublings = int(math.log2(row.size // 4))
    return [min(row.width * 2**level, row.max_width) for level in reversed(range(doublings + 1))]


class Synthesis(nn.Module):
    """StyleGAN2's generator from a style for each layer."""

    def __init__(self, row):
        super().__init__()
        widths, size = level_widths(row), row.latent_size
        self.levels = [(layer + 1) // 2 for layer in range(2 * len(widths) - 1)]
        before = [widths[0], *(widths[level] for level in self.levels[:-1])]
        self.constant = nn.Parameter(torch.randn(1, widths[0], 4, 4))
        self.layers = nn.ModuleList(
            Modulated(size, inputs, widths[level], upsample=layer % 2 == 1)
            for layer, (inputs, level) in enumerate(zip(before, self.levels, strict=True))
        )
        self.strengths = nn.ParameterList(nn.Parameter(torch.zeros(())) for _ in self.levels)
        self.to_images = nn.ModuleList(Modulated(size, maps, 3, 1, demodulate=False) for maps in widths)
        self.num_layers = len(self.levels) + 1

    def forward(self, styles):
        hidden, images = self.constant.expand(len(styles), -1, -1, -1), None
        for layer, convolution in enumerate(self.layers):
            hidden = convolution(hidden, styles[:, layer])
            noise = torch.randn(len(hidden), 1, *hidden.shape[2:])
            hidden = scaled(hidden + noise * self.strengths[layer])
            if layer % 2 == 0:
                image = self.to_images[layer // 2](hidden, styles[:, layer + 1])
                images = image if images is None else image + doubled(images)
        return images


def doubled(images):
    return filtered(F.interpolate(images, scale_factor=2), (1.0, 2.0, 1.0), 1)


class StyleGenerator(nn.Module):
    def __init__(self, row):
        super().__init__()
        self.mapping = nn.Sequential(*(Equalized(row.latent_size, row.latent_size, rate=0.01) for _ in range(2)))
        self.synthesis = Synthesis(row)
        self.register_buffer("average", torch.zeros(row.latent_size))

    def styles(self, latents):
        return self.mapping(latents * torch.rsqrt(latents.square().mean(1, keepdim=True) + 1e-8))


class HalvedBlock(nn.Module):
    def __init__(self, maps, following):
        super().__init__()
        self.first, self.second = Equalized(maps, maps, 3, padding=1), Equalized(maps, following, 3, stride=2)
        self.shortcut = Equalized(maps, following, 1, bias=False, activate=False)

    def forward(self, hidden):
        shortcut = self.shortcut(blurred(hidden, 1, 2))
        return (shortcut + self.second(blurred(self.first(hidden), 2))) * math.sqrt(0.5)


class StyleDiscriminator(nn.Module):
    def __init__(self, row):
        super().__init__()
        widths = level_widths(row)[::-1]
        blocks = [HalvedBlock(*pair) for pair in zip(widths, widths[1:], strict=False)]
        self.blocks = nn.Sequential(Equalized(3, widths[0], 1), *blocks)
        self.last = Equalized(widths[-1] + 1, widths[-1], 3, padding=1)
        self.dense = nn.Sequential(Equalized(16 * widths[-1], widths[-1]), Equalized(widths[-1], 1, activate=False))
        self.group_size = row.group_size

    def forward(self, images):
        hidden = self.blocks(images)
        groups = hidden.reshape(-1, self.group_size, *hidden.shape[1:])
        deviation = (groups.var(1, unbiased=False) + 1e-8).sqrt().mean((1, 2, 3)).repeat_interleave(self.group_size)
        plane = deviation[:, None, None, None].expand(-1, 1, *hidden.shape[2:])
        return self.dense(self.last(torch.cat([hidden, plane], 1)).flatten(1))
