"""The games: one file per paper."""

from tfgan_zoo.models.cyclegan import CycleGAN as CycleGAN
from tfgan_zoo.models.game import Game as Game
from tfgan_zoo.models.gan import GAN as GAN
from tfgan_zoo.models.hinge_gan import HingeGAN as HingeGAN
from tfgan_zoo.models.infogan import InfoGAN as InfoGAN
from tfgan_zoo.models.loading import DamagedFile as DamagedFile
from tfgan_zoo.models.loading import check_archive as check_archive
from tfgan_zoo.models.loading import load as load
from tfgan_zoo.models.lsgan import LSGAN as LSGAN
from tfgan_zoo.models.wgan_gp import WGANGP as WGANGP
