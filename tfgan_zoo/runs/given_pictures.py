"""Pictures of a folder as what a generator is given."""

from tfgan_zoo.data.folder import folder as picture_folder
from tfgan_zoo.modalities import modality_of_shape


def given_pictures(found, folder, num):
    """The first pictures of a folder, by the name of the input that takes them, in its shape.

    Args:
        found: a source of `runs.sources` that generates.
        folder: path of the pictures. Others than of the input's size are cropped centrally and resized, by which the
            colors of a label map mix: bring those to the size first.
        num: how many pictures, at most.

    Returns:
        dict of one array (n, height, width, channels), float32 in [-1, 1].

    Raises:
        ValueError: if the source is not given pictures, or those of more than one kind.
        FileNotFoundError: if there is no such folder, or it holds no pictures.
    """
    takes = {name: shape for name, shape in found.given_shapes.items() if modality_of_shape(shape).name == "image"}
    if len(takes) != 1:
        raise ValueError(
            f"{found.name} is given {' and '.join(found.given_shapes) or 'nothing'} to sample from; expected one input "
            "that takes pictures: leave out --inputs."
        )
    ((name, shape),) = takes.items()
    pictures = picture_folder(folder, image_shape=shape)
    return {name: pictures.first_samples(min(num, pictures.num_examples))}
