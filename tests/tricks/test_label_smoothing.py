import pytest

from tests.helpers.tiny import images, linear_players, players
from tfgan_zoo import losses, models, tricks


def test_the_discriminators_loss_becomes_the_cross_entropy_of_the_smoothed_target():
    gan = models.GAN(*linear_players(), tricks=[tricks.LabelSmoothing(0.9)])
    real, fake = images(6, (2,)), images(6, (2,), seed=1)
    expected = losses.minimax_discriminator(gan.score(real), gan.score(fake), real_target=0.9)
    assert float(sum(gan.discriminator_terms(real, fake).values())) == pytest.approx(float(expected), rel=1e-5)
    assert list(gan.generator_terms(real, fake)) == ["generator"]


@pytest.mark.parametrize("game", [models.LSGAN, models.HingeGAN, models.WGANGP])
def test_a_game_without_cross_entropy_is_refused(game):
    with pytest.raises(ValueError, match=f"LabelSmoothing makes no sense in a {game.__name__}.* its own target"):
        game(*players(normalization=None), tricks=[tricks.LabelSmoothing()])


@pytest.mark.parametrize("target", [0.0, 1.0, 1.1, float("nan")])
def test_a_target_out_of_range_is_refused(target):
    with pytest.raises(ValueError, match="probability in"):
        tricks.LabelSmoothing(target)
