"""The head of a letter: a letterhead in the corner, «31.08.2021 № 03-1510», «На № …», and no word of its kind."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.law.pattern import pattern
from ingest.recognise.requisites.head import Head, goes_on
from ingest.recognise.requisites.lines import HeadLine
from ingest.recognise.requisites.roles import BODY_NOMINATIVE, Role, line_core, opens_title

_REPLY = pattern(r"[Нн]а\s(?:№|N)\s?\S*\s*(?:от\s|$)")
_FURTHEST = 25


def read_letter(lines: Sequence[HeadLine]) -> Head | None:
    """The head of a letter without its kind, None where the lines are no letterhead."""
    top = lines[:_FURTHEST]
    body = next((line for line in top if BODY_NOMINATIVE.match(line.text.upper())), None)
    dated = next((i for i, line in enumerate(top) if line.role is Role.CORE and (line_core(line.text) or ())), None)
    if body is None or dated is None or not any(_REPLY.match(line.text) for line in top[dated : dated + 3]):
        return None
    core = line_core(top[dated].text)
    titled = next((i for i, line in enumerate(top[dated:], dated) if opens_title(line.text)), None)
    if core is None or not core.date or not core.number or titled is None:
        return None
    head = Head("pismo", top[0].start, top[titled].end, body.text, [top[titled].text], set_off=top[titled].spaced)
    head.take(core)
    for line in top[titled + 1 :]:
        if line.role is Role.BODY or line.text.endswith("!") or not goes_on(line, head):
            break
        head.title.append(line.text)
        head.end = line.end
    return head
