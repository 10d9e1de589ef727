"""Records in other people's forms.

formats                          in what forms a text leaves the base: docx_text, markdown, akn
docx                             a DOCX file by hand; docx_table: a table in it, check_docx: a check as one
heading, lines                   what stands above a text; its paragraphs
found_csv                        what a search found
gost, inline                     a reference in a list of sources, and in running text
"""
