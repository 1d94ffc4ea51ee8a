"""Which epochs a run has left, and after which of them it is measured."""


def portions(last_epoch, steps, total, steps_per_epoch):
    """What is left to train: the rest of an epoch that was begun, whole epochs, then what is left.

    Args:
        last_epoch: (number, last step) of the last epoch that ended.
        steps: the game's step.
        total: the step at which the run ends.
        steps_per_epoch: length of a whole epoch.

    Returns:
        list of (epochs before it, epochs, steps of each). An epoch of 0 steps has only its end to come: it was stopped
        while it was measured.

    Example:
        >>> portions((2, 20), 23, 45, 10)
        [(2, 1, 7), (3, 1, 10), (4, 1, 5)]
    """
    epoch, ended = last_epoch
    found = []
    if steps > ended:
        ended = max(steps, min(ended + steps_per_epoch, total))
        found.append((epoch, 1, ended - steps))
        epoch += 1
    whole, rest = divmod(max(0, total - ended), steps_per_epoch)
    if whole:
        found.append((epoch, whole, steps_per_epoch))
    if rest:
        found.append((epoch + whole, 1, rest))
    return found


def evaluation_epochs(portions, every):
    """The numbers, from 1, of the epochs that are measured: every so many, and the last.

    Args:
        portions: what is left to train.
        every: epochs from one measurement to the next.

    Example:
        >>> evaluation_epochs([(2, 1, 7), (3, 1, 10), (4, 1, 5)], 4)
        [4, 5]
    """
    if not portions:
        return []
    first, last = portions[0][0], sum(portions[-1][:2])
    return [epoch for epoch in range(first + 1, last + 1) if epoch % every == 0 or epoch == last]
