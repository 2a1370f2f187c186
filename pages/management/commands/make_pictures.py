from django.core.management.base import BaseCommand
from wagtail.images.models import SourceImageIOError

from pages.images.renditions import ALL
from pages.models import SiteImage
from pages.sharing import social_images


class Command(BaseCommand):
    help = "Makes the renditions of pictures and the social images that are missing, so that no visitor waits."

    def add_arguments(self, parser):
        parser.add_argument(
            "--sizes-only",
            action="store_true",
            help="Leave the social images. Costs one query where no size is missing.",
        )

    def handle(self, *args, sizes_only, verbosity, **options):
        progress = self.say if verbosity else lambda title: None
        made = {"size(s) of pictures": self.make_sizes(progress)}
        if not sizes_only:
            made["card(s) of shared links"] = social_images.generate_missing(progress)
        for what, count in made.items():
            if count or verbosity:
                self.stdout.write(f"{count} {what} made.")

    def make_sizes(self, progress) -> int:
        """One picture after the other, so that memory holds one; returns how many sizes are new."""
        made = 0
        for image in SiteImage.objects.incomplete().iterator(chunk_size=50):
            try:
                image.make_renditions()
            except SourceImageIOError:
                self.stderr.write(f"  {image.title}: its file is lost, {image.file.name}")
                continue
            made += len(ALL) - image.sizes
            progress(image.title)
        return made

    def say(self, title):
        self.stdout.write(f"  {title}")
        self.stdout.flush()
