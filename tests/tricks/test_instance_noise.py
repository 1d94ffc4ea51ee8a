import pytest
import tensorflow as tf

from tfgan_zoo import tricks


def test_the_noise_fades_linearly_to_nothing():
    noise = tricks.InstanceNoise(0.2, steps=4)
    noise.attach(game=None)
    stddevs = []
    for step in range(6):
        stddevs.append(float(tf.math.reduce_std(noise.transform(tf.zeros((20_000, 1)), (step, 0)))))
        noise.after_step(game=None)
    assert stddevs == pytest.approx([0.2, 0.15, 0.1, 0.05, 0.0, 0.0], rel=0.03)


@pytest.mark.parametrize("options", [{"stddev": -0.1}, {"stddev": float("nan")}, {"steps": 0}])
def test_noise_out_of_range_is_refused(options):
    with pytest.raises(ValueError, match=f"InstanceNoise takes {next(iter(options))} as"):
        tricks.InstanceNoise(**options)
