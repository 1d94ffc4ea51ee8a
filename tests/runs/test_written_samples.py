"""Samples of any source are written to a folder, one file each."""

import numpy as np
import pytest
import scipy.io.wavfile
from PIL import Image

from tests.helpers.tiny import players
from tfgan_zoo import cli, models, networks
from tfgan_zoo.modalities import Sound
from tfgan_zoo.serving import export


def game_of_sounds():
    networks_of_both = networks.wavegan_generator((64, 1), 2, 3), networks.wavegan_discriminator((64, 1), 2)
    return models.WaveGAN(*networks_of_both, modality=Sound(4000))


@pytest.mark.parametrize("kind", ["saved game", "saved model"])
def test_sounds_are_written_as_wav_files(tmp_path, kind):
    game, source = game_of_sounds(), tmp_path / "game.keras"
    if kind == "saved game":
        game.save(source)
    else:
        source = export.export_generator(game, tmp_path / "model")
    expected = np.concatenate([game.sample(1, seed=seed) for seed in (5, 6, 7)])
    out = tmp_path / "sounds"
    assert cli.main(["sample", str(source), "--num", "3", "--seed", "5", "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["0000.wav", "0001.wav", "0002.wav"]
    for path, sound in zip(sorted(out.iterdir()), expected, strict=True):
        rate, samples = scipy.io.wavfile.read(path)
        assert rate == 4000
        np.testing.assert_allclose(samples / 32768, sound[:, 0], atol=1e-4)


def test_images_are_written_one_per_file_to_a_folder_or_as_a_grid_to_a_file(tmp_path):
    models.GAN(*players()).save(tmp_path / "game.keras")
    for out in ("images", "all.PNG"):
        assert cli.main(["sample", str(tmp_path / "game.keras"), "--num", "4", "--out", str(tmp_path / out)]) == 0
    assert [Image.open(path).size for path in sorted((tmp_path / "images").iterdir())] == [(8, 8)] * 4
    assert Image.open(tmp_path / "all.PNG").width > 8
