"""The other branches of the family tree of generative models, to compare GANs with."""
