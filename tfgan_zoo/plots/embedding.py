"""Real and generated features in one plane: principal components beside t-SNE."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.clouds import draw_sets, name_sets
from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

PERPLEXITY = 30  # of t-SNE, where there are enough samples
LEAST = 10  # samples of both kinds together


def embedding(path, real, fake, title="", seed=0):
    """Two maps of the same features: a linear one, and one by neighborhoods.

    The principal components are those of the real features, so what generated ones lack, or do beyond, shows against
    them. t-SNE lays out both kinds together and keeps neighborhoods; its distances between groups mean little.

    Args:
        path: the PNG to write.
        real, fake: features (n, size), (m, size), at least ten of both together.
        title: printed above.
        seed: an integer, of t-SNE.

    Returns:
        explained variance: shares of the real features' variance along both components, and of the generated ones'.

    Raises:
        ValueError: if the features do not fit each other, are too few, not finite or all the same.

    Example:
        >>> rows = np.random.default_rng(0).normal(size=(60, 8))
        >>> shares, generated = embedding("features.png", rows[:30], rows[30:], "Noise")
    """
    from sklearn.decomposition import PCA  # a second of importing that only this needs
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    real, fake = checked_features(real, fake)
    components = PCA(2, svd_solver="full").fit(real)
    linear = [components.transform(features) for features in (real, fake)]
    shares, shares_of_fake = components.explained_variance_ratio_, variance_shares(fake, linear[1])
    both = np.concatenate([real, fake])
    perplexity = min(PERPLEXITY, (len(both) - 1) / 3)
    with threadpool_limits(1):  # on a few hundred rows, threads wait for each other longer than they work
        together = TSNE(2, perplexity=perplexity, init="pca", random_state=seed % 2**32).fit_transform(both)
    figure = Figure(figsize=(10, 5.2), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=11)
    left, right = figure.subplots(1, 2)
    names = ["real", "generated"]
    draw_sets(left, dict(zip(names, linear, strict=True)), names)
    left.set_title("Principal components of the real features")
    for number, label in enumerate((left.set_xlabel, left.set_ylabel)):
        label(f"component {number + 1}: {shares[number]:.0%} of the variance ({shares_of_fake[number]:.0%} generated)")
    draw_sets(right, {"real": together[: len(real)], "generated": together[len(real) :]}, names)
    right.set_title(f"t-SNE of both together (perplexity {perplexity:.3g}, seed {seed})")
    right.set(xticks=[], yticks=[], xlabel="no units: only neighborhoods mean something")
    name_sets(figure)
    save(path, figure)
    return shares, shares_of_fake


def variance_shares(features, components):
    """Share of the features' variance along each component; NaN where they do not vary."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return components.var(axis=0) / features.var(axis=0).sum()


def checked_features(real, fake):
    """Features as float64."""
    real, fake = np.asarray(real, np.float64), np.asarray(fake, np.float64)
    fit = real.ndim == fake.ndim == 2 and real.shape[1] == fake.shape[1] and real.shape[1] >= 2
    if not fit or len(real) < 2 or len(fake) < 2 or len(real) + len(fake) < LEAST:
        raise ValueError(
            f"received features of shape {real.shape} and {fake.shape}; expected (n, size) and (m, size), a size of at "
            f"least 2, and at least {LEAST} together, 2 of each."
        )
    if not (np.isfinite(real).all() and np.isfinite(fake).all()):
        raise ValueError("some features are not finite: training has diverged, or the network does not fit.")
    if not real.var(axis=0).any():
        raise ValueError("all real features are the same: the network does not distinguish them.")
    return real, fake
