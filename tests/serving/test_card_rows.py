"""A card is read as it was written."""

from tests.serving.test_export import CARD, tiny_generator
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.serving.card_rows import read_card, results_of
from tfgan_zoo.serving.export import export_network


def test_the_rows_and_the_results_of_a_card_are_read_as_they_were_written(tmp_path):
    results = [
        Result("frechet_a", 11.5, "network a", 9, 9, "test", spread=0.25),
        Result("bits", -1e-05, "none", 9, 9, "test"),
    ]
    card = {**CARD, "metrics": results, "Command": "`tfgan-zoo train dcgan`"}
    found = read_card(export_network(tiny_generator(), tmp_path, ["latents"], card=card))
    assert found["Command"] == "`tfgan-zoo train dcgan`" and found["License of the data"] == "none needed"
    assert "`serving_default`" not in found
    assert results_of(found) == {"frechet_a": 11.5, "bits": -1e-05}
