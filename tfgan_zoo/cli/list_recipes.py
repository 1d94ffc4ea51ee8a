"""`tfgan-zoo list`."""

import itertools

from tfgan_zoo.recipe import families
from tfgan_zoo.recipe import source as recipe_source


def add(subparsers):
    listing = subparsers.add_parser("list", help="the recipes", description="List the recipes by family.")
    listing.set_defaults(command=list_recipes)


def list_recipes(flags):
    sources = sorted(map(recipe_source.find, recipe_source.names()), key=lambda source: source.family or "")
    width = max(len(source.name) for source in sources)
    for family, members in itertools.groupby(sources, key=lambda source: source.family):
        print(heading(family))
        for source in members:
            print(f"  {source.name:<{width}}  {source.summary}")
    return 0


def heading(family):
    """A family's heading."""
    return f"{family}: {families.description(family)}" if family else "others"
