"""Where the site stands on its host: the one place that knows of Datasette's setting ``base_url``.

A **path** is within the site (``/acts/pp-1241``): that is what routes speak of. An **address** is what a visitor's
browser or program can ask for as it is (``/npa/acts/pp-1241``): what stands in every link, form, feed, redirect and
JSON twin begins with :func:`root`. Like Django's script prefix it belongs to the request that is being answered, not to
the many functions between a request and a link.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_root: ContextVar[str] = ContextVar("root", default="")


def root() -> str:
    """What every address of ours begins with: "" for a site that stands at «/», «/npa» for one at «/npa/»."""
    return _root.get()


@contextmanager
def standing_at(base_url: str) -> Iterator[None]:
    """Inside, the site stands at that address of its host: «/», «/npa/»."""
    token = _root.set(base_url.rstrip("/"))
    try:
        yield
    finally:
        _root.reset(token)


def within(path: str) -> str:
    """The path that the routes see, of one that a visitor asks for: «/npa/acts» → «/acts».

    What does not begin with the root is taken as it is: a proxy may have taken the root off, and Datasette lets it.
    """
    here = root()
    return path[len(here) :] if here and path.startswith(f"{here}/") else path
