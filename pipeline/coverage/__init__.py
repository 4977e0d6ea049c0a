"""Coverage: the state of every indicator, sub-indicator and year, computed from the evidence alone.

years     which years a document speaks for
values    which numbers of a measure a set of documents holds
cells     complete, partial, missing or not applicable, with the reason
case      a view with all this computed once, as checks receive it
duties    who owes what for a cell
"""
