"""The Inception's convolutions and blocks: our names of them and torch-fidelity's, and weights to compare them with."""

import zlib

import numpy as np

# Our name of each block, theirs, and (ours, theirs) of its convolutions.
STEM = {
    "conv": "Conv2d_1a_3x3",
    "conv_1": "Conv2d_2a_3x3",
    "conv_2": "Conv2d_2b_3x3",
    "conv_3": "Conv2d_3b_1x1",
    "conv_4": "Conv2d_4a_3x3",
}
BLOCK_35 = {
    "conv": "branch1x1",
    "tower_conv": "branch5x5_1",
    "tower_conv_1": "branch5x5_2",
    "tower_1_conv": "branch3x3dbl_1",
    "tower_1_conv_1": "branch3x3dbl_2",
    "tower_1_conv_2": "branch3x3dbl_3",
    "tower_2_conv": "branch_pool",
}
SHRINK_35 = {
    "conv": "branch3x3",
    "tower_conv": "branch3x3dbl_1",
    "tower_conv_1": "branch3x3dbl_2",
    "tower_conv_2": "branch3x3dbl_3",
}
BLOCK_17 = {
    "conv": "branch1x1",
    "tower_conv": "branch7x7_1",
    "tower_conv_1": "branch7x7_2",
    "tower_conv_2": "branch7x7_3",
    "tower_1_conv": "branch7x7dbl_1",
    "tower_1_conv_1": "branch7x7dbl_2",
    "tower_1_conv_2": "branch7x7dbl_3",
    "tower_1_conv_3": "branch7x7dbl_4",
    "tower_1_conv_4": "branch7x7dbl_5",
    "tower_2_conv": "branch_pool",
}
SHRINK_17 = {
    "tower_conv": "branch3x3_1",
    "tower_conv_1": "branch3x3_2",
    "tower_1_conv": "branch7x7x3_1",
    "tower_1_conv_1": "branch7x7x3_2",
    "tower_1_conv_2": "branch7x7x3_3",
    "tower_1_conv_3": "branch7x7x3_4",
}
BLOCK_8 = {
    "conv": "branch1x1",
    "tower_conv": "branch3x3_1",
    "tower_mixed_conv": "branch3x3_2a",
    "tower_mixed_conv_1": "branch3x3_2b",
    "tower_1_conv": "branch3x3dbl_1",
    "tower_1_conv_1": "branch3x3dbl_2",
    "tower_1_mixed_conv": "branch3x3dbl_3a",
    "tower_1_mixed_conv_1": "branch3x3dbl_3b",
    "tower_2_conv": "branch_pool",
}
BLOCKS = {
    "mixed": ("Mixed_5b", BLOCK_35),
    "mixed_1": ("Mixed_5c", BLOCK_35),
    "mixed_2": ("Mixed_5d", BLOCK_35),
    "mixed_3": ("Mixed_6a", SHRINK_35),
    "mixed_4": ("Mixed_6b", BLOCK_17),
    "mixed_5": ("Mixed_6c", BLOCK_17),
    "mixed_6": ("Mixed_6d", BLOCK_17),
    "mixed_7": ("Mixed_6e", BLOCK_17),
    "mixed_8": ("Mixed_7a", SHRINK_17),
    "mixed_9": ("Mixed_7b", BLOCK_8),
    "mixed_10": ("Mixed_7c", BLOCK_8),
}
CONVOLUTIONS = STEM | {
    f"{ours}_{layer}": f"{theirs}.{branch}"
    for ours, (theirs, layers) in BLOCKS.items()
    for layer, branch in layers.items()
}

IMAGES = np.random.default_rng(0).integers(0, 256, (2, 40, 36, 3), dtype=np.uint8)


def weights(name, kernel_shape):
    """A kernel (height, width, inputs, outputs) and a bias, the same wherever they are asked for."""
    generator = np.random.default_rng(zlib.crc32(name.encode()))
    kernel = generator.normal(0, np.sqrt(2 / np.prod(kernel_shape[:3])), kernel_shape)
    return kernel.astype("float32"), generator.normal(0, 0.1, kernel_shape[-1]).astype("float32")


def summary(output):
    """Mean, standard deviation and five values of a layer's output (batch, height, width, channels)."""
    values = np.asarray(output, "float64").ravel()
    return [values.mean(), values.std(), *values[np.linspace(0, len(values) - 1, 5, dtype=int)]]
