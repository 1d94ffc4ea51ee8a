"""A report of a search on one page: the best settings as a command, pictures, all trials."""

import numpy as np
from optuna.trial import TrialState

from tfgan_zoo import plots
from tfgan_zoo.preferences import in_words
from tfgan_zoo.recipe.words import command_of
from tfgan_zoo.saving.atomic import atomic_write
from tfgan_zoo.tuning import study
from tfgan_zoo.tuning.table import formatted, state_of, write_table


def write_report(out, source, flags, optuna_study):
    """Write `report.md`, `trials.csv` and the pictures.

    Args:
        out: the search's folder.
        source: `RecipeSource` of the recipe.
        flags: value of every flag that was not searched.
        optuna_study: the study.
    """
    write_table(out / "trials.csv", optuna_study)
    measured, facts = optuna_study.user_attrs[study.MEASURED], optuna_study.user_attrs[study.FACTS]
    sections = [
        f"# Search for the settings of {source.title} on {measured['data']}",
        judged(measured, facts),
        "## Best settings",
        best_settings(out, source, flags, optuna_study),
        *pictures(out, optuna_study),
        "## Trials",
        trials_table(optuna_study, study.label_of(measured)),
        "## Settings of the search",
        "| setting | value |\n|---|---|\n" + "\n".join(f"| {name} | {value} |" for name, value in facts.items()),
    ]
    with atomic_write(out / "report.md") as temporary:
        temporary.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def judged(measured, facts):
    """How the trials were evaluated."""
    split, count = measured["evaluated_on"]
    trained, num_trained = measured["trained_on"]
    seeds = facts["--seeds"].split()
    mean = f" Each result is the mean over the seeds {', '.join(seeds)}." if len(seeds) > 1 else f" Seed {seeds[0]}."
    chosen = {
        "held-out": "No trial was trained on these examples, and the test data were not used for the selection.",
        "test": "The settings were selected on the test data, so the best trial's result on them is optimistic.",
    }.get(split, "")
    return (
        f"Selected by the last `{measured['metric']}` of each run, {in_words(measured['better'])}, on {count} examples "
        f"of `{split}`; trained on {num_trained} of `{trained}`.{mean} {chosen}"
    )


def best_settings(out, source, flags, optuna_study):
    """The best trial as a command line, and the reliability of its result."""
    best = study.best(optuna_study)
    if best is None:
        return "No trial is complete."
    seeds = optuna_study.user_attrs[study.FACTS]["--seeds"].split()
    folder = out / "trials" / f"{best.number:04d}"
    run = folder if len(seeds) == 1 else folder / f"seed-{seeds[0]}"
    command = command_of(source, {**flags, **best.params, "seed": int(seeds[0])}, f"runs/{source.path.stem}-best")
    values = "\n".join(f"| {name} | {formatted(value)} |" for name, value in sorted(best.params.items()))
    complete = sum(trial.state == TrialState.COMPLETE for trial in study.finished(optuna_study))
    return (
        f"Trial {best.number}, {study.label_of(optuna_study.user_attrs[study.MEASURED])} {best.value:.4g}:\n\n"
        f"| constant | value |\n|---|---|\n{values}\n\n"
        f"```\n{command}\n```\n\n"
        f"It is the best of {complete}, partly by chance, so its result is optimistic. The command above trains on "
        f"all training data and evaluates on the test data; `tfgan-zoo evaluate {run} --split test` evaluates the "
        "trial's own run on them."
    )


def pictures(out, optuna_study):
    """The results of all trials in order, and over each constant."""
    drawn = [trial for trial in study.finished(optuna_study) if trial.value is not None and np.isfinite(trial.value)]
    if not drawn:
        return []
    metric = study.label_of(optuna_study.user_attrs[study.MEASURED])
    values = np.array([trial.value for trial in drawn])
    pruned = np.array([trial.state == TrialState.PRUNED for trial in drawn])
    numbers = np.array([trial.number for trial in drawn])
    higher = optuna_study.direction.name == "MAXIMIZE"
    plots.search_history(out / "history.png", numbers, values, pruned, metric, higher)
    names = sorted(drawn[0].params)
    shares = study.importances(optuna_study)
    settings = {name: [trial.params[name] for trial in drawn] for name in names}
    log = [name for name in names if getattr(drawn[0].distributions[name], "log", False)]
    titles = {name: f"importance {shares[name]:.2f}" if name in shares else "" for name in names}
    plots.search_slices(out / "slices.png", settings, log, values, pruned, metric, titles)
    return ["![Results of the trials](history.png)", "![Results over each constant](slices.png)"]


def trials_table(optuna_study, metric):
    """All trials that have ended, the best first."""
    trials = study.finished(optuna_study)
    names = sorted({name for trial in trials for name in trial.params})
    sign = -1 if optuna_study.direction.name == "MAXIMIZE" else 1
    order = {"complete": 0, "pruned": 1}
    trials = sorted(
        trials,
        key=lambda trial: (order.get(state_of(trial), 2), np.inf if trial.value is None else sign * trial.value),
    )
    rows = [f"| trial | state | {metric} | " + " | ".join([*names, "s", "remark"]) + " |"]
    rows.append("|---" * (len(names) + 5) + "|")
    for trial in trials:
        cells = [trial.number, state_of(trial), "" if trial.value is None else formatted(trial.value)]
        cells += [formatted(trial.params.get(name, "")) for name in names]
        cells += [round(trial.user_attrs.get(study.SECONDS, 0)), trial.user_attrs.get(study.REASON, "")]
        rows.append("| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |")
    return "\n".join(rows)
