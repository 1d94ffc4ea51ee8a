"""A report of a run on one page: pictures, results, settings, and how to use it."""

import shlex

from tfgan_zoo import monitor
from tfgan_zoo.callbacks.best import best_row, judging_rows
from tfgan_zoo.callbacks.monitor import read_signals
from tfgan_zoo.callbacks.table import Table
from tfgan_zoo.pictures.kinds import KINDS
from tfgan_zoo.preferences import in_words
from tfgan_zoo.recipe.flags import STOP
from tfgan_zoo.runs.results import result_of
from tfgan_zoo.runs.settings import data_title
from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.training.sample_files import shown_sample_files


def write_report(folder, source):
    """Write `report.md`.

    Args:
        folder: `Folder` of a run.
        source: `RecipeSource` of its recipe.
    """
    settings = folder.settings()
    sections = [
        f"# {source.title} on {data_title(settings)}",
        sentence(source.summary.partition(":")[2].strip()),
        *progress(folder, settings),
        *pictures(folder),
        *shown_sample_files(folder, settings),
        "## Results",
        results(folder),
        *health(folder),
        *final_pictures(folder, settings),
        "## Use it",
        use(folder),
        "## Settings",
        table(settings),
    ]
    with atomic_write(folder.report) as temporary:
        temporary.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def sentence(words):
    """The text with a capital first letter."""
    return words[:1].upper() + words[1:]


def progress(folder, settings):
    """The run's progress and duration."""
    rows = Table(folder.losses).rows()
    done = int(rows[-1]["steps"]) if rows else 0
    finished, steps = settings["finished_steps"] is not None, settings["flags"]["steps"]
    took = duration(sum(float(row["seconds"]) for row in rows))
    state = "Finished" if finished else "Under way"
    text = f"{state}: {done} of {steps} training steps, {took} of training and evaluation."
    if finished and done < steps:
        patience = settings["flags"]["patience"]
        no_better = f"The metric that chooses had not improved for {patience} evaluations (`--patience`)."
        problem = settings["flags"]["on_problem"] == STOP and monitor.diagnose(read_signals(Table(folder.health)))
        text += f" {'A problem ended it (`--on-problem`).' if problem else no_better}"
    return [text, *phases(rows)]


def phases(rows):
    """The phases of training and in which epochs each ended, if the game has several."""
    epochs = {row["phase"]: row["epoch"] for row in rows if row.get("phase")}
    if len(epochs) < 2:
        return []
    return ["Phases: " + ", ".join(f"{name} (to epoch {epoch})" for name, epoch in epochs.items()) + "."]


def duration(seconds):
    """A duration in words."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    words = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    return " ".join(f"{count} {unit}" for count, unit in words if count) or "less than 1 s"


def pictures(folder):
    """The newest samples and the curves."""
    newest = sorted(folder.samples.glob("epoch-*.png"))[-1:]
    shown = [("Samples", path.relative_to(folder.path)) for path in newest]
    for name, path in (("Metrics", folder.metrics), ("Losses", folder.losses)):
        picture = path.with_suffix(".png")
        if picture.exists():
            shown.append((name, picture.relative_to(folder.path)))
    return [f"![{name}]({path.as_posix()})" for name, path in shown]


def final_pictures(folder, settings):
    """Pictures of the finished game; while training continues, those of an earlier end are not shown."""
    if settings["finished_steps"] is None:
        return []
    by_title = {kind.TITLE: folder.pictures / kind.FILE for kind in KINDS}
    shown = [
        f"### {title}\n\n![{title}]({path.relative_to(folder.path).as_posix()})"
        for title, path in by_title.items()
        if path.exists()
    ]
    return ["## Pictures", *shown] if shown else []


def results(folder):
    """The last results, and the best result of the metric that chooses, that of `best.keras`."""
    rows = Table(folder.metrics).rows()
    if not rows:
        return "There are no results: the recipe has no metrics."
    last = [row for row in rows if row["steps"] == rows[-1]["steps"]]
    newest = "last" if Table(folder.losses).rows()[-1]["steps"] == rows[-1]["steps"] else "an earlier one"
    best = best_row(rows)
    shown = [*((newest, row) for row in last), *([("best", best)] if best else [])]
    lines = [f"| {checkpoint} | {row['steps']} | {result_of(row)} |" for checkpoint, row in shown]
    return "\n".join(["| checkpoint | step | result |", "|---|---|---|", *lines]) + "\n\n" + chosen_by(rows)


def chosen_by(rows):
    """What chose the best checkpoint."""
    judged, better = judging_rows(rows)
    if not judged:
        return "No metric says what is better, so `best.keras` is the last checkpoint, and `--patience` ends nothing."
    return f"`best.keras` was chosen by {judged[0]['metric']}: {in_words(better)}."


def health(folder):
    """The monitor's findings, if there is one."""
    history = read_signals(Table(folder.health))
    if not history:
        return []
    findings = monitor.in_words(history, monitor.diagnose(history))
    picture = folder.health.with_suffix(".png")
    drawn = [f"![Health]({picture.name})"] if picture.exists() else []
    return ["## Health", *findings, *drawn]


def use(folder):
    """Commands that sample, evaluate and serve."""
    quoted = shlex.quote(str(folder.path))
    served = f"`{folder.saved_model}` is a folder of versions for TF Serving; see `docs/serving.md`."
    commands = [
        f"tfgan-zoo sample {quoted} --num 16 --seed 0 --out samples.png",
        f"tfgan-zoo evaluate {quoted}",
        f"tensorboard --logdir {shlex.quote(str(folder.events))}",
    ]
    return "```\n" + "\n".join(commands) + f"\n```\n\n{served}"


def table(settings):
    """All settings as a Markdown table."""
    rows = {**settings["flags"], "steps_per_epoch": settings["steps_per_epoch"]}
    rows |= {f"data {name}": value for name, value in settings["data"].items()}
    rows |= settings["versions"]
    return "| setting | value |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in rows.items())
