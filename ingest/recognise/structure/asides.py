"""What a publisher puts between the paragraphs of an act: no words of the act, whole paragraphs of the publisher's own.

    КонсультантПлюс: примечание.        and the paragraph after it
    ГАРАНТ:                             and what follows, «См. …»
    Информация об изменениях:           told changes, which ingest.recognise.note_spans reads

A paragraph that has a label of its own is never taken: it may be the law's.
"""

from __future__ import annotations

from ingest.document import Document, Span, Style
from ingest.law.pattern import pattern
from ingest.recognise.memo import memo
from ingest.recognise.structure.markers import NO_MARKER, read_marker

_OWN = pattern(
    r"КонсультантПлюс:|ГАРАНТ:|Информация об изменениях:|Позиции высших судов|Путеводитель по "
    r"|\(?[Сс]м\. (?:текст|комментари|предыдущую)"
)
_ANNOUNCES = pattern(r"(?:КонсультантПлюс:(?: примечание\.| ВНИМАНИЕ!)?|ГАРАНТ:)\Z")
_GOES_ON = pattern(r"\(?См\. ")


_BEGINS = frozenset("КГИП(Сс")
"""Characters such a paragraph begins with: the cheap question."""


@memo
def asides(document: Document) -> tuple[Span, ...]:
    """The publisher's paragraphs, in order."""
    text = document.text
    found: list[Span] = []
    announced = after = False
    for start, end, style, _ in document.blocks:
        if not announced and text[start] not in _BEGINS:
            after = False
            continue
        own = _OWN.match(text, start, end) is not None or (after and _GOES_ON.match(text, start, end) is not None)
        after = own or (announced and style is not Style.ROW and read_marker(text[start:end]) is NO_MARKER)
        announced = own and _ANNOUNCES.match(text, start, end) is not None
        if after:
            found.append(Span(start, end))
    return tuple(found)
