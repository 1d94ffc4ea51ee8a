"""pix2pix: pictures made from pictures, learned from pairs.

Isola et al. 2017, https://arxiv.org/abs/1611.07004. The claim: beside the distance from the target, a discriminator of
patches makes translations as sharp as photographs, where the distance alone blurs what the source leaves open. Quick
run: outlines of digits become digits hatched in ink. `--paper`: the facades of section 4, `--dataset` being the folder
of pictures side by side (photograph left, labels right) with its subfolders train, val and test.

Reached (seed 0, two minutes on one busy core): sharpness, the mean gradient relative to the targets', 0.89 on 300 test
pairs, where the distance alone (`--adversarial-weight 0`) stays at 0.25 after as many steps; for that its L1 distance
is 0.149 and not 0.126, as it should be where the source leaves something open. Facades (400 pairs, `--image-size 64
--width 24 --batch-size 4 --label-map --flip --jitter 8 --source B
--learning-rate 2e-4`, 2 000 steps, five minutes of one core): L1 0.331, sharpness 0.31, so a good way from photographs;
`--paper` was not run. With width 32 after 1 600 steps, beside the same network by the distance alone
(`benchmarks/results/facades.txt`): L1 0.328 and 0.309, sharpness 0.27 and 0.07, LPIPS (unweighted) 5.39 of either.
"""

import dataclasses

from tfgan_zoo import cli, data, keras, metrics, models, networks

DATASET = "outlined_digits"
STEPS = 2000
BATCH_SIZE = 8
IMAGE_SIZE = 32  # pixels a side
SOURCE = "A"  # which picture of a pair is given: A (left half, or subfolder A) or B
LABEL_MAP = False  # whether the source's colors are labels, which neither resizing nor jitter may mix
FLIP = False  # whether half of the pairs are mirrored in training
JITTER = 0  # pixels by which pairs are enlarged before the size is cut at a random place
WIDTH = 16  # feature maps of either network's first convolution
DEPTH = 2  # halvings of the discriminator, whose patches have 34 pixels a side with 2 and 70 with 3
DROPOUT_RATE = 0.5  # of the generator's decoder, in training and in sampling
L1_WEIGHT = 100.0  # lambda
ADVERSARIAL_WEIGHT = 1.0  # of the generator's adversarial loss; 0 leaves the distance alone
PERCEPTUAL_WEIGHT = 10.0  # of the distance of features
PERCEPTUAL = None  # file of a network of features: a .keras file, or weights of the Inception or of SqueezeNet
PERCEPTUAL_LAYERS = ""  # of weights the layers whose features count, such as mixed (Inception), fire5 (SqueezeNet)
LEARNING_RATE = 1e-3  # of both players' Adam
BETA_1 = 0.5  # momentum of both players' Adam
INCEPTION = None  # file of the Inception's weights, to measure a kernel distance as well
PAPER = {
    "dataset": "facades",
    "steps": 80_000,
    "batch_size": 1,
    "image_size": 256,
    "source": "B",
    "label_map": True,
    "flip": True,
    "jitter": 30,
    "width": 64,
    "depth": 3,
    "learning_rate": 2e-4,
}


def dataset(
    name=DATASET,
    split="train",
    data_dir=None,
    image_size=IMAGE_SIZE,
    source=SOURCE,
    label_map=LABEL_MAP,
    flip=FLIP,
    jitter=JITTER,
):
    pairs = data.load_paired(name, split, (image_size, image_size, None), source, label_map)
    return dataclasses.replace(pairs, augmentation=data.Augmentation(flip=flip, jitter=jitter))


def model(
    train,
    width=WIDTH,
    depth=DEPTH,
    dropout_rate=DROPOUT_RATE,
    l1_weight=L1_WEIGHT,
    adversarial_weight=ADVERSARIAL_WEIGHT,
    perceptual_weight=PERCEPTUAL_WEIGHT,
    perceptual=PERCEPTUAL,
    perceptual_layers=PERCEPTUAL_LAYERS,
    learning_rate=LEARNING_RATE,
    beta_1=BETA_1,
    seed=0,
):
    pix2pix = models.Pix2Pix(
        networks.unet_generator(train.source_shape, train.shape[-1], width, dropout_rate=dropout_rate),
        networks.patchgan_discriminator(train.shape, width, depth, train.source_shape),
        l1_weight=l1_weight,
        adversarial_weight=adversarial_weight,
        perceptual_weight=perceptual_weight,
        perceptual=metrics.perceptual_network(perceptual, perceptual_layers),
        seed=seed,
    )
    pix2pix.compile(keras.optimizers.Adam(learning_rate, beta_1), keras.optimizers.Adam(learning_rate, beta_1))
    return pix2pix


def evaluation_metrics(game, train, test, inception=INCEPTION, lpips=None):
    distances = [metrics.PairedL1(test.split), metrics.Sharpness(split=test.split)]
    if inception is not None:
        network = metrics.inception(inception, features=768)
        distances.append(metrics.KernelDistance(network, test.split, subsets=1, subset_size=test.num_examples))
    if lpips is not None:
        distances.append(metrics.LPIPS(metrics.lpips_network(lpips), test.split))
    return distances


if __name__ == "__main__":
    cli.run(__file__)
