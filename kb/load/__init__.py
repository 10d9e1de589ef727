"""The pipeline: files → worker processes that make rows → one writer → projection → index.

worker    one file parsed; what a worker process runs
pool      many files parsed at once, in order, one that hangs or brings its worker down given up alone
run       items filtered, parsed and written in portions; report: what is told of it
settle    what the evidence means: rows of acts, statuses
readers   the base read ahead of the writer
lock      one writer to a base at a time
pipeline  ingest_paths and reparse, which tie them together
rebuild   a base of an earlier version made anew from its sources
watch     a drop folder, taken in as it fills
corrections   files of corrections by people
index     the search index brought to date, or built anew
"""

from ingest import Item, items_at
from kb.load.corrections import NotCorrections, take_corrections
from kb.load.index import index
from kb.load.pipeline import ingest_paths, reparse
from kb.load.rebuild import rebuild
from kb.load.report import Progress, Report
from kb.load.watch import watch

__all__ = [
    "Item",
    "NotCorrections",
    "Progress",
    "Report",
    "index",
    "ingest_paths",
    "items_at",
    "rebuild",
    "reparse",
    "take_corrections",
    "watch",
]  # fmt: skip
