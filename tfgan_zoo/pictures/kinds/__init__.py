"""Every kind of picture, one file each; none imports TensorFlow or NumPy before it draws, so that help is quick.

To add one, write its file and list it in `KINDS`; the command line, the end of a run and its report follow. A file has

    NAME         of the kind, as in `tfgan-zoo plot NAME`
    FILE         name of the picture, in a run's folder and where no other is given
    HELP         what the picture shows, in the list of all kinds
    TITLE        above the picture in the report of a run
    AT_END       options of `draw` with which the picture is drawn when a run ends; None where it is not
    add_flags    function that adds the kind's flags to a parser; those that `Subject` does not know are given to `draw`
    draw         function (path, subject, **options) that writes the picture and returns a remark in words, or None

`draw` raises `NotApplicable` for a subject that has no such picture.
"""

from tfgan_zoo.pictures.kinds import (
    attention,
    classes,
    curves,
    features,
    film,
    gif,
    gradients,
    interpolation,
    neighbors,
    reconstructions,
    saliency,
    sensitivity,
    translations,
    traversal,
    truncation,
    walk,
)

# In the report's order.
KINDS = (
    gif,
    curves,
    classes,
    translations,
    interpolation,
    walk,
    film,
    traversal,
    truncation,
    sensitivity,
    reconstructions,
    neighbors,
    features,
    saliency,
    attention,
    gradients,
)
