"""Which samples a kind of picture can show, with an explanation if it cannot."""

IMAGE, POINTS, SERIES = "image", "points", "series"


class NotApplicable(ValueError):
    """There is no such picture of this subject: an error on request, omitted at the end of a run."""


class NoFeatureNetwork(NotApplicable):
    """There is no network in whose features images could be compared."""


def check_modality(modality, name, *drawable):
    """Refuse samples that a kind of picture cannot show.

    Args:
        modality: `tfgan_zoo.modalities` object of the samples.
        name: name of their source.
        drawable: names of the modalities that the picture shows.

    Raises:
        NotApplicable: if the samples are of another modality.
    """
    if modality.name not in drawable:
        raise NotApplicable(
            f"{name} has samples of the modality {modality.name!r}; this picture shows {' or '.join(drawable)} "
            "samples only: use `tfgan-zoo sample` to see them."
        )
