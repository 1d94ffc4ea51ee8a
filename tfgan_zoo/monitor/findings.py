"""Findings from the signals: which problem, since when, on what evidence, and what to try."""

import dataclasses

from tfgan_zoo.monitor.problems import PROBLEMS, TRENDS


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
        >>> collector = monitor.SignalCollector(gan, real)
        >>> diagnose([collector.collect()])  # one check, and most problems must show in several
        []
    """
    findings = {}
    for problem in PROBLEMS if history else ():
        advice = problem.advice_for(history[-1])
        streak = current_streak(problem, history)
        enough = len(streak) >= (problem.patience if patient else 1)
        if enough and advice is not None and not findings.keys() & set(problem.causes):
            evidence = problem.evidence(history)
            findings[problem.name] = Finding(problem.name, streak[0].steps, evidence, advice)
    return list(findings.values())


def in_words(history, findings):
    """What is known: the findings, or that there are none, or that it is too early to say so.

    Args:
        history: list of `Signals`, not empty.
        findings: what `diagnose` found in them.

    Returns:
        list of sentences.

    Example:
        >>> in_words([monitor.SignalCollector(gan, real).collect()], [])
        ['Too early to tell: no problems in 1 check, and some problems show only in 4.']
    """
    if findings:
        return [str(finding) for finding in findings]
    count = len(history)
    if count < TRENDS:
        checks = "1 check" if count == 1 else f"{count} checks"
        return [f"Too early to tell: no problems in {checks}, and some problems show only in {TRENDS}."]
    return [f"No problems were found in {count} checks."]


def current_streak(problem, history):
    """The newest consecutive checks that show a problem."""
    start = len(history)
    while start and problem.evidence(history[:start]) is not None:
        start -= 1
    return history[start:]
