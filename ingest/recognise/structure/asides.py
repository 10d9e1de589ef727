"""What a publisher puts between the paragraphs of an act: no words of the act, whole paragraphs of the publisher's own.

    КонсультантПлюс: примечание.        and the paragraph after it
    ГАРАНТ:                             and what follows, «См. …»
    Информация об изменениях:           told changes, which ingest.recognise.note_spans reads
    Документ с изменениями, внесенными: and the acts below it, to the rule that ends them (Кодекс)

A paragraph that has a label of its own is never taken: it may be the law's. Those that a format's styles set aside are.
"""

from __future__ import annotations

from ingest.document import Document, Span, Style
from ingest.law.dates import DATE
from ingest.law.pattern import pattern
from ingest.recognise.memo import memo
from ingest.recognise.structure.markers import NO_MARKER, read_marker

_OWN = pattern(
    r"КонсультантПлюс:|ГАРАНТ:|Информация об изменениях:|Позиции высших судов|Путеводитель по "
    r"|Список изменяющих документов|Документ с изменениями, внесенными:|С изменениями и дополнениями от:"
    r"|(?:Источник|Статус|Внимание!|Примечание изготовителя базы данных): ?(?:ИС \"Кодекс\"|[Дд]ействующий документ)"
    r"|(?:Электронный )?[Тт]екст документа (?:подготовлен|сверен|приводится)"
    r"|(?:Начало|Окончание|Дата начала|Дата окончания) действия (?:документа|редакции|изменени[йя]) - "
    r"|Срок действия документа (?:ограничен|продл[её]н) |Редакция от \d|\(?[Сс] изменениями на \d"
    r"|\(?[Сс]м\. (?:текст|комментари|предыдущую|будущую|справку|также (?:текст|комментари|справку))"
)
_ANNOUNCES = pattern(
    r"(?:КонсультантПлюс:(?: примечание\.| ВНИМАНИЕ!)?|ГАРАНТ:|Информация об изменениях:|(?:Электронный )?[Тт]екст "
    r"документа подготовлен.* сверен по:|Документ с изменениями, внесенными:)\Z"
)
_GOES_ON = pattern(rf"\(?См\. |[а-яё]+ [^\n]{{0,200}}от {DATE} [№N] ")
"""A further remark; a further act of a list."""


_BEGINS = frozenset("КГИПСДНОТЭВРс(\t")
"""Characters such a paragraph begins with: the cheap question."""


@memo
def asides(document: Document) -> tuple[Span, ...]:
    """The publisher's paragraphs, in order."""
    text = document.text
    found: list[Span] = []
    announced = after = False
    for start, end, style, _ in document.blocks:
        if not (announced or after) and style is not Style.ASIDE and text[start] not in _BEGINS:
            continue
        at = start
        while text[at] == "\t":  # a frame: its first cells are empty
            at += 1
        own = style is Style.ASIDE or _OWN.match(text, at, end) is not None
        own = own or (after and _GOES_ON.match(text, at, end) is not None)
        after = own or (announced and style is not Style.ROW and read_marker(text[start:end]) is NO_MARKER)
        announced = own and _ANNOUNCES.match(text, at, end) is not None
        if after:
            found.append(Span(start, end))
    return tuple(found)
