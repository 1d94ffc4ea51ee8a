"""The command on a card is for readers on other machines."""

import pytest

from tfgan_zoo.runs.exporting import portable


@pytest.mark.parametrize(
    ("dataset", "shown"),
    [("/home/someone/my pictures", "my pictures"), ("cycle_gan/horse2zebra", "cycle_gan/horse2zebra")],
)
def test_a_path_of_data_is_shown_by_its_name_and_a_dataset_by_its_own(dataset, shown):
    flags = {"dataset": dataset, "data_dir": "/data", "width": 4}
    assert portable(flags) == {"dataset": shown, "data_dir": None, "width": 4}
