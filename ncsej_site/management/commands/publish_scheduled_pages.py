"""Replaces Wagtail's command of this name, an alias of publish_scheduled, until Wagtail removes it."""

from .publish_scheduled import Command

__all__ = ["Command"]
