"""What generated rows of a table are worth: to learn from, and to be told from real ones."""

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.row_buffer import RowBuffer

NETWORK = "gradient boosting of scikit-learn"


def train_on_synthetic(fake, real_test, target, categories, seed=0):
    """The accuracy, on real rows, of a classifier that has learned from generated ones.

    Args:
        fake: generated rows (n, columns) as they stand in the table, categories as numbers.
        real_test: real rows that no game has learned from.
        target: number of the column that is to be told from the others, one of categories.
        categories: numbers of the columns of categories.
        seed: of the classifier.

    Returns:
        Accuracy in [0, 1]. Where all generated rows have one category, that of always naming it.

    Example:
        >>> rows = np.tile([[0.0, 0.0], [1.0, 1.0]], (50, 1))
        >>> train_on_synthetic(rows, rows, target=1, categories=[1])
        1.0

    Reference:
        Esteban et al. 2017, https://arxiv.org/abs/1706.02633, section 5.1; Xu et al. 2019, arXiv:1907.00503, section 5.
    """
    inputs = [column for column in range(np.shape(fake)[1]) if column != target]
    labels = np.asarray(fake)[:, target]
    if len(np.unique(labels)) < 2:
        return float((np.asarray(real_test)[:, target] == labels[0]).mean())
    classifier = boosting([column in categories for column in inputs], seed)
    classifier.fit(np.asarray(fake)[:, inputs], labels)
    return float(classifier.score(np.asarray(real_test)[:, inputs], np.asarray(real_test)[:, target]))


def detector_auc(real, fake, categories, seed=0):
    """How well a classifier tells real rows from generated ones: the area under its curve, 0.5 if it cannot.

    It learns from every other row of each and is measured on the rest.

    Args:
        real, fake: rows (n, columns) as they stand in the table.
        categories: numbers of the columns of categories.
        seed: of the classifier.

    Example:
        >>> detector_auc(np.zeros((100, 1)), np.ones((100, 1)), categories=[])
        1.0
    """
    rows = np.concatenate([np.asarray(real), np.asarray(fake)])
    labels = np.repeat([1, 0], [len(real), len(fake)])
    learned = np.concatenate([np.arange(len(part)) % 2 == 0 for part in (real, fake)])
    classifier = boosting([column in categories for column in range(rows.shape[1])], seed)
    classifier.fit(rows[learned], labels[learned])
    return float(roc_auc_score(labels[~learned], classifier.predict_proba(rows[~learned])[:, 1]))


def boosting(is_category, seed):
    """The classifier: of columns of categories it takes any set of them as one side of a split."""
    return HistGradientBoostingClassifier(categorical_features=is_category, random_state=seed)


class RowsMetric:
    """A metric of generated and real rows as they stand in the table.

    Args:
        modality: `Table` or `EncodedTable` of the rows.
        row_size: length of a row as a game makes it.
        split: name of the real rows' split.
        max_rows: the largest number of rows of each kind to keep; later ones are ignored.
    """

    name = ""

    def __init__(self, modality, row_size, split="test", max_rows=10_000):
        self.modality = modality
        self.split = split
        self._real, self._fake = (RowBuffer(max_rows, row_size) for _ in range(2))
        self.categories = [at for at, column in enumerate(modality.columns) if column.categories is not None]

    def reset(self):
        """Discard all rows."""
        self._real.reset()
        self._fake.reset()

    def update(self, real, fake):
        """Keep a batch of real and of generated rows."""
        self._real.add(sample_of(real))
        self._fake.add(sample_of(fake))

    def rows(self):
        """Real and generated rows as they stand in the table.

        Raises:
            ValueError: if there are too few of either.
        """
        found = [self.modality.to_table(buffer.rows()) for buffer in (self._real, self._fake)]
        if min(map(len, found)) < 4:
            raise ValueError(f"received {len(found[0])} real and {len(found[1])} generated rows; expected 4 or more.")
        return found

    def result_of(self, value, real, fake, name=None):
        """A value as a `Result`."""
        return Result(name or self.name, value, NETWORK, len(real), len(fake), self.split)


class TrainOnSynthetic(RowsMetric):
    """`train_on_synthetic`, and the accuracy of the same classifier that has learned from as many real rows.

    Args:
        modality, row_size, split, max_rows: as for `RowsMetric`.
        target: name of the column that is to be told from the others.
        train: rows to train on as they stand in the table, (n, columns), for the second result.

    Raises:
        ValueError: if there is no such column, or it has no categories.
    """

    name = "train_on_synthetic"
    higher_is_better = True

    def __init__(self, modality, row_size, target, train, split="test", max_rows=10_000):
        super().__init__(modality, row_size, split, max_rows)
        self.target = modality.number_of(target)
        if self.target not in self.categories:
            raise ValueError(f"column {target!r} has numbers; expected one of categories to be told from the others.")
        self.train = np.asarray(train)

    def result(self):
        real, fake = self.rows()
        of_fake, of_real = (
            train_on_synthetic(rows, real, self.target, self.categories) for rows in (fake, self.train[: len(fake)])
        )
        return self.result_of(of_fake, real, fake), self.result_of(of_real, real, fake[:0], "train_on_real")


class DetectorAUC(RowsMetric):
    """`detector_auc` of real and generated rows. Arguments are those of `RowsMetric`."""

    name = "detector_auc"
    higher_is_better = None
    best_value = 0.5

    def result(self):
        real, fake = self.rows()
        return self.result_of(detector_auc(real, fake, self.categories), real, fake)
