"""Answers in other people's forms.

formats                          in what forms a text leaves the base: docx_text, markdown, akn
docx                             a DOCX file by hand; docx_table: a table in it, check_docx: a check as one
title, lines                     what stands above a text; its paragraphs
found_csv                        what a search found
"""

from kb.export.formats import FORMATS, Format
from kb.export.lines import HEADED, heading

__all__ = ["FORMATS", "HEADED", "Format", "heading"]
