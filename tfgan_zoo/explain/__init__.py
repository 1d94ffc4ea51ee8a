"""Why a game does what it does: how its samples hang on the noise, and what its discriminator looks at."""
