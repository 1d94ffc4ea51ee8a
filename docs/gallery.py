"""Writes the gallery of the generators that come with the project, `docs/gallery.md`, from their cards.

python docs/gallery.py
"""

import pathlib
import tomllib

from tfgan_zoo.recipe import families
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.serving.card_rows import read_card

DOCS = pathlib.Path(__file__).parent
SHIPPED = DOCS.parent / "saved_models"
PAGE = DOCS / "gallery.md"
DISTANCE = "frechet"  # what is shown beside the first result of a card
HEAD = """# Gallery

<!-- written by docs/gallery.py -->

The generators that come with the project: samples, the command that made each, and what it was measured to be on data
that its training did not see. All are small, trained in minutes on a CPU: they show what a recipe does, not what a
method can do. `tfgan_zoo.load` gives each by its name, after comparing its files with their size and SHA-256:

```python
import tfgan_zoo

generator = tfgan_zoo.load("wgan_gp_digits")
images = generator.sample(16, seed=0)  # float32 (16, 32, 32, 1) in [-1, 1]
print(generator.card)
```

`tfgan-zoo serve saved_models/wgan_gp_digits` serves one, `tfgan-zoo play saved_models/wgan_gp_digits` opens a page to
play with it; [serving.md](serving.md#generators-by-name) has the other doors.
"""


def text():
    """What the page should say."""
    members = {}
    for version in sorted(SHIPPED.glob("*/[0-9]*")):
        members.setdefault(recipe_of(version.parent.name).family, []).append(version)
    lines = [HEAD]
    for family in sorted(members, key=list(families_in_order()).index):
        lines += [f"## {family.capitalize()}", "", families.description(family), "", "| | |", "|---|---|"]
        lines += [f"| {shown(version)} | {described(version)} |" for version in members[family]]
        lines.append("")
    return "\n".join(lines)


def families_in_order():
    """The families, in the order of their first recipes in the table of models."""
    rows = tomllib.loads((DOCS / "models.toml").read_text(encoding="utf-8"))
    return dict.fromkeys(recipe_source.find(name).family for name in rows)


def recipe_of(name):
    """The recipe that a generator's name begins with."""
    recipes = [recipe for recipe in recipe_source.names() if name.startswith(f"{recipe}_")]
    return recipe_source.find(max(recipes, key=len))


def shown(version):
    """The picture of samples, and their sound."""
    name = version.parent.name
    picture, sound = (f"images/gallery/{name}.{suffix}" for suffix in ("png", "wav"))
    cells = [f"![Samples of {name}]({picture})"] if (DOCS / picture).is_file() else []
    cells += [f"[listen]({sound})"] if (DOCS / sound).is_file() else []
    return "<br>".join(cells) or "no picture"


def described(version):
    """A generator in words: its name, its command, its results, its data."""
    card, name = read_card(version), version.parent.name
    first, *others = card["Metrics"].split("<br>")
    results = "<br>".join([first, *(result for result in others if result.startswith(DISTANCE))])
    link = f"**[{name}](../saved_models/{name}/{version.name}/README.md)**: {recipe_of(name).title}"
    return f"{link}<br>{card['Command']}<br>{results}<br>License of the data: {card['License of the data']}"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
