"""A result has everything that is needed to compare it."""

from tfgan_zoo.metrics import Result


def test_a_printed_result_has_network_sample_sizes_and_split():
    text = str(Result("fid_768", 12.3456, "inception-2015-12-05-768", 10000, 9000, "test"))
    assert "\n" not in text
    for part in ("fid_768", "12.35", "network inception-2015-12-05-768", "n_real 10000", "n_fake 9000", "split test"):
        assert part in text


def test_a_printed_result_has_its_spread_if_there_is_one():
    text = str(Result("kid", 0.01234, "inception", 5000, 5000, "test", 0.00123))
    assert text == "kid 0.01234 ± 0.0012 (network inception, n_real 5000, n_fake 5000, split test)"
    assert "±" not in str(Result("kid", 0.01234, "inception", 5000, 5000, "test"))
