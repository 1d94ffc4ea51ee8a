"""Pictures of a run, of a generator, of a discriminator, and of what they make of data.

`kinds` holds one file for each kind of picture and their list; a kind draws a `Subject`, which finds what the kind
needs: for `tfgan-zoo plot` a `RequestedSubject`, at the end of a run a `FinishedRun`.
"""
