"""The result of a metric, together with everything that is needed to compare it."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Result:
    """The value of a metric, with the settings it was computed with.

    A Fréchet distance cannot be compared with another one without its feature network, its two sample sizes and its
    split: more samples lower it, a different network changes its scale.

    Args:
        metric: name of the metric, for example `"fid_768"`.
        value: the value.
        network: name of the feature network and a checksum of its weights, for example
            `"inception-2015-12-05-768@ba60782f"`.
        n_real: number of real samples.
        n_fake: number of generated samples.
        split: name of the real samples' split, for example `"test"`.
        spread: standard deviation of the value over subsets or splits of the samples, where the metric has one.
        better: "higher", "lower" or the value that is best, as `results_of` notes it; None where none is.

    Example:
        >>> print(Result("fid_768", 0.1514, "inception-768", 1000, 1000, "test"))
        fid_768 0.1514 (network inception-768, n_real 1000, n_fake 1000, split test)
    """

    metric: str
    value: float
    network: str
    n_real: int
    n_fake: int
    split: str
    spread: float | None = None
    better: str | float | None = None

    def __str__(self):
        spread = "" if self.spread is None else f" ± {self.spread:.2g}"
        return (
            f"{self.metric} {self.value:.4g}{spread} "
            f"(network {self.network}, n_real {self.n_real}, n_fake {self.n_fake}, split {self.split})"
        )
