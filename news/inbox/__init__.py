"""The week's inbox: what staff find becomes rows, is read in the background, and is compared with earlier issues.

adding.py       what was given, one link or a whole forwarded text, becomes items; the same story is one item
other_links.py  which links of a mail lead to no article
merging.py      two items whose headlines are near the same become one, once the headlines are known
tasks.py        the worker reads the page of each link
earlier.py      which earlier issue carried a story
"""
