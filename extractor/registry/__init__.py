"""Public bodies and places of Viet Nam, each valid for a time."""

from extractor.registry.groups import Group, Groups, load_groups
from extractor.registry.levels import Level
from extractor.registry.places import Place, Places, load_places
from extractor.registry.registry import Registry, Resolution, load_registry

__all__ = [
    "Group",
    "Groups",
    "Level",
    "Place",
    "Places",
    "Registry",
    "Resolution",
    "load_groups",
    "load_places",
    "load_registry",
]
