"""The site's URLs, and one whose view raises, so that the site's own handler500 can be measured."""

from django.urls import path

from ncsej_site import urls


def server_error(request):
    raise RuntimeError("The page for a failure is being measured.")


urlpatterns = [path("500/", server_error), *urls.urlpatterns]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500
