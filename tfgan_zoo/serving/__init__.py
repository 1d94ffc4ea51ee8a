"""Generators as SavedModels with their model cards, and a client of TF Serving."""

from tfgan_zoo.serving.client import Client
from tfgan_zoo.serving.export import export_generator, export_network, forbidden_ops
from tfgan_zoo.serving.model_card import model_card

__all__ = ["Client", "export_generator", "export_network", "forbidden_ops", "model_card"]
