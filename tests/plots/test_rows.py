"""Rows of images have their names, and every plot refuses data that it cannot show."""

import matplotlib.axes
import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from tfgan_zoo import plots
from tfgan_zoo.plots.rows import draw_rows
from tfgan_zoo.plots.saliency import overlay
from tfgan_zoo.plots.scatter_panels import draw_sets, name_sets
from tfgan_zoo.saving.atomic import atomic_write


def axes_with(images, *arguments):
    axes = Figure().add_subplot()
    draw_rows(axes, images, *arguments)
    return axes


def test_images_are_in_rows_with_centered_names():
    images = np.full((2, 3, 20, 20, 1), -1.0)
    images[1, 2] = 1.0
    axes = axes_with(images, ["upper", "lower"], ["a", "b", "c"])
    grid = axes.images[0].get_array()
    assert [text.get_text() for text in axes.get_yticklabels()] == ["upper", "lower"]
    down, across = axes.get_yticks(), axes.get_xticks()
    values = [[grid[round(y), round(x)] for x in across] for y in down]
    assert values == [[0, 0, 0], [0, 0, 255]]


def test_captions_are_below_their_images():
    axes = axes_with(np.zeros((2, 2, 10, 10, 3)), (), (), [["a", "b"], ["c", "d"]], 4.0)
    places = {text.get_text(): text.get_position() for text in axes.texts}
    assert places["a"][0] == places["c"][0] < places["b"][0]
    assert places["a"][1] == places["b"][1] < places["c"][1]


@pytest.mark.parametrize(
    ("shape", "arguments", "message"),
    [
        ((3, 8, 8, 1), (), "expected"),
        ((2, 3, 8, 8, 1), (["one"],), "1 names for 2 rows"),
        ((2, 3, 8, 8, 1), ((), ["a", "b"]), "2 names for 3 columns"),
        ((1, 2, 8, 8, 1), ((), (), [["a"]]), "captions"),
        ((1, 2, 8, 8, 4), (), "expected"),
    ],
)
def test_names_that_do_not_match_are_refused(tmp_path, shape, arguments, message):
    with pytest.raises(ValueError, match=message):
        plots.image_rows(tmp_path / "a.png", np.zeros(shape), *arguments)


def test_figures_are_written_atomically(tmp_path):
    path = tmp_path / "new" / "a.png"
    path.parent.mkdir()
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), atomic_write(path) as temporary:
        temporary.write_bytes(b"half")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.png"]


def drawn(monkeypatch):
    """The names of all lines drawn later in the test."""
    actual = []
    draw = matplotlib.axes.Axes.plot

    def plot(self, *arguments, **options):
        actual.append((np.asarray(arguments[0]), np.asarray(arguments[1])))
        return draw(self, *arguments, **options)

    monkeypatch.setattr(matplotlib.axes.Axes, "plot", plot)
    return actual


def test_trajectories_are_lines_through_their_points(tmp_path, monkeypatch):
    lines = drawn(monkeypatch)
    points = np.array([[[0.0, 0.0], [1.0, 2.0], [3.0, 1.0]]])
    plots.trajectories(tmp_path / "a.png", points, ["first"], real=np.zeros((4, 2)))
    np.testing.assert_array_equal(np.stack(lines[0], axis=1), points[0])


@pytest.mark.parametrize("points", [np.zeros((3, 2)), np.zeros((1, 3, 3)), np.full((1, 3, 2), np.inf)])
def test_trajectories_that_are_not_planar_are_refused(tmp_path, points):
    with pytest.raises(ValueError, match="received|finite"):
        plots.trajectories(tmp_path / "a.png", points)


def test_scatter_panels_share_their_axes(tmp_path):
    sets = {"real": np.eye(2), "generated": 5 * np.eye(2)}
    plots.scatter_panels(tmp_path / "a.png", {"one": {"real": np.eye(2)}, "two": sets}, "Two")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width > 1.5 * picture.height
    with pytest.raises(ValueError, match="expected"):
        plots.scatter_panels(tmp_path / "a.png", {"one": {"real": np.zeros((4, 3))}})


def test_a_set_has_the_same_color_in_all_panels_and_one_legend_entry():
    figure = Figure(layout="constrained")
    first, second = figure.subplots(1, 2)
    draw_sets(first, {"generated": np.eye(2)}, ["real", "generated"])
    draw_sets(second, {"real": np.eye(2), "generated": -np.eye(2)}, ["real", "generated"])
    name_sets(figure)
    figure.draw_without_rendering()
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["generated (2)", "real (2)"]
    np.testing.assert_array_equal(first.collections[0].get_facecolor(), second.collections[1].get_facecolor())
    assert all(legend.get_window_extent().y1 < axes.get_tightbbox().y0 for axes in figure.axes)


def test_red_raises_the_score_and_blue_lowers_it():
    shares = np.array([[[1.0, -1.0, 0.0]]])
    colors = overlay(np.zeros((1, 1, 3, 1), np.uint8), shares, scale=1.0)[0, 0]
    assert colors.tolist() == [[255, 0, 0], [0, 0, 255], [166, 166, 166]]


def test_attributions_that_do_not_match_their_images_are_refused(tmp_path):
    images, scores = np.zeros((2, 8, 8, 1)), np.zeros(2)
    for wrong in (np.zeros((2, 4, 8, 1)), np.full((2, 8, 8, 1), np.nan)):
        with pytest.raises(ValueError, match="the same shape, and finite"):
            plots.saliency(tmp_path / "a.png", {"real": (images, wrong, scores)})
    plots.saliency(tmp_path / "a.png", {"real": (images, images, scores)}, "Nothing")


def test_neighbors_that_do_not_match_their_samples_are_refused(tmp_path):
    samples = np.zeros((2, 8, 8, 1))
    plots.neighbors(tmp_path / "a.png", samples, np.zeros((2, 3, 8, 8, 1)), np.zeros((2, 3)), "Nothing")
    with pytest.raises(ValueError, match="neighbors"):
        plots.neighbors(tmp_path / "a.png", samples, np.zeros((3, 3, 8, 8, 1)), np.zeros((3, 3)))


def test_sensitivity_supports_color_images(tmp_path):
    walk = np.zeros((2, 3, 8, 8, 3))
    plots.sensitivity(tmp_path / "a.png", walk, [-1, 0, 1], [3.0, 2.0, 1.0], np.eye(8), "Nothing")
    assert (tmp_path / "a.png").stat().st_size > 0


def test_gradients_are_drawn_and_nonfinite_ones_refused(tmp_path):
    gradients = {"generator": {"dense/kernel": np.ones((3, 4)), "a/very/long/path/of/many/words/kernel": np.zeros(5)}}
    plots.gradient_histograms(tmp_path / "a.png", gradients, "Few")
    plots.gradient_histograms(tmp_path / "b.png", {"generator": {"dense/kernel": np.zeros(3)}})
    for wrong, message in (
        ({}, "no gradients"),
        ({"generator": {"kernel": np.array([np.inf])}}, "kernel is not finite"),
    ):
        with pytest.raises(ValueError, match=message):
            plots.gradient_histograms(tmp_path / "c.png", wrong)
