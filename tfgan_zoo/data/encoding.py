"""Tables encoded for CTGAN: the modes of their numbers, and the counts of their categories.

Reference: Xu et al. 2019, https://arxiv.org/abs/1907.00503, section 4.2.
"""

import dataclasses
import warnings
import zlib

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import BayesianGaussianMixture

from tfgan_zoo.data.examples import Examples
from tfgan_zoo.modalities.encoded_table import DEVIATIONS, EncodedTable

CONCENTRATION = 1e-3  # of the Dirichlet process: the smaller, the fewer modes
SMALLEST_WEIGHT = 0.005  # of a mode that is kept
SMALLEST_STDDEV = 1e-4  # of a mode, of a column in [-1, 1]: all its numbers may be the same
LIMIT = 0.99  # of a number's place in its mode


def encoded(examples, fitted_on=None, num_modes=10, seed=0):
    """Rows of a table as vectors: of each number the place in a mode, and the mode, drawn from those it may be of.

    The modes are a variational Gaussian mixture of each column, fitted on the rows to train on alone.

    Args:
        examples: `Examples` of a table without missing values.
        fitted_on: those to train on; None takes `examples`.
        num_modes: the most modes of a column. With 1 a column is scaled by its mean and its standard deviation alone.
        seed: Integer; determines the fit and the modes that are drawn.

    Returns:
        `Examples` of float32 vectors, whose modality is `EncodedTable`.

    Raises:
        ValueError: When they are no table, or values are missing.

    Example:
        >>> encoded(data.load("mixed_columns")).modality.blocks[:2]
        [('one_hot', 3), ('one_hot', 4)]
    """
    trained = examples if fitted_on is None else fitted_on
    for part in (examples, trained):
        check_whole(part)
    modality = EncodedTable(trained.modality.columns, encodings_of(trained, num_modes, seed))
    scaled = np.asarray(examples.modality.to_model(examples.samples), np.float64)
    draws = np.random.default_rng([seed, zlib.crc32(examples.split.encode())])
    parts = [
        encoded_column(column, encoding, stored, values, draws)
        for column, encoding, stored, values in zip(
            modality.columns, modality.encodings, examples.samples.T, scaled.T, strict=True
        )
    ]
    return dataclasses.replace(examples, samples=np.concatenate(parts, axis=1).astype(np.float32), modality=modality)


def check_whole(examples):
    """Refuse what is no table, or has missing values."""
    if not isinstance(examples, Examples) or examples.modality.name != "table":
        kind = examples.modality.name if isinstance(examples, Examples) else type(examples).__name__
        raise ValueError(f"received {kind}; expected Examples of a table: load('rows.csv') or table(...).")
    missing = np.isnan(examples.samples)
    if missing.any():
        column = examples.modality.names[int(np.argmax(missing.any(axis=0)))]
        raise ValueError(
            f"{examples.name} ({examples.split}) has {missing.sum()} missing values, the first in column {column!r}; "
            "expected whole rows: fill the gaps first, as with recipes/gain.py, or leave such rows or columns out."
        )


def encodings_of(examples, num_modes, seed):
    """The encoding of each column, fitted on these rows."""
    scaled = np.asarray(examples.modality.to_model(examples.samples), np.float64)
    return [
        modes_of(values, num_modes, seed)
        if column.categories is None
        else {"counts": np.bincount(stored.astype(int), minlength=len(column.categories)).tolist()}
        for column, stored, values in zip(examples.modality.columns, examples.samples.T, scaled.T, strict=True)
    ]


def modes_of(values, num_modes, seed):
    """Means and standard deviations of the modes of numbers, and their weights, from the heaviest on."""
    mixture = BayesianGaussianMixture(
        n_components=min(num_modes, len(np.unique(values))),
        weight_concentration_prior_type="dirichlet_process",
        weight_concentration_prior=CONCENTRATION,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a fit that is not finished serves as well
        mixture.fit(values[:, None])
    kept = [number for number in np.argsort(-mixture.weights_) if mixture.weights_[number] > SMALLEST_WEIGHT]
    stddevs = np.maximum(np.sqrt(mixture.covariances_.ravel()), SMALLEST_STDDEV)
    found = {"means": mixture.means_.ravel(), "stddevs": stddevs, "weights": mixture.weights_}
    return {name: part[kept].tolist() for name, part in found.items()}


def encoded_column(column, encoding, stored, scaled, draws):
    """One column as a part of vectors (rows, size).

    Args:
        column: `Column`.
        encoding: its encoding.
        stored: its values (rows,) in the table.
        scaled: the same in [-1, 1].
        draws: NumPy generator, from which the mode of each number is drawn.
    """
    if column.categories is not None:
        return np.eye(len(column.categories))[stored.astype(int)]
    means, stddevs, weights = (np.array(encoding[name]) for name in ("means", "stddevs", "weights"))
    distances = (scaled[:, None] - means) / stddevs  # (rows, modes)
    likelihoods = np.log(weights / stddevs) - 0.5 * np.square(distances)
    modes = np.argmax(likelihoods + draws.gumbel(size=likelihoods.shape), axis=1)  # a draw from the posterior
    places = np.take_along_axis(distances, modes[:, None], axis=1) / DEVIATIONS
    return np.concatenate([np.clip(places, -LIMIT, LIMIT), np.eye(len(means))[modes]], axis=1)
