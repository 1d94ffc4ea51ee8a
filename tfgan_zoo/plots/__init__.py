"""Arrays -> pictures, one kind a file.

Images become one uint8 grid, written by Pillow; points and curves become matplotlib figures, drawn without pyplot, so
that no global state is touched and no window opens.
"""

from tfgan_zoo.plots.curves import curves
from tfgan_zoo.plots.images import image_grid, pixels, save_png
from tfgan_zoo.plots.scatter import scatter

__all__ = ["curves", "image_grid", "pixels", "save_png", "scatter"]
