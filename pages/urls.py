from django.urls import path

from . import views
from .contact import views as contact

urlpatterns = [
    path("contact/message/", contact.receive_message, name="receive_message"),
    path("contact/received/", contact.message_received, name="message_received"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
]
