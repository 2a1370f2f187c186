"""Wagtail's image operation `format-…`, with faster encoding of AVIF."""

from wagtail.images.image_operations import FormatOperation
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage

AVIF_SPEED = 8  # of 0 to 10. Pillow's default of 6 takes four times as long and saves 2 to 5 % of the bytes.


class FastAvifPillowImage(PillowImage):
    def save_as_avif(self, file, quality: int, **options) -> AvifImageFile:
        self.image.save(file, "AVIF", quality=quality, speed=AVIF_SPEED)
        return AvifImageFile(file)


class SiteFormatOperation(FormatOperation):
    def run(self, willow, image, env) -> FastAvifPillowImage:
        super().run(willow, image, env)
        return FastAvifPillowImage(willow.image)
