"""`tfgan-zoo list`."""

from tfgan_zoo.recipe import source as recipe_source


def add(subparsers):
    listing = subparsers.add_parser("list", help="the recipes", description="List the recipes.")
    listing.set_defaults(command=list_recipes)


def list_recipes(flags):
    names = recipe_source.names()
    for name in names:
        print(f"{name:<{max(map(len, names))}}  {recipe_source.find(name).summary}")
    return 0
