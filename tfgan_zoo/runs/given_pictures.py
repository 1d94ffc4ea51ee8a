"""Pictures of a folder as inputs of a generator."""

from tfgan_zoo.data.folder import folder as picture_folder
from tfgan_zoo.modalities import modality_of_shape


def given_pictures(source, folder, num):
    """The first pictures of a folder, by the name of the input that takes them and in its shape.

    Args:
        source: a source of `runs.sources` that generates.
        folder: folder of the pictures. Pictures of another size are cropped centrally and resized, which mixes the
            colors of label maps: resize those beforehand.
        num: maximum number of pictures.

    Returns:
        dict of one array (n, height, width, channels), float32 in [-1, 1].

    Raises:
        ValueError: if the source takes no pictures, or more than one kind.
        FileNotFoundError: if there is no such folder, or it has no pictures.
    """
    takes = {name: shape for name, shape in source.given_shapes.items() if modality_of_shape(shape).name == "image"}
    if len(takes) != 1:
        raise ValueError(
            f"{source.name} samples from {' and '.join(source.given_shapes) or 'no inputs'}; expected one input that "
            "takes pictures: omit --inputs."
        )
    ((name, shape),) = takes.items()
    pictures = picture_folder(folder, image_shape=shape)
    return {name: pictures.first_samples(min(num, pictures.num_examples))}
