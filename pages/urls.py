from django.urls import path

from . import views

urlpatterns = [
    path("contact/message/", views.receive_message, name="receive_message"),
    path("contact/received/", views.message_received, name="message_received"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("robots.txt", views.robots, name="robots"),
]
