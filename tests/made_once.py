"""What hundreds of tests need and hardly any looks at, made once in a process, by the real code.

These are a picture's renditions, a page's social image and the number of a PDF's pages. The same bytes, or words, give
the same again. Tests of the making itself turn this off: the fixture `made_anew`.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from unittest import mock

from wagtail.images.models import Filter

from pages.documents import pdf
from pages.sharing import social_images

KEPT = 256  # social images, of about twenty kilobytes each


class MadeOnce:
    """Takes the place of the three functions within in_place(). is_off: they are called each time."""

    def __init__(self):
        self.is_off = False
        self.run_filter, self.draw, self.run_isolated = Filter.run, social_images.draw_social_image, pdf.run_isolated
        self.draw_once = lru_cache(KEPT)(self.draw)
        self.renditions: dict[tuple, tuple[type, bytes]] = {}
        self.outputs: dict[tuple, tuple[bytes, int]] = {}

    @contextmanager
    def in_place(self) -> Iterator[None]:
        def run(filter, image, output, source=None):  # a function, so that it becomes a method
            return self.rendition(filter, image, output, source)

        with (
            mock.patch.object(Filter, "run", run),
            mock.patch.object(social_images, "draw_social_image", self.social_image),
            mock.patch.object(pdf, "run_isolated", self.output),
        ):
            yield

    def rendition(self, filter, image, output, source):
        """As Filter.run()."""
        if self.is_off or source:
            return self.run_filter(filter, image, output, source)
        with image.open_file() as file:
            content = sha256(file.read()).digest()
        key = (content, filter.spec, str(image.get_focal_point()))
        if key not in self.renditions:
            made = self.run_filter(filter, image, output)
            made.f.seek(0)
            self.renditions[key] = type(made), made.f.read()
        kind, file = self.renditions[key]
        return kind(io.BytesIO(file))

    def social_image(self, image) -> bytes:
        return self.draw(image) if self.is_off else self.draw_once(image)

    def output(self, module: str, arguments: list[str], content: bytes, seconds: float) -> tuple[bytes, int]:
        """As run_isolated(); a failure is not kept."""
        key = (module, *arguments, seconds, sha256(content).digest())
        if self.is_off or key not in self.outputs:
            found = self.run_isolated(module, arguments, content, seconds)
            if self.is_off or found[1]:
                return found
            self.outputs[key] = found
        return self.outputs[key]
