"""A record becomes the draft of a weekly update, linked with what the site knows.

rows.py         what is told of each file: a row of the report
known.py        what the site knows of an issue: leaders, statements, countries
draft.py        the fields of the page; leftovers.py, what an issue has and none of them
kept.py         why a page is left as it is; later.py, what becomes of a later file then
publishing.py   publishing it quietly, as old as it is; what it lacks
sameness.py     whether two texts of one date can be one issue
sources.py      a source and its row in the database
importer.py     one source after the other, each in a transaction of its own
report.py       the rows as text, CSV and JSON
tasks.py        the worker's part: storing an upload, deleting what nobody needs
"""
