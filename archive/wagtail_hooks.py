"""Registers the hooks of `archive`. Wagtail loads only this module; the functions are in archive/admin/."""

from wagtail import hooks

from .admin.section import ArchiveMenuItem
from .admin.urls import register_admin_urls

hooks.register("register_admin_urls", register_admin_urls)
hooks.register("register_admin_menu_item", ArchiveMenuItem)
