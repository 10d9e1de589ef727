"""Texts of any length that nobody writes and somebody sends: each repeats one thing that a reader looks at."""

from __future__ import annotations

from attack import Attack

HEAD = "ПРАВИТЕЛЬСТВО РОССИЙСКОЙ ФЕДЕРАЦИИ\nПОСТАНОВЛЕНИЕ\nот 1 марта 2024 г. № 5\nОб образце\n"
AMENDING = HEAD + 'Внести в Федеральный закон от 1 июня 2011 г. № 90-ФЗ "О первом" следующие изменения:\n'

_LINES = {
    "articles 1": "Статья 1\n",
    "articles with text": "Статья 1. Общие положения\n1. Текст.\n",
    "short lines": "а\n",
    "empty paragraphs": "\n\n",
    "numbers of points": "1. Первое.\n",
    "subpoints": "1.1.1.1. Слово;\n",
    "letters": "а) слово;\n",
    "headings in capitals": "ОБ УТВЕРЖДЕНИИ ПОРЯДКА\n",
    "chapters": "Глава I. Общие положения\n",
    "annexes": "Приложение\nк постановлению Правительства Российской Федерации\nот 1 марта 2024 г. № 5\n",
    "approved": "УТВЕРЖДЕНО\nпостановлением\n",
    "signatures": "Председатель Правительства\nРоссийской Федерации\nМ.МИШУСТИН\n",
    "dashes on lines": "-\n",
    "orders": '1) в статье 5 слова "один" заменить словами "два";\n',
    "orders of wording": '1) статью 5 изложить в следующей редакции:\n"Статья 5. Новая\n1. Текст.";\n',
    "quotes never closed": '1) дополнить статьей 5 следующего содержания:\n"Статья 5. Новая\n',
    "notes of editors": "1. Слово. (В редакции Федерального закона от 04.08.2023 № 479-ФЗ)\n",
    "repeals": 'Признать утратившим силу Федеральный закон от 1 июня 2011 года № 90-ФЗ "О первом".\n',
    "repealed units": "Статьи 1 - 2. Утратили силу.\n",
    "commencement": "Настоящее постановление вступает в силу с 1 марта 2025 г.\n",
    "lines of a table": "1 | 2 | 3\n",
    "footnotes": "<1> Слово.\n",
    "requisites": "от 1 марта 2024 г. № 5\n",
}
_IN_A_LINE = {
    "one word": "а",
    "words": "слово ",
    "spaces": " ",
    "spaces that do not break": "\u00a0",
    "commas": ",",
    "list of numbers": "1, 2, 3, ",
    "long number": "1",
    "dotted number": "1.",
    "dashes": "-",
    "long dashes": " — ",
    "ranges": "1-2-",
    "brackets open": "(",
    "brackets": "()",
    "brackets of notes": "(в ред. ",
    "quotes open": "«",
    "quotes": '"',
    "nested quotes": "«а ",
    "quoted words": '"а" ',
    "points of points": "пункт 1 пункта 1 ",
    "units": "пунктами 1, 2 и 3 статьи 4, ",
    "unit words": "статья часть пункт ",
    "kind words": "закон приказ постановление ",
    "bodies": "Министерства образования Российской Федерации ",
    "citations": "Федеральный закон от 1 июня 2011 г. № 90-ФЗ, ",
    "citation never ended": "Федеральный закон от ",
    "dates": "от 1 июня 2011 г. ",
    "dates in digits": "01.02.2020 ",
    "numbers of acts": "№ 5-ФЗ ",
    "number signs": "№ ",
    "title never ended": 'Федеральный закон от 1 июня 2011 г. № 90-ФЗ "О ',
    "titles by word": "О О О о о ",
    "capitals": "А",
    "initials": "А.А. ",
    "sentences": "Слово. ",
    "semicolons": "слово; ",
    "ordinals": "первый второй третий ",
    "abbreviations": "ст. 1 п. 1 ч. 1 ",
    "lists of acts": "от 1 марта 2020 г. № 1 (Собрание законодательства, 2020, № 1, ст. 1), ",
    "orders in a line": 'слова "а" заменить словами "б", ',
    "exceptions": "за исключением статьи 5, ",
    "there": "настоящего указанного названного ",
    "superscripts": "1\u00b9",
    "in force": "вступает в силу ",
    "and": "и ",
    "edition": "(в редакции Федерального закона от 1 июня 2011 г. № 90-ФЗ) ",
    "letters of the alphabet": '"а", "б", ',
    "latin": "Abc ",
    "slashes": "1/2",
    "colons": ": ",
}

_PLACES = {"act": (HEAD, "1. "), "amending": (AMENDING, "1) "), "bare": ("", "")}

TEXTS = {
    f"{name} ({place})": Attack(head + (begin if whole is _IN_A_LINE else ""), pump, "\n")
    for whole in (_LINES, _IN_A_LINE)
    for name, pump in whole.items()
    for place, (head, begin) in _PLACES.items()
}
"""Name → the text, as something alone, inside an act, inside an act that amends."""
