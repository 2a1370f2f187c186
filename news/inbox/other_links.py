"""The links of a forwarded mail that lead to no article: to end a subscription, or to a profile in a social network."""

import re
from urllib.parse import urlsplit

MAIL_HOST = re.compile(
    r"(?:^|\.)(?:list-manage[0-9]*|createsend[0-9]*|cmail[0-9]+|constantcontact|sendgrid|e2ma|vresp|mailchimp)"
    r"\.(?:com|net)$|^(?:e|email|mail|click)\."
)
WEB_VERSION = re.compile(r"(?:^|\.)campaign-archive[0-9]*\.com$")  # of a whole mail of Mailchimp
# Whole segments of a path. An address that has one of the words in a longer segment may be an article about it.
ON_ANY_HOST = frozenset(["unsubscribe", "email-preferences", "view-in-browser", "viewinbrowser"])
ON_MAIL_HOSTS = frozenset(["profile", "preferences", "subscribe", "optout", "opt-out", "vcard", "about"])
SOCIAL_HOST = re.compile(
    r"(?:^|\.)(?:twitter|x|facebook|instagram|linkedin|youtube|threads|tiktok|pinterest|bsky)\.(?:com|net|app)$"
)
SOCIAL_ACTIONS = frozenset(["home", "intent", "share", "sharer", "sharer.php", "sharearticle", "sharing"])
SOCIAL_PROFILES = frozenset(["company", "in", "channel", "c", "user", "profile"])


def leads_to_no_article(url: str) -> bool:
    """Whether it is a link of the mail itself, or to a profile or button of a social network; a post there may be one.

    url: absolute, http or https.
    """
    parts = urlsplit(url)
    host, path = (parts.hostname or "").removeprefix("www."), [each.lower() for each in parts.path.split("/") if each]
    if SOCIAL_HOST.search(host):
        is_name = len(path) == 1 and not parts.query
        is_profile = len(path) == 2 and path[0] in SOCIAL_PROFILES
        return is_name or is_profile or bool(SOCIAL_ACTIONS.intersection(path[:1]))
    if MAIL_HOST.search(host) and ON_MAIL_HOSTS.intersection(path):
        return True
    return bool(ON_ANY_HOST.intersection(path[-1:])) or WEB_VERSION.search(host) is not None
