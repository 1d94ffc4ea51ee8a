"""Writes the tables of models: the whole in `docs/models.md`, the families in `README.md`.

    python docs/models.py

A recipe's row is its entry in `docs/models.toml`; its family, and where its games are defined, its source says. The
generators that come with the project are those of `saved_models`, with the first result of their cards.
"""

import pathlib
import re
import tomllib

from tfgan_zoo.recipe import families
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.serving.card_rows import read_card, results_of

DOCS = pathlib.Path(__file__).parent
BEGIN, END = "<!-- written by docs/models.py -->\n", "<!-- end -->"


def texts():
    """dict from the path of each page with a table to what it should say."""
    members = by_family(tomllib.loads((DOCS / "models.toml").read_text(encoding="utf-8")))
    tables = {DOCS / "models.md": model_tables(members), DOCS.parent / "README.md": family_table(members)}
    return {path: replaced(path.read_text(encoding="utf-8"), table) for path, table in tables.items()}


def by_family(rows):
    """dict from each family, in the entries' order, to its rows: dicts from a recipe's name to its entry.

    Raises:
        ValueError: where the entries are not those of the recipes.
    """
    if different := sorted(set(rows) ^ set(recipe_source.names())):
        raise ValueError(f"docs/models.toml needs an entry for each recipe and no other; see {', '.join(different)}.")
    members = {}
    for name, row in rows.items():
        members.setdefault(recipe_source.find(name).family, {})[name] = row
    return members


def model_tables(members):
    """A table for each family: a row for each recipe."""
    lines = []
    for family, rows in members.items():
        lines += [f"## {family.capitalize()}", "", families.description(family), ""]
        lines += ["| paper | model | recipe | result | picture | generator |", "|---|---|---|---|---|---|"]
        for name, row in rows.items():
            recipe = f"[`recipes/{name}.py`](../recipes/{name}.py)"
            cells = [row["paper"], linked(row, "../"), recipe, row["result"], row["picture"], generators(name)]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def family_table(members):
    """A row for each family."""
    lines = ["| family | what it is | models |", "|---|---|---|"]
    for family, rows in members.items():
        models = ", ".join(dict.fromkeys(linked(row, "") for row in rows.values()))
        lines.append(f"| [{family}](docs/models.md#{family}) | {families.description(family)[:-1]} | {models} |")
    return "\n".join([*lines, ""])


def generators(recipe):
    """The generators of a recipe that come with the project: each with the flags and the first result of its card."""
    cells = []
    for version in sorted((DOCS.parent / "saved_models").glob(f"{recipe}_*/[0-9]*")):
        command = re.match(rf"`tfgan-zoo train {recipe}( .*)?`", (card := read_card(version)).get("Command", ""))
        if command:
            (metric, value), *_ = results_of(card).items()
            flags = f" with `{command[1].strip()}`" if command[1] else ""
            name = version.parent.name
            cells.append(f"[{name}](../saved_models/{name}/{version.name}/README.md){flags}: {metric} {value:g}")
    return "; ".join(cells)


def linked(row, root):
    """The games of a row, each with a link to its file from below `root`."""
    places = {game: f"{root}{families.module_by_name()[game].replace('.', '/')}.py" for game in row["games"]}
    return ", ".join(f"[`{game}`]({place})" for game, place in places.items())


def replaced(text, table):
    """A page with another table between its marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


if __name__ == "__main__":
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
