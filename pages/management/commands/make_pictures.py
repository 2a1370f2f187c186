from django.core.management.base import BaseCommand
from wagtail.images.models import SourceImageIOError

from pages.models import SiteImage
from pages.sharing import social_images


class Command(BaseCommand):
    help = "Makes the renditions of pictures and the social images that are missing, at once and not by the worker."

    def handle(self, *args, verbosity, **options):
        progress = self.print_title if verbosity else lambda title: None
        made = {
            "rendition(s)": self.make_renditions(progress),
            "social image(s)": social_images.generate_missing(progress),
        }
        for what, count in made.items():
            if count or verbosity:
                self.stdout.write(f"{count} {what} made.")

    def make_renditions(self, progress) -> int:
        """Make the missing renditions, one picture at a time to save memory; returns how many were made."""
        made = 0
        for image in SiteImage.objects.with_missing_renditions():
            try:
                made += image.make_renditions()
            except SourceImageIOError as error:
                self.stderr.write(f"  {image.title}: {error}")
                continue
            progress(image.title)
        return made

    def print_title(self, title):
        self.stdout.write(f"  {title}")
        self.stdout.flush()
