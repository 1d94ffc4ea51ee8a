"""Functions that build the networks: from shapes and widths to functional `keras.Model`s.

Generators end in tanh, discriminators in raw logits, both in float32. The last hidden layer of a discriminator is named
`features`.
"""

from tfgan_zoo.distribution.synchronization import synchronize_batch_norm as synchronize_batch_norm
from tfgan_zoo.networks.autoencoder import autoencoder_discriminator as autoencoder_discriminator
from tfgan_zoo.networks.batch_dependence import batch_dependent_layers as batch_dependent_layers
from tfgan_zoo.networks.batch_dependence import group_size_of as group_size_of
from tfgan_zoo.networks.batch_dependence import refuse_batch_dependence as refuse_batch_dependence
from tfgan_zoo.networks.batch_dependence import warn_of_batch_dependence as warn_of_batch_dependence
from tfgan_zoo.networks.bigan import bigan_discriminator as bigan_discriminator
from tfgan_zoo.networks.bigan import bigan_encoder as bigan_encoder
from tfgan_zoo.networks.bigan import bigan_generator as bigan_generator
from tfgan_zoo.networks.biggan import biggan_generator as biggan_generator
from tfgan_zoo.networks.boltzmann import BoltzmannMachine as BoltzmannMachine
from tfgan_zoo.networks.boltzmann import boltzmann_machine as boltzmann_machine
from tfgan_zoo.networks.boltzmann import gibbs_sampler as gibbs_sampler
from tfgan_zoo.networks.boltzmann import machine_of as machine_of
from tfgan_zoo.networks.code_discriminator import code_discriminator as code_discriminator
from tfgan_zoo.networks.conditional import join_labels as join_labels
from tfgan_zoo.networks.conditional import join_vector as join_vector
from tfgan_zoo.networks.context_encoder import context_encoder_discriminator as context_encoder_discriminator
from tfgan_zoo.networks.context_encoder import context_encoder_generator as context_encoder_generator
from tfgan_zoo.networks.coupling import AffineCoupling as AffineCoupling
from tfgan_zoo.networks.coupling import Logit as Logit
from tfgan_zoo.networks.dcgan import dcgan_discriminator as dcgan_discriminator
from tfgan_zoo.networks.dcgan import dcgan_generator as dcgan_generator
from tfgan_zoo.networks.denoiser import denoiser as denoiser
from tfgan_zoo.networks.denoiser import denoising_sampler as denoising_sampler
from tfgan_zoo.networks.gaussian_density import gaussian_density as gaussian_density
from tfgan_zoo.networks.improved_gan import improved_gan_discriminator as improved_gan_discriminator
from tfgan_zoo.networks.improved_gan import improved_gan_generator as improved_gan_generator
from tfgan_zoo.networks.infogan import infogan_discriminator as infogan_discriminator
from tfgan_zoo.networks.infogan import infogan_generator as infogan_generator
from tfgan_zoo.networks.language_model import LanguageModel as LanguageModel
from tfgan_zoo.networks.language_model import TokenSampler as TokenSampler
from tfgan_zoo.networks.lstm import language_model as language_model
from tfgan_zoo.networks.lstm import lstm_generator as lstm_generator
from tfgan_zoo.networks.lstm import lstm_oracle as lstm_oracle
from tfgan_zoo.networks.lstm import token_sampler as token_sampler
from tfgan_zoo.networks.mlp import mlp_discriminator as mlp_discriminator
from tfgan_zoo.networks.mlp import mlp_generator as mlp_generator
from tfgan_zoo.networks.pacgan import pacgan_discriminator as pacgan_discriminator
from tfgan_zoo.networks.pacgan import pacgan_generator as pacgan_generator
from tfgan_zoo.networks.pacgan import pacgan_normalization as pacgan_normalization
from tfgan_zoo.networks.patchgan import patchgan_discriminator as patchgan_discriminator
from tfgan_zoo.networks.pixel_cnn import pixel_cnn as pixel_cnn
from tfgan_zoo.networks.pixel_cnn import pixel_sampler as pixel_sampler
from tfgan_zoo.networks.real_nvp import inverse_flow as inverse_flow
from tfgan_zoo.networks.real_nvp import real_nvp_flow as real_nvp_flow
from tfgan_zoo.networks.resnet import resnet_discriminator as resnet_discriminator
from tfgan_zoo.networks.resnet import resnet_generator as resnet_generator
from tfgan_zoo.networks.sngan import sngan_discriminator as sngan_discriminator
from tfgan_zoo.networks.sngan import sngan_generator as sngan_generator
from tfgan_zoo.networks.spectral_kernels import refuse_unnormalized_kernels as refuse_unnormalized_kernels
from tfgan_zoo.networks.spectral_kernels import spectral_layers as spectral_layers
from tfgan_zoo.networks.standing_statistics import set_standing_statistics as set_standing_statistics
from tfgan_zoo.networks.text_cnn import text_discriminator as text_discriminator
from tfgan_zoo.networks.translator import residual_translator as residual_translator
from tfgan_zoo.networks.unet import unet_generator as unet_generator
from tfgan_zoo.networks.variational import convolutional_decoder as convolutional_decoder
from tfgan_zoo.networks.variational import convolutional_encoder as convolutional_encoder
from tfgan_zoo.networks.variational import dense_decoder as dense_decoder
from tfgan_zoo.networks.variational import dense_encoder as dense_encoder
from tfgan_zoo.networks.wavegan import wavegan_discriminator as wavegan_discriminator
from tfgan_zoo.networks.wavegan import wavegan_generator as wavegan_generator
