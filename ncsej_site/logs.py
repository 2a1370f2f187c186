"""What no log has: the token of a link to a draft, which would open the draft to whoever reads the log."""

import logging
import re

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
