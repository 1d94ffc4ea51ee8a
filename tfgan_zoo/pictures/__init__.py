"""Pictures of a run, of a generator, of a discriminator, and of what they make of data."""
