"""Orthogonal regularization of a kernel."""

from keras import ops

from tfgan_zoo.losses.checks import checked


def orthogonality(kernel):
    """||W^T W o (1 - I)||_F^2: how far a kernel's filters are from being orthogonal; their norms are left free.

    Its gradient is 4 W (W^T W o (1 - I)). The authors' code adds half of that, so its beta is twice the one here.

    Args:
        kernel: floating point (..., outputs); W is the matrix (-1, outputs), with a filter in each column.

    Returns:
        float32 scalar.

    Raises:
        ValueError: if the kernel is not floating point.

    Example:
        >>> float(tfgan_zoo.losses.orthogonality(keras.ops.eye(3)))
        0.0

    Reference:
        Brock et al. 2019, https://arxiv.org/abs/1809.11096, eq. 3.
    """
    kernel = checked(kernel, "weights")
    outputs = kernel.shape[-1]
    matrix = ops.reshape(kernel, (-1, outputs))
    products = ops.matmul(ops.transpose(matrix), matrix)
    return ops.sum(ops.square(products * (1 - ops.eye(outputs))))
