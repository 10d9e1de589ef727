"""The vocabulary of the law (docs/law.md): frozen values that print and parse themselves, and reference lists.

act_id       identity of an act; kinds, issuers (with issuers.yml): what it is made of
known_acts   acts that everybody names by a name (known_acts.yml)
resemblance  whether two identities are one act's, with a slip in the typing
part         what an order touches inside its target
address      a unit in words and as an eId; numbering: its numbers; annexes: names of what acts approve
organisations   names of those that adopt local acts; letter_case: capitals put into small letters
dates        days by a strict grammar
text, stems, sentences   characters, case endings, ends of sentences
pattern, reference       patterns compiled when first used; reader of the lists
"""
