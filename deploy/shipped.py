"""Makes the generators that come with the project: model, card, record and picture of one run each.

    python deploy/shipped.py wgan_gp_digits dcgan_digits ... [--data-dir DIR]

`shipped.toml` has each one's recipe and flags, and the license of its data. The run lies in `runs/shipped/NAME`, and
resumes where it was stopped. When all are trained (their cards name the commit, of a tree without changes), it writes
`saved_models/NAME/1` with its card, `saved_models/NAME/record.json` for `tfgan-zoo check`, a picture and a sound in
`docs/images/gallery`, and the index by which `tfgan_zoo.load` knows their files (without names, that alone). Then run
`python docs/models.py` and `python docs/gallery.py`, which write the tables from the cards.
"""

import argparse
import json
import pathlib
import shlex
import shutil
import tomllib

from tfgan_zoo import evaluation, runs, training
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.serving.generator import Generator
from tfgan_zoo.serving.shipped import INDEX, VERSION, fingerprint

DEPLOY = pathlib.Path(__file__).parent
ROOT = DEPLOY.parent
SHIPPED = ROOT / "saved_models"
RUNS = ROOT / "runs" / "shipped"
GALLERY = ROOT / "docs" / "images" / "gallery"
LARGEST = 1_500_000  # bytes of one generator
DRAWS = 3  # evaluations in a record


def train(name, command, data_dir=None):
    """Train one generator, or the rest of it.

    Args:
        name: its folder in `saved_models`.
        command: the recipe's name and flags.
        data_dir: data folder of TensorFlow Datasets.
    """
    recipe, *words = shlex.split(command)
    source = recipe_source.find(recipe)
    flags = flags_of(source, [*words, *(["--data-dir", data_dir] if data_dir else [])])
    training.train(source, {key: value for key, value in flags.items() if key != "out"}, RUNS / name)


def ship(name, license):
    """Export, record and draw one trained generator.

    Args:
        name: its folder in `saved_models`.
        license: of its data, for the card.

    Raises:
        ValueError: if it is too large.
    """
    folder = SHIPPED / name
    shutil.rmtree(folder, ignore_errors=True)
    version = pathlib.Path(runs.export_run(RUNS / name, folder, license=license))
    write_record(RUNS / name, folder / "record.json")
    size = sum(path.stat().st_size for path in version.rglob("*") if path.is_file())
    print(f"{name}: {size / 1e6:.2f} MB")
    if size > LARGEST:
        raise ValueError(f"{name} has {size} bytes, more than {LARGEST}: train it at a smaller width.")
    if (picture := version / "samples.png").is_file():
        shutil.copyfile(picture, GALLERY / f"{name}.png")
    if "wav" in (generator := Generator(version)).signatures:
        (GALLERY / f"{name}.wav").write_bytes(b"".join(generator.run("wav", seed=[0])))


def write_record(run, path):
    """The results of several evaluations, without the data's folder on this machine."""
    recorded = evaluation.record(run, path, draws=DRAWS)
    if recorded["flags"]["data_dir"]:
        recorded = json.loads(path.read_text(encoding="utf-8"))
        recorded["flags"]["data_dir"] = None
        path.write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")


def write_index():
    """The size and the SHA-256 of every file of every generator there is."""
    names = sorted(path.parent.name for path in SHIPPED.glob(f"*/{VERSION}"))
    lines = [f'  "{name}": {json.dumps(fingerprint(SHIPPED / name / VERSION))}' for name in names]
    INDEX.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main():
    table = tomllib.loads((DEPLOY / "shipped.toml").read_text(encoding="utf-8"))
    parser = argparse.ArgumentParser(description="Make generators that come with the project.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=[*table["commands"], []])
    parser.add_argument("--data-dir", help="data folder of TensorFlow Datasets")
    given = parser.parse_args()
    for name in given.names:
        train(name, table["commands"][name], given.data_dir)
    for name in given.names:
        data = next((data for data in table["licenses"] if name.endswith(data)), "made")
        ship(name, table["licenses"][data])
    write_index()


if __name__ == "__main__":
    main()
