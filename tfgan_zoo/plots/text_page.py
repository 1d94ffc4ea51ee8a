"""A page of lines of text."""

from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

LINE_HEIGHT = 0.2  # inches
LETTER_WIDTH = 0.08  # inches, at the page's size of letters
LETTER_SIZE = 9  # points
LONGEST_LINE = 110  # characters; the rest of a line is left out


def text_page(path, lines, real=None, title=""):
    """Generated texts, a line each, below real ones in gray. Pages of as many lines are of one size.

    Args:
        path: the PNG to write.
        lines: strings.
        real: strings, or None for the generated ones alone.
        title: printed above.

    Raises:
        ValueError: if there is no line.

    Example:
        >>> text_page("page.png", ["a dog runs", "a cat"], real=["the dog"])
    """
    if not len(lines):
        raise ValueError("received no line of text; expected at least one.")
    rows = [("gray", line) for line in real or ()] + [("black", line) for line in lines]
    rows = [(color, line[:LONGEST_LINE] + "…" * (len(line) > LONGEST_LINE)) for color, line in rows]
    if title:
        rows = [("black", title), *rows]
    width, height = LETTER_WIDTH * (LONGEST_LINE + 2), LINE_HEIGHT * (len(rows) + 1)
    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH)
    for number, (color, line) in enumerate(rows, 1):
        # A dollar sign is a word here and does not begin a formula.
        place = {"x": LETTER_WIDTH / width, "y": 1 - number * LINE_HEIGHT / height, "va": "center"}
        font = {"fontsize": LETTER_SIZE, "family": "monospace", "parse_math": False}
        figure.text(s=line, color=color, **place, **font)
    save(path, figure)
