"""Runs the notebooks, each in an empty folder, and stores what their cells show.

    python docs/notebooks.py

A cell is Python without magic; it shows what it prints, and the value of its last line, a picture or text.
"""

import ast
import base64
import contextlib
import io
import json
import os
import pathlib
import sys
import tempfile

NOTEBOOKS = sorted((pathlib.Path(__file__).parent / "notebooks").glob("*.ipynb"))


def run(notebook):
    """What the cells of code of a notebook print, and the value of the last line of each, or None.

    Args:
        notebook: dict as of json.load.

    Returns:
        list of pairs.
    """
    names = {"__name__": "__main__"}
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [run_cell(source, names) for source in sources]


def run_cell(source, names):
    """What a cell prints, and the value of its last line, if that is an expression."""
    *statements, last = ast.parse(source).body
    if not isinstance(last, ast.Expr):
        statements.append(last)
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(statements, []), "cell", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return printed.getvalue(), value


def outputs_of(printed, value):
    """What a cell shows, as a notebook stores it."""
    outputs = []
    if printed:
        outputs.append({"name": "stdout", "output_type": "stream", "text": printed.splitlines(keepends=True)})
    if value is not None:
        shown = {"text/plain": repr(value).splitlines(keepends=True)}
        if hasattr(value, "_repr_png_"):
            shown = {"image/png": base64.b64encode(value._repr_png_()).decode(), "text/plain": ["<PIL image>"]}
        outputs.append({"data": shown, "execution_count": None, "metadata": {}, "output_type": "execute_result"})
    return outputs


def store(path):
    """Run a notebook and store what it shows."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        sys.path.insert(0, os.getcwd())
        shown = iter(run(notebook))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs_of(*next(shown))
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for path in NOTEBOOKS:
        store(path)
