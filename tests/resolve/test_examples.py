"""The examples in the docstrings of the package hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import extractor.resolve

MODULES = sorted(f"extractor.resolve.{module.name}" for module in pkgutil.iter_modules(extractor.resolve.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
