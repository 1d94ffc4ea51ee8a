"""A model card as it is read again. No TensorFlow."""

import pathlib
import re

ROW = re.compile(r"^\| ([^|`]+) \| (.*) \|$", re.MULTILINE)
RESULT = re.compile(r"([\w-]+) (-?[\d.]+(?:e[+-]?\d+)?)(?: ± \S+)? \(")


def read_card(version):
    """The rows of a version's model card.

    Args:
        version: a version's folder.

    Returns:
        dict from a row's title to its text: "Data", "Metrics", "Command" and so on.

    Example:
        >>> read_card("saved_models/wgan_gp_digits/1")["Data"]  # doctest: +SKIP
        'digits'
    """
    text = (pathlib.Path(version) / "README.md").read_text(encoding="utf-8")
    return {title: row for title, row in ROW.findall(text) if title not in ("signature", "---")}


def results_of(card):
    """The results of a card's row "Metrics", in its order.

    Example:
        >>> results_of({"Metrics": "frechet_a 11.5 (network a, n_real 9)<br>recall 0.4 (network a, n_real 9)"})
        {'frechet_a': 11.5, 'recall': 0.4}
    """
    return {name: float(value) for name, value in RESULT.findall(card.get("Metrics", ""))}
