"""What was read, converted and left out of a folder, said once."""

import warnings


def warn_of_changes(where, count, kind, changes, left_out):
    """One warning of everything that is not as it was in the files; none where all is.

    Args:
        where: The folder and its split, in words.
        count: How many examples there are.
        kind: What they are called.
        changes: dict from what was done to examples, such as "converted from CMYK", to how many.
        left_out: dict from what was not read, such as ".txt", to how many.

    Example:
        >>> warn_of_changes("flowers (train)", 10, "images", {"converted from CMYK": 2}, {".txt": 1})
    """
    if not changes and not left_out:
        return
    changed = ", ".join(f"{number} were {change}" for change, number in sorted(changes.items()))
    said = f"Of {count} {kind} of {where}, {changed}." if changes else f"{count} {kind} of {where} were read."
    if left_out:
        said += f" Left out: {', '.join(f'{number} {what}' for what, number in sorted(left_out.items()))}."
    warnings.warn(said, stacklevel=4)
