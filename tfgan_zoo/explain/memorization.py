"""Whether a generator memorizes its training images: nearest neighbors and distances to them."""

import dataclasses

import numpy as np

EXPECTED = 0.05  # fraction of held-out images that are as alone with a training image as what counts as a copy


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
    """How alone samples are with their nearest training image, compared with other images.

    Args:
        near_as_held_out: fraction of samples that are as alone with a training image as the 5 % of held-out images that
            are so most; 0.05 is expected for new images, 1 for copies. None without held-out images.
        near_as_training: the same, compared with training images and the others among them.
        n_fake, n_train, n_held_out: number of each; training images that are equal count once.
    """

    near_as_held_out: float | None
    near_as_training: float
    n_fake: int
    n_train: int
    n_held_out: int

    def __str__(self):
        others = {"training images": self.near_as_training}
        if self.near_as_held_out is not None:
            others = {"held-out images": self.near_as_held_out, **others}
        rates = " and ".join(f"{rate:.1%} more than all but 5 % of {name}" for name, rate in others.items())
        return (
            f"of samples, nearer to one training image than to any other: {rates} (expected: 5 % for new images, 100 % "
            f"for copies; n_fake {self.n_fake}, n_train {self.n_train}, n_held_out {self.n_held_out})"
        )


def memorization(fake, train, held_out=None):
    """Find samples that are copies of a training image, by how much nearer it is than the next one.

    The distance alone would not tell: an average of many images, which shows none of them, is nearer to each than real
    images are to one another. But it is as near to the second as to the first, where a copy, exact or with some noise,
    is near to one alone. So what is compared is the ratio of the distances to the nearest and to the second nearest of
    the training images that differ. A copy of one of several nearly equal training images is missed.

    Args:
        fake, train, held_out: (n, ...) each, images or features of the same network; held-out ones were not trained
            on, or are None. At least 20 different training and held-out images, because 5 % of fewer is less than one.

    Returns:
        `Memorization`.

    Raises:
        ValueError: if there are fewer, or the vectors do not match or are not finite.

    Example:
        >>> train = np.random.default_rng(0).normal(size=(100, 8))
        >>> memorization(train[:10], train).near_as_training
        1.0

    Reference:
        Carlini et al. 2023, https://arxiv.org/abs/2301.13188, section 5.1, who divide by the distance to further
        neighbors for the same reason; Meehan et al. 2020, https://arxiv.org/abs/2004.05675, for held-out images as the
        yardstick.
    """
    fake, train, held_out = (None if samples is None else as_vectors(samples) for samples in (fake, train, held_out))
    sizes = [samples.shape[1] for samples in (fake, train, held_out) if samples is not None]
    if len(set(sizes)) > 1:
        raise ValueError(f"received vectors of sizes {sizes}; expected one size: images of one shape, or features.")
    train = different(train)
    minimum = round(1 / EXPECTED)
    for name, vectors in (("different training", train), ("held-out", held_out)):
        if vectors is not None and len(vectors) < minimum:
            raise ValueError(
                f"received {len(vectors)} {name} images; expected at least {minimum}, because 5 % of fewer is less "
                "than one."
            )
    found = nearness(fake, train)
    among_train = nearness(train, train, itself=1)
    of_held_out = None if held_out is None else nearness(held_out, train)
    return Memorization(
        near_as_held_out=None if of_held_out is None else fraction_below(found, of_held_out),
        near_as_training=fraction_below(found, among_train),
        n_fake=len(found),
        n_train=len(among_train),
        n_held_out=0 if of_held_out is None else len(of_held_out),
    )


def nearness(queries, references, itself=0):
    """The distance to the nearest reference over that to the second: 0 for a copy, 1 for what is between two.

    Args:
        queries, references: vectors (n, size), (m, size); the references all differ.
        itself: 1 if the queries are the references, each of which is then not its own neighbor.
    """
    distances, _ = nearest(queries, references, 2 + itself)
    return distances[:, itself] / distances[:, itself + 1]


def different(vectors):
    """The rows without repetitions, in their order."""
    first = {row.tobytes(): place for place, row in reversed(list(enumerate(vectors)))}
    return vectors[sorted(first.values())]


def fraction_below(ratios, others):
    """Fraction of ratios up to the 5 % quantile of the others."""
    return float(np.mean(ratios <= np.quantile(others, EXPECTED)))


def as_vectors(samples):
    """Each sample as one vector of floats, in double precision only if the input is, to save memory."""
    samples = np.asarray(samples)
    samples = samples if samples.dtype == np.float64 else samples.astype(np.float32)
    if samples.ndim < 2 or not samples.size:
        raise ValueError(f"received an array of shape {samples.shape}; expected (n, ...), n at least 1.")
    if not np.isfinite(samples).all():
        raise ValueError("some samples or features are not finite: training has diverged, or the network is wrong.")
    return samples.reshape(len(samples), -1)
