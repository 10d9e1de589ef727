"""What the tests of the readers share."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_invariants import CORPUS


@pytest.fixture
def corpus() -> Path:
    """The corpus of real acts."""
    if not CORPUS.exists():
        pytest.skip("нет ../shared/corpus")
    return CORPUS
