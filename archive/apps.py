from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = "Archive"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from wagtail.signals import page_published

        from news.models import WeeklyUpdate

        from .importing.publishing import agree_by_publishing, date_first_publication

        page_published.connect(date_first_publication, sender=WeeklyUpdate, dispatch_uid="archive.publishing")
        page_published.connect(agree_by_publishing, sender=WeeklyUpdate, dispatch_uid="archive.agreement")
