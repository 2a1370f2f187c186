import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
os.environ["WEB_PROCESS"] = "true"  # the settings then limit how long a request waits for the database

application = get_wsgi_application()
