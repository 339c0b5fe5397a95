"""What every test starts from."""

import pytest


@pytest.fixture(autouse=True)
def a_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables break at the same words however wide the terminal of the one who runs the tests is."""
    monkeypatch.setenv("COLUMNS", "120")
