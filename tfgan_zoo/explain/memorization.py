"""Whether a generator memorizes its training images: nearest neighbors and distances to them."""

import dataclasses

import numpy as np

from tfgan_zoo.metrics.neighbors import neighbor_distances

EXPECTED = 0.05  # fraction of held-out images that are as close to a training image as what counts as a copy


def nearest(queries, references, count=1):
    """The nearest references of each query, a block at a time, so that memory is not quadratic.

    Args:
        queries: (n, ...), images or features; each is flattened to a vector.
        references: (m, ...) of the same shape.
        count: number of neighbors, at most m.

    Returns:
        Euclidean distances (n, count), float64, in ascending order, and the neighbors' rows (n, count).

    Raises:
        ValueError: if the vectors do not match, are too few or not finite.

    Example:
        >>> distances, rows = nearest([[0.0]], [[3.0], [1.0]])
        >>> distances.tolist(), rows.tolist()
        ([[1.0]], [[1]])
    """
    queries, references = as_vectors(queries), as_vectors(references)
    if queries.shape[1] != references.shape[1] or not 1 <= count <= len(references):
        raise ValueError(
            f"received {queries.shape} queries and {references.shape} references for {count} neighbors; expected "
            "vectors of the same size, and at most as many neighbors as references."
        )
    from sklearn.neighbors import NearestNeighbors  # takes a second to import

    rows = (
        NearestNeighbors(n_neighbors=count, algorithm="brute")
        .fit(references)
        .kneighbors(queries, return_distance=False)
    )
    # Computed from differences, which are accurate if a query equals a reference.
    differences = (np.subtract(queries, references[neighbors], dtype=np.float64) for neighbors in rows.T)
    return np.stack([np.linalg.norm(difference, axis=1) for difference in differences], axis=1), rows


@dataclasses.dataclass(frozen=True)
class Memorization:
    """How close samples are to training images, compared with other images.

    Args:
        near_as_held_out: fraction of samples closer to a training image than all but 5 % of held-out images; 0.05 is
            expected for new images, 1 for copies. None without held-out images.
        near_as_training: fraction of samples closer to a training image than all but 5 % of training images are to
            another one.
        n_fake, n_train, n_held_out: number of each.
    """

    near_as_held_out: float | None
    near_as_training: float
    n_fake: int
    n_train: int
    n_held_out: int

    def __str__(self):
        others = {"training images are to one another": self.near_as_training}
        if self.near_as_held_out is not None:
            others = {"held-out images are": self.near_as_held_out, **others}
        rates = " and ".join(f"{rate:.1%} nearer than all but 5 % of {name}" for name, rate in others.items())
        return (
            f"of samples, {rates} (expected: 5 % for new images, 100 % for copies; n_fake {self.n_fake}, n_train "
            f"{self.n_train}, n_held_out {self.n_held_out})"
        )


def memorization(fake, train, held_out=None, verbose=1):
    """Compare the distances of samples to their nearest training images with those of real images.

    Args:
        fake, train, held_out: (n, ...) each, images or features of the same network; held-out ones were not trained
            on, or are None. At least 20 training and held-out images, because 5 % of fewer is less than one.
        verbose: 1 shows a progress bar if it takes long, 0 nothing.

    Returns:
        `Memorization`.

    Raises:
        ValueError: if there are fewer, or the vectors do not match or are not finite.

    Example:
        >>> train = np.random.default_rng(0).normal(size=(100, 8))
        >>> memorization(train[:10], train).near_as_training
        1.0

    Reference:
        Based on Meehan et al. 2020, https://arxiv.org/abs/2004.05675, who rank the same distances.
    """
    minimum = round(1 / EXPECTED)
    for name, vectors in (("training", train), ("held-out", held_out)):
        if vectors is not None and len(vectors) < minimum:
            raise ValueError(
                f"received {len(vectors)} {name} images; expected at least {minimum}, because 5 % of fewer is less "
                "than one."
            )
    fake, train, held_out = (None if samples is None else as_vectors(samples) for samples in (fake, train, held_out))
    sizes = [samples.shape[1] for samples in (fake, train, held_out) if samples is not None]
    if len(set(sizes)) > 1:
        raise ValueError(f"received vectors of sizes {sizes}; expected one size: images of one shape, or features.")
    to_train = neighbor_distances(fake, 1, train, verbose)
    among_train = neighbor_distances(train, 1, verbose=verbose)
    of_held_out = None if held_out is None else neighbor_distances(held_out, 1, train, verbose)
    return Memorization(
        near_as_held_out=None if of_held_out is None else fraction_below(to_train, of_held_out),
        near_as_training=fraction_below(to_train, among_train),
        n_fake=len(to_train),
        n_train=len(among_train),
        n_held_out=0 if of_held_out is None else len(of_held_out),
    )


def fraction_below(distances, others):
    """Fraction of distances below the 5 % quantile of the others."""
    return float(np.mean(distances <= np.quantile(others, EXPECTED)))


def as_vectors(samples):
    """Each sample as one vector of floats, in double precision only if the input is, to save memory."""
    samples = np.asarray(samples)
    samples = samples if samples.dtype == np.float64 else samples.astype(np.float32)
    if samples.ndim < 2 or not samples.size:
        raise ValueError(f"received an array of shape {samples.shape}; expected (n, ...), n at least 1.")
    if not np.isfinite(samples).all():
        raise ValueError("some samples or features are not finite: training has diverged, or the network is wrong.")
    return samples.reshape(len(samples), -1)
