"""The site's addresses, and one that fails, so that the page for it is answered by the site's own handler."""

from django.urls import path

from ncsej_site import urls


def failing(request):
    raise RuntimeError("The page for a failure is being measured.")


urlpatterns = [path("500/", failing), *urls.urlpatterns]
handler404 = urls.handler404
handler500 = urls.handler500
