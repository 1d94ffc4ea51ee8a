"""Films."""

import numpy as np

from tfgan_zoo.saving.atomic import atomic_write

FRAMES_PER_SECOND = 30
ENLARGED_TO = 360  # pixels of the longer side, at least, so that small images are not blurred by the player


def film(path, frames):
    """An MP4 (H.264) of images of the same size, at 30 frames a second; small ones are enlarged without interpolation.

    Args:
        path: the MP4 to write.
        frames: uint8 arrays (height, width, 1 or 3), at least one.

    Raises:
        ValueError: if imageio-ffmpeg is not installed, there are no frames, or they differ in size.

    Example:
        >>> film("all.mp4", [np.zeros((40, 40, 1), "uint8"), np.full((40, 40, 1), 255, "uint8")])
    """
    try:
        import imageio_ffmpeg
    except ImportError:
        raise ValueError('films need imageio-ffmpeg: pip install "tfgan-zoo[film]".') from None
    if len({frame.shape for frame in frames}) != 1:
        shapes = sorted({frame.shape for frame in frames})
        raise ValueError(f"received {len(frames)} frames of the shapes {shapes}; expected at least one, of one shape.")
    with atomic_write(path) as temporary:
        frames = [even(frame) for frame in frames]
        size = frames[0].shape[1::-1]
        writer = imageio_ffmpeg.write_frames(str(temporary), size, fps=FRAMES_PER_SECOND, macro_block_size=2)
        writer.send(None)
        for frame in frames:
            writer.send(frame)
        writer.close()


def even(frame):
    """A frame in RGB, enlarged, whose height and width are even, as the encoder needs them."""
    factor = -(-ENLARGED_TO // max(frame.shape[:2]))
    frame = frame.repeat(factor, axis=0).repeat(factor, axis=1)
    frame = np.pad(frame, ((0, frame.shape[0] % 2), (0, frame.shape[1] % 2), (0, 0)), mode="edge")
    return np.ascontiguousarray(np.broadcast_to(frame, (*frame.shape[:2], 3)))
