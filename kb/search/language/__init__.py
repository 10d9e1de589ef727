"""What the search knows of the language, as data: stop words, exceptions of the dictionary, synonyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ingest.law.text import fold


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Corrections of the morphological dictionary for legal texts.

    Attributes:
        instead: (lemma to drop, lemma that must also be a reading), ё folded.
        forms: (pattern of whole forms, their lemmas), first match wins.
    """

    instead: tuple[tuple[str, str], ...]
    forms: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Words that are neither indexed nor searched. None of them changes the meaning of a norm."""
    return frozenset(_load("stopwords")["never"])


@lru_cache(maxsize=1)
def question_words() -> frozenset[str]:
    """Words that fall out of a query when any other word remains in it."""
    return frozenset(fold(word) for word in _load("stopwords")["questions"])


@lru_cache(maxsize=1)
def requisite_words() -> tuple[str, ...]:
    """Beginnings of words that name a kind of act or an issuer: they count less where not all words are found."""
    return tuple(fold(word) for word in _load("stopwords")["requisites"])


@lru_cache(maxsize=1)
def exceptions() -> Exceptions:
    """``exceptions.yml``, ready for use."""
    raw = _load("exceptions")
    return Exceptions(
        tuple((fold(wrong), fold(right)) for wrong, right in raw["instead"].items()),
        tuple((_form_pattern(form), tuple(fold(lemma) for lemma in lemmas)) for form, lemmas in raw["forms"].items()),
    )


@lru_cache(maxsize=1)
def synonyms() -> tuple[tuple[str, ...], ...]:
    """Groups of equal wordings, as written in ``synonyms.yml``."""
    return tuple(tuple(str(wording) for wording in group) for group in _load("synonyms")["equal"])


@lru_cache(maxsize=1)
def broader() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(wording, broader wordings), as written in ``synonyms.yml``."""
    return tuple((narrow, tuple(wide)) for narrow, wide in _load("synonyms")["broader"].items())


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Digest of the data that the index depends on: an index made with other data is out of date."""
    import hashlib

    return hashlib.sha256(_read("stopwords") + _read("exceptions")).hexdigest()[:12]


@lru_cache(maxsize=1)
def synonyms_fingerprint() -> str:
    """Digest of ``synonyms.yml``: what was worked out from another one is out of date."""
    import hashlib

    return hashlib.sha256(_read("synonyms")).hexdigest()[:12]


def _form_pattern(form: str) -> re.Pattern[str]:
    return re.compile(re.escape(fold(form)).replace(r"\*", "[а-я]*"))


def _read(name: str) -> bytes:
    return files(__name__).joinpath(f"{name}.yml").read_bytes()


def _load(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(_read(name), Loader=loader)
