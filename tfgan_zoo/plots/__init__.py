"""Plots of arrays, one kind per file.

Images become one uint8 grid, written by Pillow; points and curves become matplotlib figures, drawn without pyplot, so
that no global state is changed and no window opens. Every file is written atomically.
"""

from tfgan_zoo.plots.animation import animation
from tfgan_zoo.plots.attention import attention
from tfgan_zoo.plots.column_histograms import column_histograms
from tfgan_zoo.plots.curves import curves
from tfgan_zoo.plots.embedding import embedding
from tfgan_zoo.plots.film import film
from tfgan_zoo.plots.gradients import gradient_histograms, log_magnitudes
from tfgan_zoo.plots.images import image_grid, pixels, save_png
from tfgan_zoo.plots.neighbors import neighbors
from tfgan_zoo.plots.rows import image_rows
from tfgan_zoo.plots.saliency import saliency
from tfgan_zoo.plots.scatter import scatter
from tfgan_zoo.plots.scatter_panels import scatter_panels
from tfgan_zoo.plots.search import search_history, search_slices
from tfgan_zoo.plots.sensitivity import sensitivity
from tfgan_zoo.plots.series import series
from tfgan_zoo.plots.text_page import text_page
from tfgan_zoo.plots.trajectories import trajectories
from tfgan_zoo.plots.waveforms import spectrograms, waveforms

__all__ = [
    "animation",
    "attention",
    "scatter_panels",
    "column_histograms",
    "curves",
    "embedding",
    "film",
    "gradient_histograms",
    "image_grid",
    "image_rows",
    "log_magnitudes",
    "neighbors",
    "pixels",
    "save_png",
    "saliency",
    "scatter",
    "search_history",
    "search_slices",
    "sensitivity",
    "series",
    "spectrograms",
    "text_page",
    "waveforms",
    "trajectories",
]
