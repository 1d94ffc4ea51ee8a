"""SqueezeNet 1.1 and LPIPS by hand, in NumPy, from arrays in torchvision's layout."""

import numpy as np

FIRES = {3: (64, 16, 64), 4: (128, 16, 64), 6: (128, 32, 128), 7: (256, 32, 128)}
FIRES |= {9: (256, 48, 192), 10: (384, 48, 192), 11: (384, 64, 256), 12: (512, 64, 256)}
COMPARED = (0, 4, 7, 9, 10, 11, 12)  # places in torchvision's `features` whose outputs LPIPS compares
CHANNELS = (64, 128, 256, 384, 384, 512, 512)


def random_network(seed=0):
    """A state of torchvision's squeezenet1_1 without its classifier."""
    generator = np.random.default_rng(seed)
    sizes = {"0": (64, 3, 3)}
    for place, (wide, narrow, expanded) in FIRES.items():
        sizes |= {f"{place}.squeeze": (narrow, wide, 1)}
        sizes |= {f"{place}.expand{size}x{size}": (expanded, narrow, size) for size in (1, 3)}
    state = {}
    for name, (filters, channels, size) in sizes.items():
        scale = np.sqrt(2 / (channels * size**2))
        state[f"features.{name}.weight"] = generator.normal(0, scale, (filters, channels, size, size)).astype("float32")
        state[f"features.{name}.bias"] = generator.normal(0, 0.1, filters).astype("float32")
    return state


def random_heads(seed=1):
    """A state of LPIPS's linear layers."""
    generator = np.random.default_rng(seed)
    return {
        f"lin{number}.model.1.weight": generator.uniform(0, 1, (1, channels, 1, 1)).astype("float32")
        for number, channels in enumerate(CHANNELS)
    }


def lpips(network, heads, first, second):
    """The distance of two images in [-1, 1], (height, width, 3)."""
    total = 0.0
    for number, maps in enumerate(zip(features(network, first), features(network, second), strict=True)):
        one, other = (each / (np.sqrt((each**2).sum(axis=0)) + 1e-10) for each in maps)
        weights = heads[f"lin{number}.model.1.weight"].reshape(-1, 1, 1)
        total += (weights * (one - other) ** 2).sum(axis=0).mean()
    return total


def features(network, image):
    """The feature maps that LPIPS compares, (channels, rows, columns) each, in float64."""
    scaled = (image.astype("float64") - [-0.030, -0.088, -0.188]) / [0.458, 0.448, 0.450]
    return raw_features(network, scaled.transpose(2, 0, 1))


def raw_features(network, scaled):
    """The same of an image that is scaled already, (3, height, width)."""
    outputs, maps = {}, convolved(network, "features.0", scaled, stride=2)
    outputs[0] = maps
    for place in range(2, 13):
        maps = fire(network, place, maps) if place in FIRES else pooled(maps)
        outputs[place] = maps
    return [outputs[place] for place in COMPARED]


def fire(network, place, maps):
    maps = convolved(network, f"features.{place}.squeeze", maps)
    expanded = [convolved(network, f"features.{place}.expand{size}x{size}", maps, padding=size // 2) for size in (1, 3)]
    return np.concatenate(expanded)


def convolved(network, name, maps, stride=1, padding=0):
    """A convolution and ReLU, as a sum over the kernel's places."""
    kernel, bias = network[f"{name}.weight"].astype("float64"), network[f"{name}.bias"]
    maps = np.pad(maps, ((0, 0), (padding, padding), (padding, padding)))
    size = kernel.shape[-1]
    rows, columns = ((side - size) // stride + 1 for side in maps.shape[1:])
    total = bias[:, None, None].astype("float64")
    for row in range(size):
        for column in range(size):
            part = maps[:, row : row + stride * rows : stride, column : column + stride * columns : stride]
            total = total + np.einsum("oc,cij->oij", kernel[:, :, row, column], part[:, :rows, :columns])
    return np.maximum(total, 0)


def pooled(maps):
    """Maxima of 3 x 3 with stride 2, the last of which may reach beyond the edge (torch's `ceil_mode`)."""
    rows, columns = (-(-(side - 3) // 2) + 1 for side in maps.shape[1:])
    return np.stack(
        [
            np.stack([maps[:, 2 * i : 2 * i + 3, 2 * j : 2 * j + 3].max(axis=(1, 2)) for j in range(columns)], axis=-1)
            for i in range(rows)
        ],
        axis=1,
    )
