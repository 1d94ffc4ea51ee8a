"""Search for a recipe's best constants with Optuna; each trial is a run.

space      the search space, as given by `--search`
samplers   grid, random, Bayesian; pruners: which trials end early
trial      one training in its own process; process: control of that process
search     the whole search: start, resume, report

The modules are imported separately: `space` is light, `search` needs Optuna and TensorFlow.

    study.db            Optuna's storage
    trials/0007         the run of a trial; with several seeds trials/0007/seed-1; its output is in trials/0007.log
    trials.csv          every trial, its constants, its result
    report.md           best settings as a command line; history.png, slices.png
"""
