"""Columns: numpy arrays, a row a document, a piece or a place; and what sorted ones hold together or in common."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.int64]
"""Whole numbers: numbers of documents, positions, sizes."""

Column = npt.NDArray[np.float64]
"""Weights and scores."""

Mask = npt.NDArray[np.bool_]
"""Which rows are meant."""


def merged(runs: Sequence[Whole]) -> Whole:
    """Numbers of sorted arrays as one sorted array, each once.

    A stable sort finds the runs and merges them; ``numpy.unique`` of whole numbers counts hashes, ten times as slow.
    """
    every = np.sort(np.concatenate(runs), kind="stable")
    return every[np.flatnonzero(np.diff(every, prepend=every[:1] - 1))]


def common(one: Whole, two: Whole) -> Whole:
    """Numbers that both sorted arrays hold."""
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    if not len(many):
        return few[:0]
    at = np.searchsorted(many, few)
    at[at == len(many)] = 0
    both: Whole = few[many[at] == few]
    return both
