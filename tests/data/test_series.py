"""Windows of a csv, of made sines, and of a past with what follows it."""

import datetime
import re

import numpy as np
import pytest

from tfgan_zoo import data


def dates(count, start=datetime.date(2024, 1, 1)):
    return [(start + datetime.timedelta(days=number)).isoformat() for number in range(count)]


@pytest.fixture
def written(tmp_path):
    def write(*lines):
        (tmp_path / "a.csv").write_text("\n".join(lines) + "\n")
        return tmp_path / "a.csv"

    return write


def rows(count):
    """Dates, a variable that counts the days, and one that is ten times as large and falls."""
    return [f"{day},{number},{-10 * number}" for number, day in enumerate(dates(count))]


def test_every_window_is_of_consecutive_rows_in_their_own_units(written):
    examples = data.series(written("date,up,down", *rows(20)), length=4)
    assert (examples.shape, examples.num_examples, examples.modality.name) == ((4, 2), 13, "series")
    np.testing.assert_array_equal(examples.samples[3, :, 0], [3, 4, 5, 6])
    np.testing.assert_array_equal(examples.samples[3, :, 1], [-30, -40, -50, -60])
    assert examples.samples.dtype == np.float32


@pytest.mark.parametrize("num_blocks", [1, 3])
def test_no_window_of_the_test_data_shares_a_row_with_one_to_train_on(written, num_blocks):
    path = written("date,up,down", *rows(60))
    train, test = (data.series(path, split, 3, num_blocks=num_blocks).samples[..., 0] for split in ("train", "test"))
    assert not set(train.ravel()) & set(test.ravel())
    assert (np.diff(train, axis=1) == 1).all() and (np.diff(test, axis=1) == 1).all()  # nor does one skip the others
    assert len(set(test.ravel())) == 12 and (num_blocks > 1 or test.min() > train.max())


def test_variables_are_scaled_by_the_rows_to_train_on_and_scaled_back(written):
    path = written("date,up,down", *rows(20))
    train, test = (data.series(path, split, 4) for split in ("train", "test"))
    assert train.modality == test.modality
    assert (train.modality.low, train.modality.high) == ([0, -150], [15, 0])
    scaled = next(iter(train.batches(13, shuffle=False))).numpy()
    assert (scaled.min(), scaled.max()) == (-1, 1)
    np.testing.assert_allclose(train.modality.to_stored(scaled), train.samples, atol=1e-4)
    assert next(iter(test.batches(1, shuffle=False))).numpy().max() > 1


def test_rows_from_the_newest_on_are_turned_around_with_a_warning(written):
    path = written("date,up,down", *reversed(rows(20)))
    with pytest.warns(UserWarning, match="goes from 2024-01-20.* back to 2024-01-01.*taken in reverse"):
        examples = data.series(path, length=4)
    np.testing.assert_array_equal(examples.samples[0, :, 0], [0, 1, 2, 3])


def test_no_window_goes_over_a_gap_that_is_too_long(written):
    lines = [*rows(10), *(f"2025-03-{day:02d},{day},{day}" for day in range(1, 11))]
    path = written("date,up,down", *lines)
    with pytest.warns(UserWarning, match="no rows from 2024-01-10.* to 2025-03-01.*416 days where 1 are usual"):
        with_gap = data.series(path, length=4, test_share=0.1)
    without = data.series(path, length=4, test_share=0.1, max_gap=3)
    assert with_gap.num_examples == 15 and without.num_examples == 7 + 5
    with pytest.raises(ValueError, match="has no dates: name their column"):
        data.series(written("up", *map(str, range(20))), length=4, max_gap=3)


def test_columns_are_chosen_by_name_and_a_file_without_dates_is_in_order(written):
    path = written("up,down", *(f"{number},{-number}" for number in range(20)))
    assert data.series(path, length=4, columns=["down"]).samples[1, :, 0].tolist() == [-1, -2, -3, -4]


HEADER = "date,up,down"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["date,up", "2024-01-01,1"], "has 1 rows, 1 of them in the split 'train', where no 4 follow each other"),
        ([HEADER, *rows(20), "2024-02-01,,3"], "line 22 of .* has '' as 'up', a gap; expected a number"),
        ([HEADER, *rows(20), "2024-02-01,3,NaN"], "line 22 of .* has 'NaN' as 'down', a gap"),
        ([HEADER, *rows(20), "2024-02-01,3,inf"], "'inf' as 'down'; expected a finite number"),
        ([HEADER, "2024-01-01,high,3", *rows(20)], "line 2 of .* has 'high' as 'up'; expected a finite number"),
        ([HEADER, *rows(20), "2024-02-01,3"], "line 22 of .* has 2 cells; expected 3, one for each column"),
        (
            [HEADER, *rows(3), "2023-05-01,1,2", *rows(9)],
            "line 5 .* date 2023-05-01.* after 2024-01-03.*: sort the file",
        ),
        ([HEADER, *rows(3), "2024-01-03,1,2"], "line 5 .* expected every date later than the one before"),
        ([HEADER, "31.01.2024,1,2"], "has '31.01.2024' as 'date'; expected an ISO date such as"),
        (["1,2", "3,4"], "line 1 of .* has only numbers; expected the names of the columns"),
        (["up,up", "3,4"], "has 2 columns named .up.; expected each name once"),
        (["date,up", *(f"{day},7" for day in dates(20))], "'up' goes from 7 to 7; .* leave out a variable"),
        (["date", *dates(20)], "has no column of numbers, only date"),
    ],
)
def test_what_is_no_series_is_refused_with_its_place(written, lines, message):
    with pytest.raises(ValueError, match=message):
        data.series(written(*lines), length=4)


def test_missing_files_columns_and_splits_are_refused(written, tmp_path):
    path = written(HEADER, *rows(20))
    with pytest.raises(FileNotFoundError, match="there is no file .*nothing.csv; expected a csv"):
        data.series(tmp_path / "nothing.csv")
    with pytest.raises(ValueError, match="has no column 'left'; its columns are date, up, down"):
        data.series(path, columns=["left"])
    with pytest.raises(ValueError, match="has no split 'all'"):
        data.series(path, "all")
    with pytest.raises(ValueError, match="test_share as a number in .0, 1., not 1"):
        data.series(path, test_share=1)
    with pytest.raises(ValueError, match="digits holds no series; give 'sines', 'labeled_sines', or a csv"):
        data.load_series("digits")


def test_timegans_sines_are_of_its_frequencies_and_phases():
    waves = data.load("sines").samples
    assert waves.shape == (10_000, 24, 5)
    angles = np.arcsin(waves[:, :12].astype(float))  # before the first quarter: at most 0.1 * 11 + 0.1
    frequency, phase = np.diff(angles, axis=1).mean(axis=1), angles[:, 0]
    for values in (frequency, phase):
        assert 0 <= values.min() < 0.001 and 0.099 < values.max() <= 0.1001
        assert abs(values.mean() - 0.05) < 0.001
    assert np.abs(np.corrcoef(frequency.T) - np.eye(5)).max() < 0.05
    assert not np.array_equal(waves[:2000], data.load("sines", "test").samples)


def test_labeled_sines_have_the_cycles_of_their_class():
    waves = data.load_series("labeled_sines", "test")
    spectra = np.abs(np.fft.rfft(waves.samples[..., 0], 240))
    strongest = spectra.argmax(axis=1) / 8
    found = np.searchsorted(data.BANDS, strongest)
    assert np.mean(found == waves.labels) > 0.99
    assert np.abs(waves.samples).max(axis=1).min() > 0.05 and np.abs(waves.samples).max() <= 0.9


def test_a_past_is_given_and_what_follows_is_the_sample():
    whole = data.load("sines", "test")
    batch = next(iter(data.forecasts(whole, 16).batches(3, shuffle=False)))
    np.testing.assert_array_equal(batch["past"], whole.samples[:3, :16])
    np.testing.assert_array_equal(batch["sample"], whole.samples[:3, 16:])


def test_a_past_that_leaves_nothing_or_is_of_other_data_is_refused():
    with pytest.raises(ValueError, match=re.escape("num_past=24 of windows of 24 steps leaves nothing")):
        data.forecasts(data.load("sines", "test"), 24)
    with pytest.raises(ValueError, match="received image; expected Examples of series"):
        data.forecasts(data.load("digits", "test"), 4)


def test_numbers_beyond_those_of_networks_are_refused(tmp_path):
    (tmp_path / "s.csv").write_text("a\n" + "1\n" * 9 + "1e300\n")
    with pytest.raises(ValueError, match="line 11 of .* has '1e300' as 'a'; expected a finite number below"):
        data.series(tmp_path / "s.csv", length=2)
