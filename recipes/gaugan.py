"""GauGAN: pictures made from label maps by spatially-adaptive normalization, SPADE.

Park et al. 2019, https://arxiv.org/abs/1903.07291. The claim: a network that is told the map at each of its
normalizations keeps what normalization would erase, the class of a flat area. Quick run: drawn scenes of four classes.
`--paper`: the settings for 256 x 256, on the facades of pix2pix, `--dataset` being the folder of pictures side by side
(photograph left, labels right) with its subfolders train, val and test. `--latent-size 256` gives pictures a style,
which an encoder reads from them in training; `--perceptual FILE --perceptual-layers conv_2,conv_4,mixed_2` adds the
distance of features, by the Inception where the authors take a VGG.

Reached (seed 0, three minutes of two busy cores; `benchmarks/gaugan.py`, 200 test maps): 97.1 % of the pixels have a
tone of the class that the map asks for (sky 99.6 %, meadow 98.6 %, wall 84.6 %, sun 95.2 %); sharpness 1.47 of the real
pictures', since the stripes are somewhat grainy (after 1 000 steps 1.20). Facades at 64 x 64, 1 600 steps of 2
(`benchmarks/facades.py`): windows and floors where the map has them, in pale colors; LPIPS (unweighted) 5.25, where
pix2pix has 5.39, sharpness 0.54 and 0.27, L1 0.373 and 0.328. `--paper`, styles, a perceptual distance and the same
network without SPADE were not run.
"""

import dataclasses

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "scenes"
STEPS = 2500
BATCH_SIZE = 8
IMAGE_SIZE = 32  # pixels a side
FLIP = False  # whether half of the pairs are mirrored in training
JITTER = 0  # pixels by which pairs are enlarged before the size is cut at a random place
WIDTH = 8  # feature maps of the generator at full size, and of the discriminators' first convolution
DEPTH = 3  # doublings of the generator
DISCRIMINATOR_DEPTH = 2  # halvings of each discriminator
NUM_SCALES = 2  # discriminators, each for half the size of the one before
HIDDEN = 32  # feature maps inside of SPADE
FEATURE_WEIGHT = 10.0  # of the distance between the discriminators' features
LATENT_SIZE = 0  # numbers of a style that is drawn beside the map; 0 for none
ENCODER = True  # whether a style is read from each training picture by an encoder, where there are styles
ENCODER_DEPTH = 3  # halvings of the encoder
KL_WEIGHT = 0.05  # of the styles' divergence from N(0, 1), summed over the batch
PERCEPTUAL_WEIGHT = 10.0  # of the distance of features
PERCEPTUAL = None  # file of a network of features: a .keras file, or weights of the Inception or of SqueezeNet
PERCEPTUAL_LAYERS = ""  # of weights the layers whose features count, such as mixed (Inception), fire5 (SqueezeNet)
GENERATOR_LEARNING_RATE = 4e-4  # of the generator's Adam
DISCRIMINATOR_LEARNING_RATE = 8e-4  # of the discriminators' Adam
BETA_1 = 0.0  # momentum of both players' Adam
BETA_2 = 0.9  # of both players' Adam
PAPER = {
    "dataset": "facades",
    "steps": 80_000,
    "batch_size": 1,
    "image_size": 256,
    "flip": True,
    "jitter": 30,
    "width": 64,
    "depth": 5,
    "discriminator_depth": 3,
    "hidden": 128,
    "encoder_depth": 6,
    "generator_learning_rate": 1e-4,
    "discriminator_learning_rate": 4e-4,
}


def dataset(name=DATASET, split="train", data_dir=None, image_size=IMAGE_SIZE, flip=FLIP, jitter=JITTER):
    drawn = name == DATASET
    shape = (image_size, image_size, None)
    pairs = data.load_paired(name, split, shape, source="A" if drawn else "B", label_map=True)
    pairs = dataclasses.replace(pairs, augmentation=data.Augmentation(flip=flip, jitter=jitter))
    return data.label_maps(pairs, data.SCENE_COLORS if drawn else data.FACADE_COLORS)


def model(
    train,
    width=WIDTH,
    depth=DEPTH,
    discriminator_depth=DISCRIMINATOR_DEPTH,
    num_scales=NUM_SCALES,
    hidden=HIDDEN,
    feature_weight=FEATURE_WEIGHT,
    latent_size=LATENT_SIZE,
    encoder=ENCODER,
    encoder_depth=ENCODER_DEPTH,
    kl_weight=KL_WEIGHT,
    perceptual_weight=PERCEPTUAL_WEIGHT,
    perceptual=PERCEPTUAL,
    perceptual_layers=PERCEPTUAL_LAYERS,
    generator_learning_rate=GENERATOR_LEARNING_RATE,
    discriminator_learning_rate=DISCRIMINATOR_LEARNING_RATE,
    beta_1=BETA_1,
    beta_2=BETA_2,
    seed=0,
):
    styles = latent_size or None
    gaugan = models.GauGAN(
        networks.spade_generator(train.source_shape, train.shape[-1], width, depth, hidden, styles),
        networks.multiscale_discriminator(train.shape, train.source_shape, num_scales, width, discriminator_depth),
        feature_weight=feature_weight,
        encoder=networks.style_encoder(train.shape, styles, width, encoder_depth) if styles and encoder else None,
        kl_weight=kl_weight,
        perceptual_weight=perceptual_weight,
        perceptual=metrics.perceptual_network(perceptual, perceptual_layers),
        palette=train.palette,
        seed=seed,
    )
    gaugan.compile(
        keras.optimizers.Adam(generator_learning_rate, beta_1, beta_2),
        keras.optimizers.Adam(discriminator_learning_rate, beta_1, beta_2),
    )
    return gaugan


def evaluation_metrics(game, train, test, lpips=None):
    distances = [metrics.PairedL1(test.split), metrics.Sharpness(split=test.split)]
    if lpips is not None:
        distances.append(metrics.LPIPS(metrics.lpips_network(lpips), test.split))
    return distances


if __name__ == "__main__":
    cli.run(__file__)
