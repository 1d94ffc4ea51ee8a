"""A network of Keras' own in place of a game is called what it is."""

import pytest

from tests.helpers.tiny import linear_players
from tfgan_zoo import models


def test_a_generators_file_is_told_from_a_game(tmp_path):
    linear_players()[0].save(tmp_path / "generator.keras")
    with pytest.raises(models.DamagedFile, match="holds a Keras network alone, such as a generator, and not a game"):
        models.load(tmp_path / "generator.keras")
