"""Games with an autoencoder as discriminator."""
