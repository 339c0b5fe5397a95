"""Public bodies and places of Viet Nam, each valid for a time."""

from extractor.registry.places import Level, Place, Places, load_places

__all__ = ["Level", "Place", "Places", "load_places"]
