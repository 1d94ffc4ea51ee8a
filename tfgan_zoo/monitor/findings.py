"""Findings from the signals: which problem, since when, on what evidence, and what to try."""

import dataclasses

from tfgan_zoo.monitor.problems import PROBLEMS


@dataclasses.dataclass(frozen=True)
class Finding:
    """A problem that was detected.

    Args:
        problem: its name.
        since: training step of the first of the consecutive checks that show it.
        evidence: description of the evidence.
        advice: what to try.
    """

    problem: str
    since: int
    evidence: str
    advice: str

    def __str__(self):
        return f"{self.problem.capitalize()}, since step {self.since}: {self.evidence}. Try: {self.advice}"


def diagnose(history, patient=True):
    """Detect training problems.

    A problem must show in several consecutive checks, two or three for most; the consequences of another problem that
    is found are omitted.

    Args:
        history: list of `Signals`, oldest first.
        patient: whether to require consecutive checks; False reports what the newest check shows, for a trained game
            that is checked once.

    Returns:
        list of `Finding`, causes before consequences; empty if there are no problems, or no signals.

    Example:
        >>> for finding in diagnose(history):
        ...     print(finding)
    """
    findings = {}
    for problem in PROBLEMS:
        streak = current_streak(problem, history)
        enough = len(streak) >= (problem.patience if patient else 1)
        if enough and not findings.keys() & set(problem.causes):
            evidence = problem.evidence(history)
            findings[problem.name] = Finding(problem.name, streak[0].steps, evidence, problem.advice)
    return list(findings.values())


def current_streak(problem, history):
    """The newest consecutive checks that show a problem."""
    start = len(history)
    while start and problem.evidence(history[:start]) is not None:
        start -= 1
    return history[start:]
