"""`tfgan-zoo plot` draws from runs, saved games and exported generators, and explains what is not applicable."""

import pathlib
import subprocess
import sys

import keras
import numpy as np
import pytest
from PIL import Image

from tests.cli.test_cli import ROOT, WITHOUT_TENSORFLOW
from tests.helpers.tiny import compiled, players
from tests.pictures.subjects import conditional_gan
from tests.pictures.test_latent_generators import infogan
from tfgan_zoo import cli, models, training
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.saving.lock import locked
from tfgan_zoo.serving import export

TINY = str(pathlib.Path(__file__).parents[1] / "helpers" / "tiny_recipe.py")
POINT_KINDS = ("interpolation", "traversal", "truncation", "sensitivity", "gradients", "curves")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A run on points."""
    out = tmp_path_factory.mktemp("runs") / "tiny"
    flags = flags_of(recipe_source.find(TINY), ["--steps", "2", "--epochs", "2", "--out", str(out)])
    training.train(recipe_source.find(TINY), flags, flags.pop("out"))
    return out


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    """A game of images as a `.keras` file and as a SavedModel."""
    folder = tmp_path_factory.mktemp("images")
    gan = compiled(models.GAN(*players()))
    gan.save(folder / "gan.keras")
    export.export_generator(gan, folder / "model")
    compiled(infogan()).save(folder / "infogan.keras")
    compiled(conditional_gan()).save(folder / "conditional.keras")
    return folder


@pytest.mark.parametrize("argv", [["plot", "--help"], ["plot", "interpolation", "--help"]])
def test_help_lists_the_kinds_and_their_flags_without_tensorflow(argv):
    program = WITHOUT_TENSORFLOW.format(argv=argv, code=0)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert ("classes" if len(argv) == 2 else "--num") in done.stdout


def plot(*words):
    return cli.main(["plot", *map(str, words)])


@pytest.mark.parametrize("kind", POINT_KINDS)
def test_a_run_on_points_is_drawn(run, tmp_path, capsys, kind):
    assert plot(kind, run, "--out", tmp_path / "new" / "a.png") == 0
    with Image.open(tmp_path / "new" / "a.png") as picture:
        assert min(picture.size) > 200
    assert str(tmp_path / "new" / "a.png") in capsys.readouterr().out


def test_a_runs_samples_become_an_animation(run, tmp_path, capsys):
    assert plot("gif", run, "--out", tmp_path / "a.gif") == 0
    assert "2 frames" in capsys.readouterr().out
    with Image.open(tmp_path / "a.gif") as picture:
        assert picture.n_frames == 2


def test_a_runs_report_has_its_pictures(run):
    report = (run / "report.md").read_text()
    for name in ("samples.gif", "interpolation.png", "sensitivity.png", "gradients.png"):
        assert f"](pictures/{name})" in report
        assert (run / "pictures" / name).exists()
    assert not (run / "pictures" / "neighbors.png").exists()  # it has points


@pytest.mark.parametrize(
    ("sample_source", "kind"),
    [
        ("gan.keras", "traversal"),
        ("conditional.keras", "interpolation"),
        ("conditional.keras", "classes"),
        ("model/1", "interpolation"),
        ("model/1", "truncation"),
        ("model/1", "sensitivity"),
    ],
)
def test_a_saved_game_and_its_export_are_drawn(images, tmp_path, sample_source, kind):
    assert plot(kind, images / sample_source, "--num", "2", "--out", tmp_path / "a.png") == 0
    assert (tmp_path / "a.png").stat().st_size > 0


def test_codes_of_infogan_are_traversed(images, tmp_path, monkeypatch):
    from tfgan_zoo import plots

    seen = []
    monkeypatch.setattr(plots, "image_rows", lambda path, images, rows, *rest, **options: seen.append((images, rows)))
    assert plot("traversal", images / "infogan.keras", "--num", "2", "--out", tmp_path / "a.png") == 0
    ((pictures, rows),) = seen
    assert [name.split(",")[0] for name in rows[:2]] == ["category 0 to 2"] * 2
    assert [name.split()[1] for name in rows[2:]] == ["1", "1", "2", "2"]
    assert pictures.shape[:2] == (6, 9)
    assert np.ptp(pictures[2], axis=0).max() > 0  # the code moves something


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("neighbors", "--space", "pixels", "--num", "2"), marks=pytest.mark.slow),
        ("features", "--space", "pixels", "--num", "10"),
        ("saliency", "--num", "2", "--baseline", "gray"),
        pytest.param(("gradients",), marks=pytest.mark.slow),
    ],
)
def test_a_saved_game_is_compared_with_a_dataset(images, tmp_path, words):
    kind, *flags = words
    assert plot(kind, images / "gan.keras", "--dataset", "digits", *flags, "--out", tmp_path / "a.png") == 0
    assert (tmp_path / "a.png").stat().st_size > 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("gif", "{images}/gan.keras"), "is not the folder of a run"),
        (("curves", "{images}/model/1"), "is not the folder of a run"),
        (("saliency", "{images}/model/1", "--dataset", "digits"), "has only a generator"),
        (("gradients", "{images}/gan.keras"), "comes without data: give --dataset"),
        (("neighbors", "{images}/model/1"), "comes without data: give --dataset"),
        (("neighbors", "{run}"), "this picture shows image samples only"),
        (("features", "{run}"), "this picture shows image or series samples only"),
        (("saliency", "{run}"), "this picture shows image samples only"),
        (("traversal", "{images}/gan.keras", "--coordinates", "6"), "counted from 0 to 5"),
        (("truncation", "{images}/gan.keras", "--thresholds", "0"), "above 0"),
        (("interpolation", "{images}"), "is not the folder of a run"),
        (("interpolation", "{run}", "--num", "0"), "not an integer"),
        (("portrait", "{run}"), "invalid choice"),
        (("classes", "{run}"), "takes no labels"),
        (("reconstructions", "{run}"), "has no encoder"),
        (("translations", "{run}"), "does not translate pictures"),
        (("classes", "{images}/conditional.keras", "--classes", "3"), "counted from 0 to 2"),
        (("classes", "{images}/model/1"), "takes no labels"),
        (("saliency", "{images}/model/1"), "needs the whole game"),
    ],
)
def test_an_inapplicable_plot_is_explained_in_one_line_and_nothing_is_written(
    run, images, tmp_path, capsys, words, message
):
    kind, sample_source, *flags = (word.format(run=run, images=images) for word in words)
    try:
        code = plot(kind, sample_source, *flags, "--out", tmp_path / "a.png")
    except SystemExit as end:
        code = end.code
    error = capsys.readouterr().err
    assert code == 2
    assert message in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_pictures_of_ones_own_may_be_written_into_a_run_that_another_process_writes(run):
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    with locked(run):
        assert plot("interpolation", run, "--out", run / "pictures" / "mine.png") == 0
        assert cli.main(["sample", str(run), "--num", "4", "--out", str(run / "mine.png")]) == 0
        assert cli.main(["sample", str(run), "--num", "4", "--out", str(run / "own")]) == 0
    after = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    assert after.items() >= before.items()
    new = {path.relative_to(run) for path in after.keys() - before.keys()}
    assert {path.parts[0] for path in new} == {"pictures", "mine.png", "own"}


def test_the_best_checkpoint_of_a_run_can_be_chosen(run, tmp_path):
    assert plot("interpolation", run, "--checkpoint", "best", "--out", tmp_path / "a.png") == 0


@pytest.fixture(scope="module")
def unlabeled(tmp_path_factory):
    """A folder of pictures without labels."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "train").mkdir()
    noise = np.random.default_rng(0).uniform(0, 255, (20, 8, 8, 1))
    for number, pixels in enumerate(noise):
        keras.utils.save_img(folder / "train" / f"{number}.png", pixels)
    return folder


def test_unlabeled_images_are_not_compared_in_features(images, unlabeled, tmp_path, capsys):
    words = "--dataset", unlabeled, "--space", "features"
    assert plot("features", images / "gan.keras", *words, "--out", tmp_path / "a.png") == 2
    assert "no labels to train a feature network on" in capsys.readouterr().err


def test_unlabeled_images_are_compared_in_pixels_where_no_space_is_chosen(images, unlabeled, tmp_path):
    words = "--dataset", unlabeled, "--num", "2"
    assert plot("neighbors", images / "gan.keras", *words, "--out", tmp_path / "a.png") == 0
    assert (tmp_path / "a.png").exists()


def test_another_ending_than_what_is_written_is_refused_before_anything_is_loaded(run, capsys):
    assert plot("interpolation", run, "--out", "a.pdf") == 2
    assert "a.pdf is not the name of a .png file" in capsys.readouterr().err


def test_the_folder_of_versions_stands_for_its_highest(images, tmp_path):
    assert plot("interpolation", images / "model", "--num", "2", "--out", tmp_path / "a.png") == 0
