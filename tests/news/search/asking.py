"""Asking the search as the page and the command do."""

from news.search.backend import Search


def ask(query, **parameters):
    """The SearchResults."""
    return Search({"q": query} | parameters).run()


def titles(query, **parameters):
    """The titles of the first page of results."""
    return [result.record.title for result in ask(query, **parameters)]
