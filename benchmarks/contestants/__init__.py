"""Who takes part in `train_step.py`: each module's `trainer(row)` returns a function that trains a number of steps, and
the number of trained parameters. A row fixes networks, batch and optimizers for all of them.
"""
