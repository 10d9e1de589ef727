"""SQL that visitors write: what it may ask, for how long, and how much of the machine it gets.

database     Bounded: a base of ours whose statements run apart from the pages, on guests
guest        a connection for visitors' statements; limits: what SQLite is told to refuse
permissions  what a statement may touch
cost         what a statement does in one go → how long its values may be
products     functions that take as long as two arguments multiplied
deadline     when a statement must end

SQLite can be interrupted only between the steps of a program, so a time limit holds when no step is long. One step
is as long as the strings that it goes through: the more a statement does with strings, the shorter they must be.
What a statement takes of memory is bounded by SQLite itself, for all statements together.
"""
