"""A method that HTTP does not know, or that only a proxy answers, is refused before a view takes it for another."""

from django.http import HttpResponseNotAllowed

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]  # a view refuses those that it does not answer


class KnownMethodsMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)
