"""Sounds as waveforms above their spectrograms."""

import numpy as np
from matplotlib.figure import Figure

from tfgan_zoo.plots.figures import DOTS_PER_INCH, save

COLUMNS = 4
FRAME = 256  # samples that one spectrum is taken of; 32 ms at 8 kHz
FLOOR = -80.0  # dB; lower levels are clipped


def waveforms(path, generated, rate, real=None, title=""):
    """Sounds side by side, each as its waveform above its spectrogram; below them a row of real ones.

    Args:
        path: the PNG to write.
        generated: floats in [-1, 1] (n, length, channels), of which the first channel is drawn.
        rate: samples in a second.
        real: sounds of the same shape to compare with, of which one row is drawn; None for none.
        title: printed above.

    Raises:
        ValueError: if the shape is another, there are no sounds, or values are not finite (training has diverged).
    """
    rows = in_rows(checked(generated))
    names = {0: "generated"}
    if real is not None:
        names[len(rows)] = "real"
        rows.append(checked(real)[:COLUMNS])
    figure = Figure(figsize=(9, 0.5 + 1.5 * len(rows)), dpi=DOTS_PER_INCH, layout="constrained")
    figure.suptitle(title)
    axes = figure.subplots(2 * len(rows), COLUMNS, squeeze=False, height_ratios=[2, 3] * len(rows))
    for axis in axes.flat:
        axis.set_axis_off()
    for sounds, upper, lower in zip(rows, axes[::2], axes[1::2], strict=True):
        for sound, above, below in zip(sounds, upper, lower, strict=False):
            draw_sound(above, below, sound, rate)
    for row, name in names.items():
        axes[2 * row, 0].set_title(name, loc="left", fontsize="small")
    axes[-1, 0].set_axis_on()
    axes[-1, 0].set(xlabel="seconds", ylabel="kHz")
    save(path, figure)


def draw_sound(above, below, sound, rate):
    """One sound (length,) on a pair of axes."""
    seconds = len(sound) / rate
    above.plot(np.arange(len(sound)) / rate, sound, linewidth=0.5)
    above.set(xlim=(0, seconds), ylim=(-1, 1))
    levels = spectrograms(sound[None])[0]
    below.imshow(
        levels.T, origin="lower", aspect="auto", cmap="magma", vmin=FLOOR, vmax=0, extent=(0, seconds, 0, rate / 2000)
    )


def spectrograms(sounds):
    """How loud each frequency is at each time.

    Args:
        sounds: floats in [-1, 1] (n, length).

    Returns:
        float32 array (n, frames, frequencies from 0 to half the rate): decibels, 0 for a sine of amplitude 1, and never
        below -80. Frames of 256 samples overlap by three quarters; a shorter sound is one frame.

    Example:
        >>> sine = np.sin(np.arange(1024) * (np.pi / 4))[None]
        >>> levels = spectrograms(sine)
        >>> levels.shape, int(levels[0, 0].argmax()), round(float(levels.max()))
        ((1, 13, 129), 32, 0)
    """
    frame = min(FRAME, sounds.shape[-1])
    window = np.hanning(frame + 1)[:-1]
    frames = np.lib.stride_tricks.sliding_window_view(sounds, frame, axis=-1)[:, :: max(1, frame // 4)]
    amplitudes = np.abs(np.fft.rfft(frames * (2 * window / window.sum())))
    return np.maximum(20 * np.log10(amplitudes + 1e-12), FLOOR).astype(np.float32)


def in_rows(sounds):
    """Sounds in groups of one row each."""
    return [sounds[start : start + COLUMNS] for start in range(0, len(sounds), COLUMNS)]


def checked(sounds):
    """The first channel of sounds, float32 (n, length)."""
    sounds = np.asarray(sounds)
    if sounds.ndim != 3 or not sounds.size or not np.issubdtype(sounds.dtype, np.floating):
        raise ValueError(
            f"received sounds of shape {sounds.shape} and type {sounds.dtype}; expected floats in [-1, 1] of shape "
            "(n, length, channels) with n at least 1."
        )
    if not np.isfinite(sounds).all():
        raise ValueError("the sounds hold values that are not finite: training has diverged, try smaller steps.")
    return sounds[..., 0].astype(np.float32)
