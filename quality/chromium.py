"""Finds the Chromium that browser tests and measurements run."""

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The path that CHROMIUM names, or that of an installed Chromium or Chrome; None where there is neither."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)
