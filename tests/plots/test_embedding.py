"""Components are those of the real features, and the seed determines the figure."""

import numpy as np
import pytest

from tfgan_zoo import plots


def rows(count, seed, scales=(5.0, 2.0, 1.0, 0.5)):
    return np.random.default_rng(seed).normal(size=(count, len(scales))) * scales


def test_explained_variance_is_along_the_components_of_the_real_features(tmp_path):
    real = rows(60, 0)
    collapsed = real[:20] * [0.0, 1.0, 1.0, 1.0]  # nothing varies along what varies most
    shares, of_fake = plots.embedding(tmp_path / "a.png", real, collapsed)
    variances = np.linalg.eigvalsh(np.cov(real.T))[::-1]
    np.testing.assert_allclose(shares, variances[:2] / variances.sum(), rtol=1e-6)
    assert of_fake[0] < 0.1 < of_fake[1]


def test_the_seed_determines_the_figure(tmp_path):
    for name in ("a", "b"):
        plots.embedding(tmp_path / f"{name}.png", rows(20, 0), rows(20, 1), seed=-3)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


@pytest.mark.parametrize(
    ("real", "fake", "message"),
    [
        (rows(4, 0), rows(4, 1), "at least 10 together"),
        (rows(9, 0), rows(1, 1), "2 of each"),
        (rows(20, 0), rows(20, 1)[:, :3], "expected"),
        (rows(20, 0), np.full((20, 4), np.nan), "not finite"),
        (np.ones((20, 4)), rows(20, 1), "all real features are the same"),
    ],
)
def test_bad_features_are_refused(tmp_path, real, fake, message):
    with pytest.raises(ValueError, match=message):
        plots.embedding(tmp_path / "a.png", real, fake)
    assert not list(tmp_path.iterdir())
