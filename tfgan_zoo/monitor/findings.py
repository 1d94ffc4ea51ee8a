"""What the signals say: which illness, since when, on what evidence, and what to try."""

import dataclasses

from tfgan_zoo.monitor.problems import PROBLEMS


@dataclasses.dataclass(frozen=True)
class Finding:
    """One illness that was found.

    Args:
        illness: its name.
        since: training step of the first examination of those in a row at which it shows.
        evidence: what was seen, in words.
        advice: what to try.
    """

    problem: str
    since: int
    evidence: str
    advice: str

    def __str__(self):
        return f"{self.problem.capitalize()}, since step {self.since}: {self.evidence}. Try: {self.advice}"


def diagnose(history, patient=True):
    """Name what is wrong with a training.

    An illness must show at several examinations in a row, two or three for most; what is only the consequence of
    another one found is left out.

    Args:
        history: list of `Signals`, oldest first.
        patient: whether to wait for that; False says what shows at the newest examination, for a game that was
            trained and is examined once.

    Returns:
        list of `Finding`, causes before consequences; empty where nothing is wrong, or nothing was examined.

    Example:
        >>> for finding in diagnose(history):
        ...     print(finding)
    """
    findings = {}
    for problem in PROBLEMS:
        shown = unbroken(problem, history)
        enough = len(shown) >= (problem.patience if patient else 1)
        if enough and not findings.keys() & set(problem.causes):
            evidence = problem.evidence(history)
            findings[problem.name] = Finding(problem.name, shown[0].steps, evidence, problem.advice)
    return list(findings.values())


def unbroken(problem, history):
    """The newest examinations in a row at which an illness shows."""
    begin = len(history)
    while begin and problem.evidence(history[:begin]) is not None:
        begin -= 1
    return history[begin:]
