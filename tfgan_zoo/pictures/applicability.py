"""Which samples a kind of picture can show; what it cannot is said in one sentence."""

IMAGE, POINTS = "image", "points"


class NotApplicable(ValueError):
    """There is no such picture of this subject: said where it was asked for, left out at the end of a run."""


def check_modality(modality, name, *drawable):
    """Refuse samples that a kind of picture cannot show.

    Args:
        modality: `tfgan_zoo.modalities` object of the samples.
        name: what to call their source.
        drawable: names of the modalities that the picture shows.

    Raises:
        NotApplicable: if the samples are of another modality.
    """
    if modality.name not in drawable:
        raise NotApplicable(
            f"{name} makes samples of the modality {modality.name!r}; this picture shows {' or '.join(drawable)} "
            "samples only: `tfgan-zoo sample` shows them as they are."
        )
