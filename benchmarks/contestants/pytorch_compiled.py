"""PyTorch with both networks compiled by `torch.compile`."""

import torch

from contestants import pytorch


def trainer(row):
    return pytorch.trainer(row, torch.compile)
