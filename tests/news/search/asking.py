"""Asking the search as the page and the command do."""

from news.search.backend import Search


def ask(query, *, today=None, **parameters):
    """The SearchResults. today: the day on which it is asked, if another than this one."""
    search = Search({"q": query} | parameters)
    search.today = today or search.today
    return search.run()


def titles(query, **parameters):
    """The titles of the first page of results."""
    return [result.record.title for result in ask(query, **parameters)]
