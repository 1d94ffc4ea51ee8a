"""The losses of the two players: pairs of pure functions of logits, averaged over the batch.

Every function takes raw logits (or scores, energies, features), floating point, batch first, in the order (real, fake)
and of the same shape, computes in float32 and returns a float32 scalar. Anything else is a `ValueError` before anything
is computed.
"""

from tfgan_zoo.losses.columns import condition_cross_entropy as condition_cross_entropy
from tfgan_zoo.losses.control import bernoulli_entropy as bernoulli_entropy
from tfgan_zoo.losses.control import clipped_policy as clipped_policy
from tfgan_zoo.losses.control import generalized_advantages as generalized_advantages
from tfgan_zoo.losses.control import imitation_reward as imitation_reward
from tfgan_zoo.losses.cross_entropy import matching_aware_discriminator as matching_aware_discriminator
from tfgan_zoo.losses.cross_entropy import maximum_likelihood_generator as maximum_likelihood_generator
from tfgan_zoo.losses.cross_entropy import minimax_discriminator as minimax_discriminator
from tfgan_zoo.losses.cross_entropy import minimax_generator as minimax_generator
from tfgan_zoo.losses.cross_entropy import non_saturating_generator as non_saturating_generator
from tfgan_zoo.losses.discrepancy import biased_squared_mmd as biased_squared_mmd
from tfgan_zoo.losses.discrepancy import squared_mmd as squared_mmd
from tfgan_zoo.losses.divergences import Divergence as Divergence
from tfgan_zoo.losses.divergences import JensenShannon as JensenShannon
from tfgan_zoo.losses.divergences import KullbackLeibler as KullbackLeibler
from tfgan_zoo.losses.divergences import OriginalGAN as OriginalGAN
from tfgan_zoo.losses.divergences import Pearson as Pearson
from tfgan_zoo.losses.divergences import ReverseKullbackLeibler as ReverseKullbackLeibler
from tfgan_zoo.losses.divergences import SquaredHellinger as SquaredHellinger
from tfgan_zoo.losses.energy import balanced_discriminator as balanced_discriminator
from tfgan_zoo.losses.energy import convergence_measure as convergence_measure
from tfgan_zoo.losses.energy import energy_discriminator as energy_discriminator
from tfgan_zoo.losses.energy import energy_generator as energy_generator
from tfgan_zoo.losses.energy import next_balance as next_balance
from tfgan_zoo.losses.energy import pull_away as pull_away
from tfgan_zoo.losses.hinge import hinge_discriminator as hinge_discriminator
from tfgan_zoo.losses.imputation import imputation_discriminator as imputation_discriminator
from tfgan_zoo.losses.imputation import imputation_generator as imputation_generator
from tfgan_zoo.losses.imputation import observed_error as observed_error
from tfgan_zoo.losses.least_squares import least_squares_discriminator as least_squares_discriminator
from tfgan_zoo.losses.least_squares import least_squares_generator as least_squares_generator
from tfgan_zoo.losses.orthogonal import orthogonality as orthogonality
from tfgan_zoo.losses.policy import policy_gradient as policy_gradient
from tfgan_zoo.losses.policy import sequence_nll as sequence_nll
from tfgan_zoo.losses.policy import token_log_probabilities as token_log_probabilities
from tfgan_zoo.losses.ranking import pairwise_ranking as pairwise_ranking
from tfgan_zoo.losses.ranking import ranking_discriminator as ranking_discriminator
from tfgan_zoo.losses.ranking import ranking_reward as ranking_reward
from tfgan_zoo.losses.ranking import squared_norm as squared_norm
from tfgan_zoo.losses.relativistic import relativistic_average_discriminator as relativistic_average_discriminator
from tfgan_zoo.losses.relativistic import relativistic_average_generator as relativistic_average_generator
from tfgan_zoo.losses.relativistic import (
    relativistic_average_hinge_discriminator as relativistic_average_hinge_discriminator,
)
from tfgan_zoo.losses.relativistic import relativistic_average_hinge_generator as relativistic_average_hinge_generator
from tfgan_zoo.losses.relativistic import (
    relativistic_average_least_squares_discriminator as relativistic_average_least_squares_discriminator,
)
from tfgan_zoo.losses.relativistic import (
    relativistic_average_least_squares_generator as relativistic_average_least_squares_generator,
)
from tfgan_zoo.losses.relativistic import relativistic_discriminator as relativistic_discriminator
from tfgan_zoo.losses.relativistic import relativistic_generator as relativistic_generator
from tfgan_zoo.losses.relativistic import relativistic_hinge_discriminator as relativistic_hinge_discriminator
from tfgan_zoo.losses.relativistic import relativistic_hinge_generator as relativistic_hinge_generator
from tfgan_zoo.losses.relativistic import (
    relativistic_least_squares_discriminator as relativistic_least_squares_discriminator,
)
from tfgan_zoo.losses.relativistic import relativistic_least_squares_generator as relativistic_least_squares_generator
from tfgan_zoo.losses.semi_supervised import feature_matching as feature_matching
from tfgan_zoo.losses.semi_supervised import realness as realness
from tfgan_zoo.losses.semi_supervised import semi_supervised_discriminator as semi_supervised_discriminator
from tfgan_zoo.losses.semi_supervised import supervised_classifier as supervised_classifier
from tfgan_zoo.losses.series import moment_distance as moment_distance
from tfgan_zoo.losses.series import one_step_ahead as one_step_ahead
from tfgan_zoo.losses.variational import BernoulliLikelihood as BernoulliLikelihood
from tfgan_zoo.losses.variational import GaussianLikelihood as GaussianLikelihood
from tfgan_zoo.losses.variational import Likelihood as Likelihood
from tfgan_zoo.losses.variational import gaussian_kl as gaussian_kl
from tfgan_zoo.losses.variational import importance_weighted_bound as importance_weighted_bound
from tfgan_zoo.losses.wasserstein import wasserstein_discriminator as wasserstein_discriminator
from tfgan_zoo.losses.wasserstein import wasserstein_generator as wasserstein_generator
