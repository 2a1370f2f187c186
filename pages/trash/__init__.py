"""The trash: a page deleted in the admin is kept, with all that was below it, until an administrator empties it.

Its rows leave the page tree for a table of their own, so that no list, search, chooser or report, nor one written
later, has to know of it; what must be unique is free. They come back with their primary keys, so that links lead
there again.
"""
