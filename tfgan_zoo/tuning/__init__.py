"""The search for a recipe's constants, with Optuna: which settings to try, each a run of its own, which are best.

space      what is searched, as `--search` says it
samplers   grid, random, Bayesian; pruners: which trials are given up early
trial      one training in a process of its own; process: that process, watched from outside
search     the search as a whole: started, resumed, reported

The modules are imported one by one: `space` answers at once, `search` needs Optuna and TensorFlow.

    study.db            Optuna's storage
    trials/0007         the run of a trial; with several seeds trials/0007/seed-1; its output is in the .log beside it
    trials.csv          every trial, its constants, its result
    report.md           best settings as a command line; history.png, slices.png
"""
