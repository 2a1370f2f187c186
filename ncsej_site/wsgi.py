import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
os.environ["WEB_PROCESS"] = "true"  # the settings then limit how long a request waits for the database

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 — after the environment is set

if settings.PAGE_CACHE:
    from .page_cache import wrap

    application = wrap(application)
