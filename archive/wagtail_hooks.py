"""Registers the hooks of `archive`. Wagtail loads only this module; the functions are in archive/admin/."""

from functools import partial

from wagtail import hooks

from news.admin.section import SectionMenuItem

from .admin.section import ArchiveBase
from .admin.urls import register_admin_urls

hooks.register("register_admin_urls", register_admin_urls)
hooks.register("register_admin_menu_item", partial(SectionMenuItem, ArchiveBase, order=106))
