"""Readers of formats: bytes → Document.

registry     which reader takes which bytes, by what sniff says of the first of them

Readers, one file a format, with what each keeps apart:

pravo_html, official_blocks   pages of the official system, and acts that it cuts into blocks
html         any other page; page, page_table: one walk over an HTML tree for both; markup: the tree of broken HTML
docx         with docx_inline, docx_numbering, docx_styles; wordml: Word documents of one XML file
odt          with odt_styles; package: the ZIP of XML that DOCX and ODT are
doc          with word97, word97_lists, ole
rtf          with rtf_tables
pdf          with pdf_layout; ocr: scanned pages; apart: a library that may die, in a process of its own
text         with wrapping, typewriter, unindented, typed_page: paragraphs out of lines; hyphenation;
             corner: a letterhead beside its addressee
             encoding: which letters; garbled: letters that came out wrong
ruslawod, eml   acts of a collection; letters

What they build a document of:

assembly     the document under construction; publisher, brackets: lines and notes that are no words of the act
fragment     a paragraph while it is read
role         what a paragraph is by its style; list_numbers: automatic numbers written out
"""
