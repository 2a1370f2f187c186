"""Wagtail's app for people and roles, with this package's views in it; the settings name it in Wagtail's place."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    user_viewset = "staff.accounts.viewsets.UserViewSet"
    group_viewset = "staff.accounts.viewsets.GroupViewSet"
