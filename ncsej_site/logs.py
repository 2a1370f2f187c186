"""What no log has: the token of a link to a draft, which would open the draft to whoever reads the log."""

import logging
import re

from django.utils.log import DEFAULT_LOGGING

# Whatever follows, since what is pasted badly is a token too: `/draft/TOKEN)`, `/draft//TOKEN`.
_DRAFT_PATH = re.compile(r"/draft(?:/|%2f)[^\s\"'<>]+", re.IGNORECASE)


def hide_draft_tokens(text: str) -> str:
    """The text with each path below `/draft/` as `/draft/-`."""
    return _DRAFT_PATH.sub("/draft/-", text)


class DraftTokenFilter(logging.Filter):
    """Lets every record pass, without the tokens in its message and in its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (hidden := hide_draft_tokens(message)) != message:
            record.msg, record.args = hidden, None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:  # which formatters take as it is
            record.exc_text = hide_draft_tokens(record.exc_text)
        return True


def build_logging(*, to_standard_error: bool) -> dict:
    """The setting LOGGING: Django's default, without tokens; all warnings and errors to standard error where asked."""
    without_tokens = {"filters": ["draft_tokens"]}
    logging_settings = {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": DEFAULT_LOGGING["filters"] | {"draft_tokens": {"()": "ncsej_site.logs.DraftTokenFilter"}},
        "formatters": DEFAULT_LOGGING["formatters"],
        "handlers": {"django.server": DEFAULT_LOGGING["handlers"]["django.server"]},
        # A logger's filter sees its own records only, so each that names paths is here.
        "loggers": {
            "django.request": without_tokens,
            "django.security.csrf": without_tokens,
            "django.server": DEFAULT_LOGGING["loggers"]["django.server"] | without_tokens,
        },
    }
    if to_standard_error:
        logging_settings["handlers"]["console"] = {"class": "logging.StreamHandler"} | without_tokens
        logging_settings["root"] = {"handlers": ["console"], "level": "WARNING"}
    return logging_settings
