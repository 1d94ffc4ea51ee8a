"""Two-dimensional embeddings of real and generated features: PCA and t-SNE."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save
from tfgan_zoo.plots.scatter_panels import draw_sets, name_sets

PERPLEXITY = 30  # of t-SNE, if there are enough samples
MIN_SAMPLES = 10  # of both kinds together


def embedding(path, real, fake, title="", seed=0):
    """Two embeddings of the same features: by PCA and by t-SNE.

    The principal components are those of the real features, so that missing or additional variation of the generated
    ones is visible. t-SNE embeds both kinds together and preserves neighborhoods; distances between groups mean little.

    Args:
        path: the PNG to write.
        real, fake: features (n, size), (m, size), at least ten of both together.
        title: title of the figure.
        seed: an integer, the seed of t-SNE.

    Returns:
        explained variance ratios of both components, for the real features and for the generated ones.

    Raises:
        ValueError: if the features do not match, are too few, not finite or all the same.

    Example:
        >>> rows = np.random.default_rng(0).normal(size=(60, 8))
        >>> of_real, of_fake = embedding("features.png", rows[:30], rows[30:], "Noise")
    """
    from sklearn.decomposition import PCA  # takes a second to import
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    real, fake = checked_features(real, fake)
    components = PCA(2, svd_solver="full").fit(real)
    linear = [components.transform(features) for features in (real, fake)]
    of_real, of_fake = components.explained_variance_ratio_, explained_variance_ratios(fake, linear[1])
    both = np.concatenate([real, fake])
    perplexity = min(PERPLEXITY, (len(both) - 1) / 3)
    with threadpool_limits(1):  # on a few hundred rows, threads spend more time waiting than working
        embedded = TSNE(2, perplexity=perplexity, init="pca", random_state=seed % 2**32).fit_transform(both)
    figure = Figure(figsize=(10, 5.2), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title, fontsize=11)
    left, right = figure.subplots(1, 2)
    names = ["real", "generated"]
    draw_sets(left, dict(zip(names, linear, strict=True)), names)
    left.set_title("Principal components of the real features")
    for number, label in enumerate((left.set_xlabel, left.set_ylabel)):
        label(f"component {number + 1}: {of_real[number]:.0%} of the variance ({of_fake[number]:.0%} generated)")
    draw_sets(right, {"real": embedded[: len(real)], "generated": embedded[len(real) :]}, names)
    right.set_title(f"t-SNE of both together (perplexity {perplexity:.3g}, seed {seed})")
    right.set(xticks=[], yticks=[], xlabel="no units: only neighborhoods are meaningful")
    name_sets(figure)
    save(path, figure)
    return of_real, of_fake


def explained_variance_ratios(features, components):
    """Fraction of the features' variance along each component; NaN if they are constant."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return components.var(axis=0) / features.var(axis=0).sum()


def checked_features(real, fake):
    """Features as float64."""
    real, fake = np.asarray(real, np.float64), np.asarray(fake, np.float64)
    fit = real.ndim == fake.ndim == 2 and real.shape[1] == fake.shape[1] and real.shape[1] >= 2
    if not fit or len(real) < 2 or len(fake) < 2 or len(real) + len(fake) < MIN_SAMPLES:
        raise ValueError(
            f"received features of shape {real.shape} and {fake.shape}; expected (n, size) and (m, size), a size of at "
            f"least 2, and at least {MIN_SAMPLES} together, 2 of each."
        )
    if not (np.isfinite(real).all() and np.isfinite(fake).all()):
        raise ValueError("some features are not finite: training has diverged, or the network is the wrong one.")
    if not real.var(axis=0).any():
        raise ValueError("all real features are the same: the network does not distinguish them.")
    return real, fake
