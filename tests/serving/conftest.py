"""Exported generators that the tests of both protocols ask, and none changes."""

import pytest

from tests.serving.test_export import tiny_gan
from tfgan_zoo import models, networks
from tfgan_zoo.serving import export


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Folders of versions: a generator of pictures, and one that takes labels."""
    folder = tmp_path_factory.mktemp("served")
    export.export_generator(tiny_gan(), folder / "plain")
    generator = networks.dcgan_generator((8, 8, 1), 4, 6, num_classes=3)
    discriminator = networks.dcgan_discriminator((8, 8, 1), 4, num_classes=3)
    export.export_generator(models.CGAN(generator, discriminator, num_classes=3), folder / "labeled")
    return folder
