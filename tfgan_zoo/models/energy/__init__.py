"""Games whose discriminator is an autoencoder."""
