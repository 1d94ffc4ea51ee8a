"""Any two sets of samples: the results of the measures themselves, and clear words where there can be none."""

import pathlib
import shutil
import subprocess
import sys

import keras
import numpy as np
import pytest
from PIL import Image

from tests.cli.test_cli import ROOT, WITHOUT_TENSORFLOW, fails
from tests.helpers.hostile import members, with_config
from tfgan_zoo import cli, data, metrics, modalities
from tfgan_zoo.callbacks import Table
from tfgan_zoo.cli import compare as command
from tfgan_zoo.evaluation import compare, feature_networks
from tfgan_zoo.models.base.evaluating import results_of
from tfgan_zoo.runs import sources
from tfgan_zoo.saving.classifier import read_classifier, write_classifier

WITHOUT = {"inception": None, "features": 2048, "classifier": None}


class Samples:
    """A source of given samples."""

    split = "generated"
    steps = 0

    def __init__(self, samples, name="the samples"):
        self.samples = samples
        self.name = name
        self.shape = samples.shape[1:]
        self.modality = modalities.modality_of_shape(self.shape)
        self.num_examples = len(samples)

    def batches(self, num, seed):
        for start in range(0, num, 32):
            yield self.samples[start : min(start + 32, num)]


def pictures(count, seed, low=-1.0, size=16):
    generator = np.random.default_rng(seed)
    coarse = generator.uniform(low, 1, (count, size // 4, size // 4, 1))
    return np.kron(coarse, np.ones((1, 4, 4, 1))).astype("float32")


def small_network(size=16, name="small"):
    keras.utils.set_random_seed(0)
    images = keras.Input((size, size, 1))
    pooled = keras.layers.Flatten()(keras.layers.AveragePooling2D(4)(images))
    features = keras.layers.Dense(6, name="features")(pooled)
    return keras.Model(images, keras.layers.Dense(3, name="logits")(features), name=name)


@pytest.fixture(scope="module")
def network():
    return feature_networks.of_classifier(small_network())


REAL, FAKE = pictures(90, 0), pictures(90, 1, low=-0.5)


def test_the_results_are_those_of_the_metrics_themselves(network):
    features, logits = network.features, network.logits
    made = [
        metrics.FrechetDistance(features),
        metrics.KernelDistance(features, max_samples=90, subset_size=45, seed=3),
        metrics.KernelMMD(features, [metrics.median_distance(features(REAL))], max_samples=90),
        metrics.PrecisionRecall(features, max_samples=90),
        metrics.DensityCoverage(features, max_samples=90),
        metrics.NearestNeighborTest(features, max_samples=90),
        metrics.InceptionScore(logits, max_samples=90),
        metrics.ModeScore(logits, max_samples=90),
        metrics.SlicedWasserstein((16, 16, 1), seed=3),
        metrics.SampleSimilarity(),
    ]
    for start in range(0, 90, 32):
        for each in made:
            each.update(REAL[start : start + 32], FAKE[start : start + 32])
    expected = results_of(made)
    real = Samples(REAL)
    real.split = "test"
    found = compare(real, Samples(FAKE), network, seed=3, verbose=0)
    assert [vars(result) for result in found] == [
        {
            **vars(result),
            "value": pytest.approx(result.value, rel=1e-4, abs=1e-7),
            "spread": result.spread and pytest.approx(result.spread, rel=1e-3),
        }
        for result in expected
    ]


def test_collapsed_samples_are_detected_by_the_metrics_for_it(network):
    collapsed = np.repeat(FAKE[:1], 90, axis=0)
    words = ["sample_similarity", "precision_recall", "inception_score"]
    found = {
        result.metric: result.value for result in compare(Samples(REAL), Samples(collapsed), network, words, verbose=0)
    }
    assert found["sample_ms_ssim"] == pytest.approx(1.0)
    assert found["recall_small"] == 0.0
    assert found["inception_score_small"] == pytest.approx(1.0)


def test_the_requested_number_of_samples_and_order_of_metrics_are_used(network):
    found = compare(Samples(REAL), Samples(FAKE), network, ["mode_score", "frechet"], num=40, verbose=0)
    assert [(result.metric, result.n_real, result.n_fake) for result in found] == [
        ("mode_score_small", 40, 40),
        ("frechet_small", 40, 40),
    ]


def test_points_are_compared_in_their_coordinates():
    ring, grid = sources.find("ring"), sources.find("grid")
    network = feature_networks.feature_network(ring, WITHOUT)
    same, other = (
        {result.metric: result.value for result in compare(ring, fake, network, num=200, verbose=0)}
        for fake in (ring, grid)
    )
    assert same["frechet_coordinates"] == pytest.approx(0, abs=1e-6)
    assert other["frechet_coordinates"] > 0.01
    assert "inception_score_coordinates" not in same
    assert "sliced_wasserstein" not in same


def test_images_without_labels_and_network_are_compared_as_images():
    found = compare(Samples(REAL), Samples(FAKE), None, verbose=0)
    assert {result.metric for result in found} == {"sliced_wasserstein", "sliced_wasserstein_16", "sample_ms_ssim"}


HOLED = FAKE.copy()
HOLED[50, 3, 3] = np.nan


@pytest.mark.parametrize(
    ("real", "fake", "options", "message"),
    [
        (REAL, pictures(90, 0, size=20), {}, r"shape \(16, 16, 1\), .* of shape \(20, 20, 1\): compare each"),
        (REAL, np.zeros((90, 2), "float32"), {}, "samples of image, the fake of points: the two cannot be compared"),
        (REAL, HOLED, {}, "some samples of the fake are not finite"),
        (REAL, FAKE * 127.5 + 127.5, {}, r"the fake outputs images from .* to 255; expected \[-1, 1\]"),
        (REAL, FAKE, {"num": 91}, "has 90 samples, fewer than 91: use 90 or fewer"),
        (REAL, FAKE, {"num": 1}, "no metric compares fewer than 2"),
        (REAL, FAKE, {"num": 10, "words": ["inception_score"]}, "at least 20 samples"),
        (REAL, FAKE, {"num": 4, "words": ["density_coverage"]}, "at least 6 samples"),
        (REAL, FAKE, {"words": ["fid"]}, "there is no metric 'fid'; the metrics are frechet,"),
        (REAL, FAKE, {"words": ["frechet"], "network": None}, "it needs a network: real images with labels"),
        (
            pictures(20, 0, size=8),
            pictures(20, 1, size=8),
            {"words": ["sample_similarity"], "network": None},
            "11 or more pixels a side",
        ),
    ],
)
def test_inapplicable_metrics_are_refused(network, real, fake, options, message):
    given = {"network": network, "verbose": 0, **options}
    with pytest.raises(ValueError, match=message):
        compare(Samples(real, "the real"), Samples(fake, "the fake"), **given)


def test_metrics_of_logits_need_logits():
    without = feature_networks.FeatureNetwork(small_network())
    with pytest.raises(ValueError, match="it needs a network with logits"):
        compare(Samples(REAL), Samples(FAKE), without, ["mode_score"], verbose=0)


def test_a_dataset_of_another_size_is_resized_to_that_of_the_generator():
    with pytest.raises(ValueError, match="give --image-shape 16x16x1 to resize"):
        compare(sources.find("digits:test"), Samples(FAKE), None)
    assert sources.find("digits:test", image_shape=(16, 16, 1)).shape == (16, 16, 1)


@pytest.mark.slow
def test_the_untrained_inception_gives_features_and_logits_of_one_pass(tmp_path):
    whole = metrics.untrained_inception(2048)
    arrays = {f"{layer.name}/{weight.name}": weight.numpy() for layer in whole.layers for weight in layer.weights}
    arrays["softmax/kernel"] = np.zeros((2048, 1008), "float32")
    np.savez(tmp_path / "weights.npz", **arrays)
    network = feature_networks.of_inception(str(tmp_path / "weights.npz"))
    found = compare(Samples(REAL), Samples(FAKE), network, ["frechet", "mode_score"], num=4, verbose=0)
    assert [result.metric for result in found] == ["fid", "mode_score_inception-2015-12-05-logits"]
    identity = metrics.frechet_metric.identity_of(metrics.inception(tmp_path / "weights.npz"))
    assert found[0].network == identity
    assert found[1].value == pytest.approx(1.0)


def test_a_classifier_is_read_as_it_was_saved(tmp_path):
    classifier = small_network()
    write_classifier(classifier, tmp_path / "new" / "small.keras")
    again = read_classifier(tmp_path / "new" / "small.keras")
    first, second = (
        feature_networks.network_description(feature_networks.of_classifier(one)) for one in (classifier, again)
    )
    assert first == second
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["small.keras"]


def test_a_classifier_that_would_run_code_or_is_damaged_is_refused(tmp_path):
    path = tmp_path / "small.keras"
    write_classifier(small_network(), path)
    whole = path.read_bytes()

    def with_lambda(config):
        config["config"]["layers"][1] |= {"class_name": "Lambda", "module": "keras.layers"}

    for content, message in [
        (with_config(members(path), with_lambda), "may run untrusted code"),
        (whole[:-100], "not a complete .keras archive"),
    ]:
        path.write_bytes(content)
        with pytest.raises(ValueError, match=message):
            read_classifier(path)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"inception": "a", "classifier": "b"}, "not both"),
        ({"classifier": "missing.h5"}, "the name must end in .keras"),
    ],
)
def test_files_that_do_not_match_are_refused(files, message):
    with pytest.raises(ValueError, match=message):
        feature_networks.feature_network(Samples(REAL), {**WITHOUT, **files})


def test_a_classifier_of_other_images_is_refused(tmp_path):
    write_classifier(small_network(20), tmp_path / "small.keras")
    with pytest.raises(ValueError, match="use --image-shape 20x20x1"):
        feature_networks.feature_network(Samples(REAL), {**WITHOUT, "classifier": str(tmp_path / "small.keras")})


@pytest.mark.slow
def test_a_classifier_is_trained_on_the_labels_of_the_real_images_and_saved(tmp_path, capsys):
    real = sources.DatasetSource(data.from_arrays(REAL, np.arange(90) % 3, "pictures"))
    files = {**WITHOUT, "classifier": str(tmp_path / "kept.keras")}
    trained = feature_networks.feature_network(real, files)
    printed = capsys.readouterr().out
    assert "Training a classifier on pictures (train)" in printed
    assert "Evaluating with classifier-pictures@" in printed
    again = feature_networks.feature_network(real, files)
    assert "Training" not in capsys.readouterr().out
    assert feature_networks.network_description(again) == feature_networks.network_description(trained)


# The command


def folder_of(path, images):
    path.mkdir(parents=True)
    for number, image in enumerate(images):
        Image.fromarray(np.rint((image[..., 0] + 1) * 127.5).astype("uint8")).save(path / f"{number:03d}.png")
    return str(path)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    root = tmp_path_factory.mktemp("folders")
    return folder_of(root / "real", REAL[:24]), folder_of(root / "fake", FAKE[:24])


def test_the_help_is_printed_without_tensorflow():
    program = WITHOUT_TENSORFLOW.format(argv=["compare", "--help"], code=0)
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_two_folders_are_compared_and_the_results_appended_to_a_table(folders, tmp_path, capsys):
    out = tmp_path / "tables" / "results.csv"
    for _ in range(2):
        assert cli.main(["compare", *folders, "--out", str(out), "--num", "20"]) == 0
    printed = capsys.readouterr().out
    assert "Evaluating without a network" in printed
    assert "n_real 20, n_fake 20, split train)" in printed
    rows = Table(out).rows()
    assert [row["metric"] for row in rows] == ["sliced_wasserstein", "sliced_wasserstein_16", "sample_ms_ssim"] * 2
    assert (rows[0]["n_real"], rows[0]["split"], rows[0]["steps"]) == ("20", "train", "0")
    assert list(out.parent.iterdir()) == [out]


def test_a_saved_classifier_compares_folders(folders, tmp_path, capsys):
    write_classifier(small_network(), tmp_path / "small.keras")
    arguments = ["compare", *folders, "--classifier", str(tmp_path / "small.keras"), "--metrics", "frechet,mode_score"]
    assert cli.main(arguments) == 0
    printed = capsys.readouterr().out
    assert "Evaluating with small@" in printed
    assert "frechet_small " in printed
    assert "mode_score_small " in printed


def test_errors_are_one_line_with_exit_code_2_and_nothing_is_written(folders, tmp_path, capsys):
    real, _ = folders
    (tmp_path / "empty").mkdir()
    other = folder_of(tmp_path / "other", pictures(4, 0, size=20))
    out = tmp_path / "results.csv"
    for arguments, message in [
        ([real, str(tmp_path / "empty")], "holds no images"),
        ([real, str(tmp_path / "nowhere")], "there is no"),
        ([real, other], "shape (16, 16, 1)"),
        ([real, real, "--num", "25"], "has 24 samples, fewer than 25"),
        ([real, real, "--metrics", "inception_score"], "it needs a network"),
        ([real, real, "--metrics", "inceptionscore"], "did you mean inception_score?"),
        ([real, real, "--image-shape", "32x32"], "not height x width x channels"),
        ([real, real, "--classifier", str(pathlib.Path(real) / "000.png")], "is not the name of a .keras file"),
        ([real, real, "--inception", str(tmp_path / "nowhere.npz")], "there is no file"),
    ]:
        assert message in fails(capsys, "compare", *arguments, "--out", str(out))
        assert not out.exists()
    shutil.copy(pathlib.Path(real) / "000.png", out)
    assert "results.csv cannot be read" in fails(capsys, "compare", real, real, "--out", str(out))


def test_fid_and_kid_are_aliases():
    assert command.words("fid, kid,mode_score") == ["frechet", "kernel_distance", "mode_score"]
