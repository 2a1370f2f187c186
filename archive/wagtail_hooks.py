"""Registers the hooks of `archive`. Wagtail loads only this module; the functions are in archive/admin/."""

from functools import partial

from wagtail import hooks

from news import feed_response
from news.admin import origin
from news.admin.section import SectionMenuItem

from .admin.origin import describe, drop_what_was_changed
from .admin.section import ArchiveBase
from .admin.urls import register_admin_urls
from .models import ImportedIssue

hooks.register("register_admin_urls", register_admin_urls)
hooks.register("register_admin_menu_item", partial(SectionMenuItem, ArchiveBase, order=106))
hooks.register(origin.HOOK, describe)
hooks.register(feed_response.HOOK, ImportedIssue.objects.pages)
hooks.register("after_edit_page", drop_what_was_changed)
