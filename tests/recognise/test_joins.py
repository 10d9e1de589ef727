"""Unknown words between an act named whole and a unit: the order is doubtful, and never one of the unit alone."""

from __future__ import annotations

import pytest
from test_operations import law, shown

ACT = 'Федеральный закон от 1 июня 2011 года № 90-ФЗ "О первом"'
OF_ACT = ACT.replace("Федеральный закон", "Федерального закона")
IN_ACT = ACT.replace("Федеральный закон", "Федеральном законе")
SECOND = 'Федеральный закон от 2 июня 2012 года № 91-ФЗ "О втором"'
OF_SECOND = SECOND.replace("Федеральный закон", "Федерального закона")
DECREE = 'постановление Правительства Российской Федерации от 1 марта 2015 г. № 100 "О порядке"'

PHRASES = (
    """
сверх статьи 5|невзирая на статью 5|без учёта статьи 5|без учета положений статьи 5|минуя статью 5|обходя статью 5
не трогая статью 5|не распространяя на статью 5|вопреки статье 5|вне статьи 5|помимо всего прочего статью 5
взамен статьи 5|вместо статьи 5|наряду со статьей 5|включая статью 5|в том числе статью 5|особенно статью 5
в отношении статьи 5|касательно статьи 5|применительно к статье 5|в пределах статьи 5|в объеме статьи 5
до принятия статьи 5|без ущерба для статьи 5|с оговоркой о статье 5|с учетом статьи 5|при условии действия статьи 5
не отменяя статью 5|не прекращая действия статьи 5|продлив статью 5|выделив статью 5|изъяв статью 5|обособив статью 5
затронутый статьей 5|не имеющий в виду статью 5|противоречащий статье 5|измененный статьей 5|ограниченный статьей 5
за искючением статьи 5|за исключенем статьи 5|кромее статьи 5|сохранивв статью 5|за ислючением положений статьи 5
статью 5|статья 5|и статью 5|а именно статью 5|то есть статью 5|только статью 5|лишь пункт 2 статьи 5|кроме-де статьи 5
""".replace("\n", "|")
    .strip("|")
    .split("|")
)

PLACES = {
    "behind": "Признать утратившим силу {act}, {words}.",
    "without a comma": "Признать утратившим силу {act} {words}.",
    "in brackets": "Признать утратившим силу {act} ({words}).",
    "before the verb": "{act}, {words}, признать утратившим силу.",
    "inside the verb": "Признать {act}, {words}, утратившим силу.",
    "inside the verb without commas": "Признать {act} {words} утратившим силу.",
    "behind act and verb": "{act} признать утратившим силу, {words}.",
    "item of a list": "Признать утратившими силу:\n1) {act}, {words};\n2) " + SECOND + ".",
    "before another act": "Признать утратившими силу {act}, {words}, и " + SECOND + ".",
    "suspended": "Приостановить до 1 января 2030 года действие {of}, {words}.",
    "suspended, the day behind": "Приостановить действие {of}, {words}, до 1 января 2030 года.",
    "restated": '{act}, {words}, изложить в следующей редакции:\n"Статья 1. Новая.".',
    "deleted": "{act}, {words}, исключить.",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("words", PHRASES)
def test_unknown_words_before_a_unit_make_the_order_doubtful(words: str, place: str) -> None:
    parsed = law(place.format(act=ACT, of=OF_ACT, words=words))
    of_act = [o for o in parsed.operations if o.target.act and o.target.act.number == "90-ФЗ"]
    assert of_act and all(not o.target.eid and o.part is not None for o in of_act), [shown(o) for o in of_act]
    assert all("стать" in str(o.part) for o in of_act)
    assert any(p.message.startswith("Не понято, чего поручение не касается") for p in parsed.problems)


@pytest.mark.parametrize(
    "words", [words for words in PHRASES if " " in words and not words.startswith(("и ", "лишь "))]
)
def test_they_may_stand_before_the_act(words: str) -> None:
    for order in (
        f"{words.capitalize()} признать утратившим силу {ACT}.",
        f"Признать утратившим силу, {words}, {ACT}.",
    ):
        if words.startswith("в том числе"):
            continue
        assert [o.target.eid for o in law(order).operations] == [""]
        assert all(o.part for o in law(order).operations)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (f"Признать утратившей силу статью 5 {OF_ACT}.", ["repeal 90#art_5"]),
        (f"Статью 5 {OF_ACT} признать утратившей силу.", ["repeal 90#art_5"]),
        (f"В {IN_ACT} статью 5 признать утратившей силу.", ["repeal 90#art_5"]),
        (f"В {IN_ACT} пункт 3 статьи 5 и статью 7 исключить.", ["repeal 90#art_5__point_3", "repeal 90#art_7"]),
        (f"Признать утратившей силу в {IN_ACT} статью 5.", ["repeal 90#art_5"]),
        (f"Признать утратившими силу {ACT} и статью 2 {OF_SECOND}.", ["repeal 90", "repeal 91#art_2"]),
        (
            f"Признать утратившими силу {ACT}, статьи 2 и 3 {OF_SECOND}.",
            ["repeal 90", "repeal 91#art_2", "repeal 91#art_3"],
        ),
        (f"Признать утратившими силу {ACT}, а также статью 2 {OF_SECOND}.", ["repeal 90", "repeal 91#art_2"]),
        (f"Признать утратившими силу статью 4 {OF_ACT} и {SECOND}.", ["repeal 90#art_4", "repeal 91"]),
        (
            f"Признать утратившим силу {ACT} (Собрание законодательства Российской Федерации, 2011, № 23, ст. 3250).",
            ["repeal 90"],
        ),
        (
            f"Признать утратившим силу {ACT} (с изменениями, внесенными статьей 2 {OF_SECOND}).",
            ["repeal 90", "repeal 91"],
        ),
        (f"Признать утратившим силу с 1 января 2021 года пункт 3 статьи 5 {OF_ACT}.", ["repeal 90#art_5__point_3"]),
        (f"Установить, что статья 5 {OF_ACT} признается утратившей силу.", []),
        (
            f"На основании статьи 3 {OF_SECOND} признать утратившим силу {ACT}.",
            ["repeal 90"],
        ),
        (
            f'Дополнить {ACT} статьей 5.1 следующего содержания:\n"Статья 5.1. Новая.".',
            ["add 90#art_5-1 → {Статья 5.1. Новая.}"],
        ),
        (f"Приостановить до 1 января 2030 года действие статьи 5 {OF_ACT}.", ["suspend 90#art_5"]),
    ],
)
def test_known_joins_stay_read(order: str, expected: list[str]) -> None:
    assert [shown(o) for o in law(order).operations] == expected
