"""The remaining epochs of a run, and after which of them it is evaluated."""


def portions(last_epoch, steps, total, steps_per_epoch):
    """The remaining training: the rest of the current epoch, whole epochs, then the remaining steps.

    Args:
        last_epoch: (number, last step) of the last complete epoch.
        steps: the game's step.
        total: the step at which the run ends.
        steps_per_epoch: length of a whole epoch.

    Returns:
        list of (epochs before it, epochs, steps of each). An epoch of 0 steps only needs its evaluation, during which
        it was stopped.

    Example:
        >>> portions((2, 20), 23, 45, 10)
        [(2, 1, 7), (3, 1, 10), (4, 1, 5)]
    """
    epoch, ended = last_epoch
    remaining = []
    if steps > ended:
        ended = max(steps, min(ended + steps_per_epoch, total))
        remaining.append((epoch, 1, ended - steps))
        epoch += 1
    whole, rest = divmod(max(0, total - ended), steps_per_epoch)
    if whole:
        remaining.append((epoch, whole, steps_per_epoch))
    if rest:
        remaining.append((epoch + whole, 1, rest))
    return remaining


def evaluation_epochs(portions, every):
    """The numbers, from 1, of the epochs to evaluate: every `every`-th, and the last.

    Args:
        portions: the remaining training, as from `portions`.
        every: number of epochs between evaluations.

    Example:
        >>> evaluation_epochs([(2, 1, 7), (3, 1, 10), (4, 1, 5)], 4)
        [4, 5]
    """
    if not portions:
        return []
    first, last = portions[0][0], sum(portions[-1][:2])
    return [epoch for epoch in range(first + 1, last + 1) if epoch % every == 0 or epoch == last]
