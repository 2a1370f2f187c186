from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = "Pages"

    def ready(self):
        from .dates.fields import register_date_fields
        from .library.permissions import install_permission_policies

        install_permission_policies()
        register_date_fields()
