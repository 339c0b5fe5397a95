"""The list of compiled modules in pyproject.toml names files that exist and can be compiled."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def compiled() -> list[Path]:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    listed = [ROOT / name for name in build["targets"]["wheel"]["hooks"]["mypyc"]["include"]]
    return [file for path in listed for file in ([path] if path.suffix else sorted(path.glob("*.py")))]


@pytest.mark.parametrize("file", compiled(), ids=lambda path: str(path.relative_to(ROOT)))
def test_compiled_module_exists_and_holds_no_pydantic_class(file: Path) -> None:
    assert "pydantic" not in file.read_text(encoding="utf-8")


def test_compiling_is_asked_for() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert build["targets"]["wheel"]["hooks"]["mypyc"]["enable-by-default"] is False
