import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
os.environ["WEB_PROCESS"] = "true"  # the settings then limit how long a request waits for the database

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 — after the environment is set
from django.urls import get_resolver  # noqa: E402

get_resolver().url_patterns  # noqa: B018 — imports all views now, not at the first visit, which would wait for seconds

if settings.PAGE_CACHE:
    from .page_cache import wrap

    application = wrap(application)
