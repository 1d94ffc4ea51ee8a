"""Pictures of a run, of a generator, of a discriminator, and of their outputs on data.

`kinds` has one file for each kind of picture, and their list; a kind draws a `Subject`, which provides what the kind
needs: for `tfgan-zoo plot` a `RequestedSubject`, at the end of a run a `FinishedRun`.
"""
