"""A finished run of sounds leaves some to be played, and its report plays them."""

import numpy as np
import pytest
import scipy.io.wavfile

from tests.helpers.tiny import players
from tfgan_zoo import models, networks
from tfgan_zoo.modalities import Sound
from tfgan_zoo.runs.folder import Folder
from tfgan_zoo.serving import export
from tfgan_zoo.training.sample_files import shown_sample_files, write_sample_files

SHAPE = (64, 1)
FINISHED = {"finished_steps": 5, "data": {"shape": [64, 1]}}


@pytest.fixture
def folder(tmp_path):
    """A run's folder with a picture of an epoch and an exported generator of sounds."""
    folder = Folder(tmp_path)
    folder.samples.mkdir()
    (folder.samples / "epoch-0001.png").write_bytes(b"")
    export.export_generator(sound_game(), folder.saved_model)
    return folder


def sound_game():
    networks_of_both = networks.wavegan_generator(SHAPE, 2, 3), networks.wavegan_discriminator(SHAPE, 2)
    return models.WaveGAN(*networks_of_both, modality=Sound(8000))


def test_sounds_are_written_and_have_players_in_the_report(folder):
    game = sound_game()
    write_sample_files(folder, game, None, seed=3)
    title, _, players_of_sounds = shown_sample_files(folder, FINISHED)
    lines = players_of_sounds.splitlines()
    assert title == "## Samples" and len(lines) == Sound.num_files == 8
    assert all(f'<audio controls src="samples/000{number}.wav">' in line for number, line in enumerate(lines))
    rate, samples = scipy.io.wavfile.read(folder.samples / "0007.wav")
    assert rate == 8000
    np.testing.assert_array_equal(samples, game.modality.to_stored(game.sample(8, seed=3))[7, :, 0])


def test_spectrograms_of_the_sounds_stand_above_their_players(folder, monkeypatch):
    game, drawn = sound_game(), {}
    monkeypatch.setattr("tfgan_zoo.plots.waveforms", lambda path, sounds, *others: drawn.update({path.name: sounds}))
    write_sample_files(folder, game, None, seed=3)
    np.testing.assert_array_equal(drawn["files.png"], game.sample(8, seed=3))
    (folder.samples / "files.png").write_bytes(b"")
    assert shown_sample_files(folder, FINISHED)[1] == "![Samples, row by row](samples/files.png)"


def test_outdated_sounds_are_not_in_the_report_while_training_continues(folder):
    write_sample_files(folder, sound_game(), None, seed=0)
    assert shown_sample_files(folder, {**FINISHED, "finished_steps": None}) == []


def test_images_have_no_sample_files(tmp_path):
    folder, game = Folder(tmp_path), models.GAN(*players())
    export.export_generator(game, folder.saved_model)
    write_sample_files(folder, game, None, seed=0)
    assert not folder.samples.exists()
    assert shown_sample_files(folder, {"finished_steps": 5, "data": {"shape": [8, 8, 1]}}) == []
