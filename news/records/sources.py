"""Which of the sources that staff keep a clipping came from."""

from urllib.parse import urlsplit

from django.utils.text import slugify

from ..models import Source
from .folding import fold

MAX_SLUG_LENGTH = 60


class SourceNames:
    """All sources, by their names and hosts. One query when it is made, and one for each source that is added."""

    def __init__(self):
        self.by_name: dict[str, str] = {}
        self.by_host: dict[str, str] = {}
        self.slugs: set[str] = set()
        for source in Source.objects.all():
            self.add(source)

    def add(self, source: Source) -> None:
        self.slugs.add(source.slug)
        for name in source.names:
            self.by_name.setdefault(fold(name), source.slug)
        for host in source.host_list:
            self.by_host.setdefault(host.removeprefix("www."), source.slug)

    def resolve(self, printed: str, url: str = "") -> list[str]:
        """The slugs of the sources of a clipping. printed: as the clipping names them; url: of the article, or empty.

        The whole name comes first (“RFE/RL”), then the parts of a name of two (“Arutz Sheva/JTA”), then the article's
        host; a name that is not known by any of them becomes a source of its own.
        """
        if not fold(printed):
            return []
        if slug := self.by_name.get(fold(printed)):
            return [slug]
        parts = [part.strip() for part in printed.split("/") if fold(part)]
        if len(parts) > 1 and any(fold(part) in self.by_name for part in parts):
            return list(dict.fromkeys(slug for part in parts for slug in self.resolve(part)))
        if slug := self.by_host.get((urlsplit(url).hostname or "").removeprefix("www.")):
            return [slug]
        return [self.create(printed)]

    def create(self, name: str) -> str:
        """Add a source, and return its slug."""
        name = name.strip()[: Source._meta.get_field("name").max_length]
        slug = stem = slugify(fold(name), allow_unicode=True)[: MAX_SLUG_LENGTH - 4].strip("-") or "source"
        number = 1
        while slug in self.slugs:
            number += 1
            slug = f"{stem}-{number}"
        source, _ = Source.objects.get_or_create(name=name, defaults={"slug": slug})
        self.add(source)
        return source.slug
