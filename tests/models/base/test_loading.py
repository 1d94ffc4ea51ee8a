"""Loading a saved game of the zoo."""

import io
import pathlib
import zipfile

import h5py
import keras
import numpy as np
import pytest

import tfgan_zoo
from tests.helpers import tiny
from tfgan_zoo import latents, models, networks, tricks


def saved(path, **options):
    gan = models.WGANGP(networks.mlp_generator((2,), 4, 3), networks.mlp_discriminator((2,), 4), **options)
    tiny.compiled(gan).save(path / "gan.keras")
    return gan, path / "gan.keras"


def assert_same(game, loaded):
    assert type(game) is type(loaded)
    pairs = zip(game.variables, loaded.variables, strict=True)
    assert all(np.array_equal(ours.numpy(), theirs.numpy()) for ours, theirs in pairs)


def test_a_loaded_game_equals_the_saved_one(tmp_path):
    options = {"latents": latents.uniform, "ema_momentum": 0.9, "tricks": [tricks.InstanceNoise(0.1, 5)], "seed": 3}
    gan, path = saved(tmp_path, **options)
    loaded = models.load(path)
    assert_same(gan, loaded)
    assert loaded.latents is latents.uniform and loaded.seed == 3
    np.testing.assert_array_equal(gan.sample(4), loaded.sample(4))


def test_a_game_with_mixed_latents_loads_and_draws_the_same(tmp_path):
    gan, path = saved(tmp_path, latents=latents.GaussianMixture(0.1))
    loaded = models.load(path)
    assert loaded.latents.stddev == 0.1
    np.testing.assert_array_equal(gan.sample(4), loaded.sample(4))


def test_schedules_clipping_loss_scaling_and_other_optimizers_load(tmp_path):
    keras.config.set_dtype_policy("mixed_float16")
    try:
        gan = models.GAN(*tiny.players())
    finally:
        keras.config.set_dtype_policy("float32")
    rate = keras.optimizers.schedules.ExponentialDecay(1e-3, 10, 0.5)
    gan.compile(keras.optimizers.RMSprop(rate, clipnorm=1.0), keras.optimizers.SGD(1e-2, momentum=0.9))
    gan.save(tmp_path / "gan.keras")
    assert_same(gan, models.load(tmp_path / "gan.keras"))


def test_an_initializer_with_a_seed_generator_loads(tmp_path):
    initializer = keras.initializers.RandomNormal(seed=keras.random.SeedGenerator(1))
    generator = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, kernel_initializer=initializer)])
    gan = tiny.compiled(models.GAN(generator, networks.mlp_discriminator((2,), 4)))
    gan.save(tmp_path / "gan.keras")
    assert_same(gan, models.load(tmp_path / "gan.keras"))


def test_operations_between_layers_load(tmp_path):
    inputs = keras.Input((3,))
    outputs = keras.ops.tile(keras.layers.Dense(1)(inputs), (1, 2)) * 2.0
    gan = tiny.compiled(models.GAN(keras.Model(inputs, outputs), networks.mlp_discriminator((2,), 4)))
    gan.save(tmp_path / "gan.keras")
    assert_same(gan, models.load(tmp_path / "gan.keras"))


def test_custom_latents_load_when_registered(tmp_path):
    def halves(shape, seed):
        return latents.uniform(shape, seed) / 2

    with keras.saving.custom_object_scope({"mine>halves": keras.saving.register_keras_serializable("mine")(halves)}):
        _, path = saved(tmp_path, latents=halves)
        assert models.load(path).latents is halves


def test_unregistered_latents_are_refused_with_advice(tmp_path):
    def unheard(shape, seed):
        return latents.uniform(shape, seed)

    with keras.saving.custom_object_scope({"unheard": unheard}):
        _, path = saved(tmp_path, latents=unheard)
    with pytest.raises(models.DamagedFile, match="unheard.*register it"):
        models.load(path)


def test_a_missing_file_raises_file_not_found(tmp_path):
    with pytest.raises(FileNotFoundError, match="nothing.keras"):
        models.load(tmp_path / "nothing.keras")


def test_every_package_with_building_blocks_is_imported_by_loading():
    package = pathlib.Path(tfgan_zoo.__file__).parent
    source = (package / "models/base/loading.py").read_text()
    for path in package.rglob("*.py"):
        if "\n@keras.saving.register_keras_serializable" in path.read_text():
            name = path.relative_to(package).parts[0].removesuffix(".py")
            assert name in ("models", "metrics") or f"import tfgan_zoo.{name}" in source, path


def test_networks_are_saved_under_their_own_names(tmp_path):
    _, path = saved(tmp_path)
    groups = set(h5py.File(io.BytesIO(zipfile.ZipFile(path).read("model.weights.h5"))))
    assert groups == {"generator", "discriminator", "generator_optimizer", "discriminator_optimizer", "vars"}
