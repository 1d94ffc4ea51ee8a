"""Whether a generator repeats its training images: the nearest of them, and how near samples lie to them."""

import dataclasses

import numpy as np

from tfgan_zoo.metrics.neighbors import neighbor_distances

EXPECTED = 0.05  # share of held-out images that lie as near to the training images as counts as a copy


def nearest(queries, references, count=1):
    """The nearest of some vectors to each of others, a block at a time, so that memory does not grow with both.

    Args:
        queries: (n, ...), images or features; each is taken as one vector.
        references: (m, ...) of the same shape.
        count: how many neighbors, at most m.

    Returns:
        Euclidean distances (n, count), float64, in rising order, and the neighbors' rows (n, count).

    Raises:
        ValueError: if the vectors do not fit each other, are too few or not finite.

    Example:
        >>> distances, rows = nearest([[0.0]], [[3.0], [1.0]])
        >>> distances.tolist(), rows.tolist()
        ([[1.0]], [[1]])
    """
    queries, references = as_vectors(queries), as_vectors(references)
    if queries.shape[1] != references.shape[1] or not 1 <= count <= len(references):
        raise ValueError(
            f"received {queries.shape} queries and {references.shape} references for {count} neighbors; expected "
            "vectors of one size, and at most as many neighbors as references."
        )
    from sklearn.neighbors import NearestNeighbors  # a second of importing that only this needs

    rows = (
        NearestNeighbors(n_neighbors=count, algorithm="brute")
        .fit(references)
        .kneighbors(queries, return_distance=False)
    )
    # By differences, which rounding does not spoil where a query is a reference.
    ways = (np.subtract(queries, references[places], dtype=np.float64) for places in rows.T)
    return np.stack([np.linalg.norm(way, axis=1) for way in ways], axis=1), rows


@dataclasses.dataclass(frozen=True)
class Memorization:
    """How near samples lie to training images, beside how near others do.

    Args:
        near_as_held_out: share of samples nearer to a training image than all but 5 % of held-out images are; 0.05 is
            expected of new images, 1 of copies. None where there are no held-out images.
        near_as_training: share of samples nearer to a training image than all but 5 % of training images are to
            another.
        n_fake, n_train, n_held_out: how many of each.
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
        shares = " and ".join(f"{share:.1%} nearer than all but 5 % of {name}" for name, share in others.items())
        return (
            f"of samples, {shares} (5 % is what new images have, 100 % copies; n_fake {self.n_fake}, n_train "
            f"{self.n_train}, n_held_out {self.n_held_out})"
        )


def memorization(fake, train, held_out=None, verbose=1):
    """Compare the distances of samples to their nearest training images with those of images that are none.

    Args:
        fake, train, held_out: (n, ...) each, images or features of one network; held-out ones are not trained on, or
            None. At least 20 training and held-out images, or 5 % of them are less than one.
        verbose: 1 shows a progress bar where it takes long, 0 nothing.

    Returns:
        `Memorization`.

    Raises:
        ValueError: if there are fewer, or the vectors do not fit each other or are not finite.

    Example:
        >>> train = np.random.default_rng(0).normal(size=(100, 8))
        >>> memorization(train[:10], train).near_as_training
        1.0

    Reference:
        After the idea of Meehan et al. 2020, https://arxiv.org/abs/2004.05675, who rank the same distances.
    """
    least = round(1 / EXPECTED)
    for name, vectors in (("training", train), ("held-out", held_out)):
        if vectors is not None and len(vectors) < least:
            raise ValueError(
                f"received {len(vectors)} {name} images; expected at least {least}, or 5 % are less than one."
            )
    fake, train, held_out = (None if samples is None else as_vectors(samples) for samples in (fake, train, held_out))
    sizes = [samples.shape[1] for samples in (fake, train, held_out) if samples is not None]
    if len(set(sizes)) > 1:
        raise ValueError(f"received vectors of {sizes} numbers; expected one size: images of one shape, or features.")
    to_train = neighbor_distances(fake, 1, train, verbose)
    among_train = neighbor_distances(train, 1, verbose=verbose)
    unseen = None if held_out is None else neighbor_distances(held_out, 1, train, verbose)
    return Memorization(
        near_as_held_out=None if unseen is None else share_below(to_train, unseen),
        near_as_training=share_below(to_train, among_train),
        n_fake=len(to_train),
        n_train=len(among_train),
        n_held_out=0 if unseen is None else len(unseen),
    )


def share_below(distances, others):
    """Share of distances below what 5 % of the others are below."""
    return float(np.mean(distances <= np.quantile(others, EXPECTED)))


def as_vectors(samples):
    """Each sample as one vector of floats, of double precision only where it came so: many images are large."""
    samples = np.asarray(samples)
    samples = samples if samples.dtype == np.float64 else samples.astype(np.float32)
    if samples.ndim < 2 or not samples.size:
        raise ValueError(f"received an array of shape {samples.shape}; expected (n, ...), n at least 1.")
    if not np.isfinite(samples).all():
        raise ValueError("some samples or features are not finite: training has diverged, or the network does not fit.")
    return samples.reshape(len(samples), -1)
