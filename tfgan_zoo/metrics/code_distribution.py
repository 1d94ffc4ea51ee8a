"""The distribution of the codes of held-out samples, compared with the prior."""

import numpy as np
import scipy.stats

from tfgan_zoo.metrics.feature_checks import checked_capacity
from tfgan_zoo.metrics.kernel_mmd import kernel_discrepancy, median_distance
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.row_buffer import RowBuffer

NETWORK = "the encoder itself"
SEED, NUM_DRAWS = (0, 2**61), 5000  # of the draws from the prior


class CodeDistribution:
    """Two distances between the codes of real samples and draws from the prior: 0 if they have one distribution.

    `codes_ks` is the Kolmogorov-Smirnov statistic of the worst axis, between 0 and 1, which compares marginals only;
    `codes_mmd` is the unbiased squared maximum mean discrepancy of whole codes, with a Gaussian kernel whose sigma is
    the median distance of the prior's draws; it can be slightly negative, and is at most 2.

    Args:
        codes: function from samples to their codes (batch, latent_size), such as `AAE.codes`.
        draw: function of (number, seed) that draws from the prior, such as `AAE.draw_latents`.
        latent_size: size of a code.
        split: name of the samples' split.
        max_samples: the largest number of codes to keep; later ones are ignored.

    Example:
        >>> metric = CodeDistribution(aae.codes, aae.draw_latents, 8)

    Reference:
        The statistic of two samples: Gretton et al. 2012, "A kernel two-sample test", JMLR 13, eq. 3.
    """

    name = "codes"
    higher_is_better = None

    def __init__(self, codes, draw, latent_size, split="test", max_samples=5000):
        self.codes = codes
        self.draw = draw
        self.split = split
        self._rows = RowBuffer(checked_capacity(max_samples, 2, self.name), latent_size)

    def reset(self):
        """Discard all codes."""
        self._rows.reset()

    def update(self, real, fake):
        """Add the codes of a batch of real samples; generated ones are ignored."""
        self._rows.add(self.codes(real))

    def result(self):
        """Both distances, each a `Result`.

        Raises:
            ValueError: with fewer than two samples, or codes that are not finite.
        """
        codes = self._rows.rows()
        prior = np.asarray(self.draw(NUM_DRAWS, SEED))
        discrepancy = kernel_discrepancy(prior, codes, [median_distance(prior[:1000])])
        worst = max(scipy.stats.ks_2samp(*axes).statistic for axes in zip(codes.T, prior.T, strict=True))
        values = {"codes_ks": float(worst), "codes_mmd": discrepancy}
        return tuple(Result(name, value, NETWORK, len(codes), len(prior), self.split) for name, value in values.items())
