"""Extension of griffe: the section that the docstrings call "Example" is the one that griffe calls "Examples"."""

import re

import griffe


class ExampleSections(griffe.Extension):
    def on_object(self, *, obj, **_):
        if obj.docstring:
            obj.docstring.value = re.sub(r"^Example:$", "Examples:", obj.docstring.value, flags=re.MULTILINE)
