"""The hooks of a trick into a game."""

import inspect

import keras


class Trick(keras.layers.Layer):
    """The base class of tricks, whose hooks do nothing; a subclass overrides those it needs.

    A trick is a layer so that its state (created in `attach`) is saved, resumed and distributed with the model. It
    stores every argument of its constructor as an attribute of the same name, from which it is saved.

    Attributes:
        terms: names of the terms that the trick adds to the game's logs.
    """

    terms = ()

    def attach(self, game):
        """Create state for the built game, a `models.GAN`, and refuse a game that the trick does not apply to.

        Raises:
            ValueError: if the game or another trick already has a term of this name.
        """
        names = [tracker.name for tracker in game.trackers]
        for term in self.terms:
            if names.count(term) > 1:
                raise ValueError(
                    f"{type(self).__name__} adds the term {term!r} to a {type(game).__name__} that has one already, "
                    "from its own loss or another trick: remove one of the two, or it would count twice."
                )

    def transform(self, images, seed):
        """The discriminator's input in place of `images`, real or generated, in both players' turns.

        Args:
            images: float tensor, batch first.
            seed: integers of shape (2,), different at every call.

        Returns:
            tensor of the same shape, differentiable with respect to the images.
        """
        return images

    def replay(self, fake, seed):
        """Generated samples for the discriminator to learn from in place of `fake`, in its own turn only.

        Args:
            fake: samples, or a dict of them and what belongs to them, which must come from the same samples.
            seed: integers of shape (2,), different at every call.
        """
        return fake

    def discriminator_terms(self, game, real, fake):
        """Terms added to the discriminator's loss: a dict of scalars."""
        return {}

    def generator_terms(self, game, real, fake):
        """Terms added to the generator's loss: a dict of scalars."""
        return {}

    def after_discriminator_step(self, game):
        """Change the discriminator after each of its steps."""

    def after_step(self, game):
        """Update the trick's state, once per training step."""

    def get_config(self):
        parameters = inspect.signature(type(self).__init__).parameters.values()
        names = [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD and each.name != "self"]
        return {**super().get_config(), **{name: getattr(self, name) for name in names}}
