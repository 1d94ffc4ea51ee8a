"""Whether a Wasserstein critic's estimate falls as samples get better, in a finished run.

    python recipes/wgan.py --epochs 40
    python benchmarks/estimate_follows_quality.py runs/wgan | tee benchmarks/results/estimate_follows_quality.txt

The estimate is the negative of the term `critic`, its mean over an epoch, from the run's `losses.csv`; quality is each
measure at the end of that epoch, from its `metrics.csv`. Printed is Spearman's rank correlation over the epochs: 1
where both fall together.
"""

import argparse
import pathlib

import scipy.stats

from tfgan_zoo.callbacks.table import Table


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="+", type=pathlib.Path, help="folders of finished runs with a term `critic`")
    for run in parser.parse_args().runs:
        estimates = {int(row["steps"]): -float(row["critic"]) for row in Table(run / "losses.csv").rows()}
        for metric, values in measured(run).items():
            pairs = [(estimates[steps], value) for steps, value in values.items() if steps in estimates]
            print(f"{run.name}, {metric}: {correlation(pairs)}")


def measured(run):
    """Value by step of every metric."""
    found = {}
    for row in Table(run / "metrics.csv").rows():
        found.setdefault(row["metric"], {})[int(row["steps"])] = float(row["value"])
    return found


def correlation(pairs):
    """In words: the rank correlation of (estimate, measure), and where both begin and end."""
    estimates, values = zip(*pairs, strict=True)
    found = scipy.stats.spearmanr(estimates, values)
    return (
        f"rank correlation {found.statistic:.2f} over {len(pairs)} epochs; the estimate goes from {estimates[0]:.3g} "
        f"to {estimates[-1]:.3g}, the metric from {values[0]:.4g} to {values[-1]:.4g}"
    )


if __name__ == "__main__":
    main()
