"""The mailing services, and the tags that each replaces for every reader when it sends. No Django here.

Where the tags are from:
- Mailchimp: `*|UNSUB|*` and `*|HTML:LIST_ADDRESS_HTML|*` are in its knowledge base, kb.mailchimp.com. `*|ARCHIVE|*` and
  `*|LIST:ADDRESS|*` are as documented by the service; not verified here.
- Constant Contact ends every mail with a footer of its own, with the address and a link to unsubscribe, so ours has
  neither: as documented by the service; not verified here.
- Campaign Monitor: the elements `<unsubscribe>` and `<webversion>` in HTML, `[unsubscribe]` and `[webversion]` in text,
  and no tag for the address: as documented by the service; not verified here.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class MailTags:
    """What stands at the head and foot of one format of the email. Without any, it is for nobody in particular.

    unsubscribe, web_version: where the links lead; no unsubscribe link where that is empty, and the page on the website
    where there is no other web version. address: replaces the postal address; None leaves the organization's own.
    """

    unsubscribe: str = ""
    web_version: str = ""
    address: str | None = None


NO_TAGS = MailTags()


@dataclass(frozen=True, slots=True)
class MailService:
    """A mailing service: its name, its tags in both formats, and what whoever copies should know of its foot."""

    name: str
    html: MailTags
    text: MailTags
    note: str
    has_link_elements: bool = False  # whether its links in HTML are elements, which stand in place of `a`


MAILCHIMP = MailService(
    "Mailchimp",
    MailTags("*|UNSUB|*", "*|ARCHIVE|*", "*|HTML:LIST_ADDRESS_HTML|*"),
    MailTags("*|UNSUB|*", "*|ARCHIVE|*", "*|LIST:ADDRESS|*"),
    "Mailchimp fills in the link to unsubscribe, “View in browser” and the postal address of the audience.",
)
CONSTANT_CONTACT = MailService(
    "Constant Contact",
    MailTags(address=""),
    MailTags(address=""),
    "Constant Contact adds a footer of its own, with the link to unsubscribe and the address; ours has neither.",
)
CAMPAIGN_MONITOR = MailService(
    "Campaign Monitor",
    MailTags("[unsubscribe]", "[webversion]"),
    MailTags("[unsubscribe]", "[webversion]"),
    "Campaign Monitor fills in the link to unsubscribe and “View in browser”.",
    has_link_elements=True,
)
PLAIN = MailService(
    "No service",
    NO_TAGS,
    NO_TAGS,
    "No mailing service is chosen in the settings: the link to unsubscribe is the sign-up page’s or the office’s.",
)
MAIL_SERVICES = {
    "plain": PLAIN,
    "mailchimp": MAILCHIMP,
    "constant_contact": CONSTANT_CONTACT,
    "campaign_monitor": CAMPAIGN_MONITOR,
}


def build_mail_service(key: str, sign_up_url: str = "", email: str = "") -> MailService:
    """The service of MAIL_SERVICES; an unknown key is "plain". Without a service, unsubscribing is the sign-up page's
    task, or a message to the organization's address; where it has neither, there is no such link.
    """
    service = MAIL_SERVICES.get(key, PLAIN)
    if service is not PLAIN:
        return service
    tags = MailTags(sign_up_url or (f"mailto:{quote(email, safe='@')}?subject=Unsubscribe" if email else ""))
    return replace(service, html=tags, text=tags)


def use_link_elements(html: str) -> str:
    """The links that lead to `[unsubscribe]` and the like as the elements `<unsubscribe>`, styles kept."""
    return re.sub(r'<a href="\[(unsubscribe|webversion)\]"([^>]*)>(.*?)</a>', r"<\1\2>\3</\1>", html, flags=re.DOTALL)
