"""Unwraps the redirects that mail services, mail filters and search engines put around a URL, where it is held inside.

    unwrap("https://www.google.com/url?q=https://example.org/1&sa=D") -> "https://example.org/1"

Nothing is fetched. Where the target is held by the service alone (most links of Mailchimp, Constant Contact and
SendGrid, and all shorteners) the URL stays as it is, and `hides_target` is true of it.

The notations are those that the services document or that their links show. Proofpoint's URL Defense has three: the
second writes "%" as "-" and "/" as "_", the third "__URL__;replaced characters!!". Amazon's SES has the target as one
path segment; Substack, Mandrill, Customer.io and GovDelivery have JSON in base64.
"""

import base64
import binascii
import json
import re
import string
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

MAX_NESTING = 5  # redirects inside redirects: a newsletter's link, forwarded through a filter, found by a search engine
MAX_LENGTH = 8000  # characters; longer ones are returned as they are

# (host, path, parameters of the query that hold the target)
QUERY_REDIRECTS = tuple(
    (re.compile(rf"(?:^|\.)(?:{host})$"), re.compile(path), names.split())
    for host, path, names in (
        (r"google\.[a-z.]{2,6}", r"/url", "q url"),
        (r"safelinks\.protection\.(?:outlook|office365)\.(?:com|us|cn)", r"/.*", "url"),
        (r"facebook\.com", r"/(?:l|flx/warn/)\.?(?:php)?", "u"),
        (r"instagram\.com", r"/", "u"),
        (r"linkedin\.com", r"/(?:redir/(?:redirect|general-malware-page)|safety/go)/?", "url"),
        (r"youtube\.com", r"/redirect", "q"),
        (r"out\.reddit\.com", r"/.*", "url"),
        (r"t\.umblr\.com", r"/redirect", "z"),
        (r"vk\.com", r"/away\.php", "to"),
        (r"slack-redir\.net", r"/link", "url"),
        (r"duckduckgo\.com", r"/l/", "uddg"),
        (r"bing\.com", r"/news/apiclick\.aspx", "url"),
        (r"cudasvc\.com", r"/url", "a"),
        (r"trendmicro\.com", r"/wis/clicktime/v[0-9]+/query", "url"),
        (r"protect[0-9]*\.fireeye\.com", r"(?:/v[0-9]+)?/url", "u"),
        (r"urldefense\.proofpoint\.com", r"/v1/url", "u"),
        (r"(?:skimresources|redirectingat)\.com", r"/", "url"),
        (r"clicktime\.symantec\.com", r"/.*", "u Url"),
        (r"clicktime\.cloud\.postoffice\.net", r"/clicktime\.php", "U"),
        (r"link\.edgepilot\.com", r"/s/.*", "u"),
        (r"urlsand\.esvalabs\.com", r"/", "u"),
        (r"deref-[a-z0-9-]+\.(?:com|net|de)", r"/mail/client/.+/dereferrer/", "redirectUrl"),
    )
)
# (host, path with the target, percent-encoded or not)
PATH_REDIRECTS = tuple(
    (re.compile(rf"(?:^|\.)(?:{host})$"), re.compile(path, re.IGNORECASE))
    for host, path in (
        (r"(?:awstrack\.me|govdelivery\.com)", r"/(?:L0|CL0)/(https?(?::|%3A)[^/]{3,})/"),
        (r"secure-web\.cisco\.com", r"/[^/]+/(https?%3A.+)"),
        (r"search\.yahoo\.com", r".*?/RU=(https?[^/]+)"),
    )
)
URL_START = re.compile(r"https?://|www\.", re.IGNORECASE)
AMP_PATH = re.compile(r"/(?:amp|[cv])/(s/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/.*)?)", re.IGNORECASE)
GOVDELIVERY_TARGET = re.compile(r"&&&(https?://[^\s]+)$", re.IGNORECASE)
AVANAN_TARGET = re.compile(r"/v2/(?:[a-z0-9]+/)?___(https?://.+?)___\.", re.IGNORECASE)
PROOFPOINT_3 = re.compile(r"/v3/__(.+?)__;([A-Za-z0-9_-]*)!")
PROOFPOINT_3_GAP = re.compile(r"\*\*([A-Z])|\*", re.IGNORECASE)
PROOFPOINT_3_RUNS = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}-_"  # of 2, 3, … characters
JSON_HOSTS = re.compile(r"(?:^|\.)(?:substack\.com|customeriomail\.com|customer\.io|lnks\.gd|mandrillapp\.com)$")
JSON_PATH = re.compile(r"/(?:redirect/2|e/c|l|track/click)/|/track/click")
JSON_NAMES = ("url", "href", "e")
BASE64_URL = re.compile(r"(?:^|[/=])(aHR0c[A-Za-z0-9+_-]{8,}={0,2})(?=[/&]|$)")  # base64 of "http"
BASE64_HOSTS = re.compile(r"^(?:link|links|click|clicks|email|e|go|t|track)\.|(?:^|\.)(?:bing\.com|sophos\.com)$")

# (host and path) of links that hold no target, or an encrypted one. A mail service or filter puts these in place of
# a mail's own; they die with the account. Forms and web copies of mails on the same hosts are none.
MAIL_REDIRECT = re.compile(
    r"(?:^|\.)(?:list-manage[0-9]*\.com/track/click|mandrillapp\.com/track/click"  # Mailchimp
    r"|rs6\.net/.|conta\.cc/.|(?:createsend[0-9]*|cmail[0-9]+)\.com/t/(?!view)"  # Constant Contact, Campaign Monitor
    r"|sendgrid\.net/.|mailgun\.org/.|hubspotlinks(?:free|starter)?\.com/.|exct\.net/|icptrack\.com/"
    r"|t\.e2ma\.net/click/|cts\.vresp\.com/.|awstrack\.me/.|lnks\.gd/.|customeriomail\.com/e/c/"
    r"|substack\.com/redirect/|clicks\.aweber\.com/y/ct|mimecast(?:protect)?\.com/s/)"
    # Of SendGrid, Mailgun and Salesforce on a host of the sender.
    r"|^[^/]+/(?:ls|wf)/click$|^email\.[^/]+/c/eJ[\w-]{20}|^click\.e?mail[0-9]*\.[^/]+/(?:open\.aspx)?$",
    re.IGNORECASE,
)
SHORTENER = re.compile(
    r"(?:^|\.)(?:(?:eepurl\.com|t\.co|bit\.ly|buff\.ly|ow\.ly|tinyurl\.com|goo\.gl|is\.gd|dlvr\.it|trib\.al|lnkd\.in"
    r"|fb\.me)/."
    r"|feedproxy\.google\.com/~r/|news\.google\.com/(?:rss/)?articles/)"
)


def unwrap(url: str) -> str:
    """The URL that a redirect leads to, through redirects inside it; `url` itself if it is none that is known.

    Never raises. What is returned instead of `url` is always http or https, with a host.
    """
    for _ in range(MAX_NESTING):
        target = _find_target(url)
        if not target or target == url:
            break
        url = target
    return url


def hides_target(url: str) -> bool:
    """Whether it is the redirect of a mail service or shortener that does not tell where it leads."""
    return _is_opaque(url, MAIL_REDIRECT) or _is_opaque(url, SHORTENER)


def is_mail_redirect(url: str) -> bool:
    """Whether it is the redirect of a mail service or filter that does not tell where it leads; shorteners are none."""
    return _is_opaque(url, MAIL_REDIRECT)


def _is_opaque(url: str, links: re.Pattern[str]) -> bool:
    parts = _split(url)
    return parts is not None and links.search(f"{parts.hostname}{parts.path}") is not None and unwrap(url) == url


def _find_target(url: str) -> str:
    parts = _split(url)
    if parts is None:
        return ""
    for find in _FINDERS:
        target = find(url, parts, parts.hostname or "").strip()
        if target[:4].lower() == "www.":
            target = f"https://{target}"
        if target and _split(target):
            return target
    return ""


def _split(url: str) -> SplitResult | None:
    """The parts of an http or https URL with a host; None for anything else."""
    if len(url) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:  # "http://[", for one
        return None


def _in_query(url: str, parts: SplitResult, host: str) -> str:
    for host_pattern, path, names in QUERY_REDIRECTS:
        if host_pattern.search(host) and path.fullmatch(parts.path or "/"):
            query = _query(parts)
            return next((query[name] for name in names if name in query), "")
    return ""


def _in_mail_service(url: str, parts: SplitResult, host: str) -> str:
    """Constant Contact's until about 2012 and iContact's, whose parameter has had several names; others' too."""
    if not MAIL_REDIRECT.search(f"{host}{parts.path}"):
        return ""
    return next((value for value in _query(parts).values() if URL_START.match(value)), "")


def _in_path(url: str, parts: SplitResult, host: str) -> str:
    for host_pattern, path in PATH_REDIRECTS:
        if host_pattern.search(host) and (match := path.match(parts.path)):
            return unquote(match[1])
    if host.endswith("govdelivery.com") and (match := GOVDELIVERY_TARGET.search(url)):
        return match[1]
    if host.endswith((".avanan.click", "protect.checkpoint.com")) and (match := AVANAN_TARGET.search(url)):
        return match[1]
    return ""


def _in_amp(url: str, parts: SplitResult, host: str) -> str:
    """Google's copies of pages: /amp/s/example.org/1, and example-org.cdn.ampproject.org/c/s/example.org/1."""
    is_amp = host.endswith(".cdn.ampproject.org") or (
        host.removeprefix("www.").startswith("google.") and parts.path.startswith("/amp/")
    )
    match = AMP_PATH.fullmatch(parts.path) if is_amp else None
    if not match:
        return ""
    return f"http{'s' if match[1] else ''}://{match[2]}" + (f"?{parts.query}" if parts.query else "")


def _in_proofpoint(url: str, parts: SplitResult, host: str) -> str:
    if not host.startswith("urldefense."):
        return ""
    if parts.path == "/v2/url":
        return unquote(_query(parts).get("u", "").replace("-", "%").replace("_", "/"))
    match = PROOFPOINT_3.search(url)
    if not match:
        return ""
    replaced = iter(_decode_base64(match[2]))

    def put_back(gap: re.Match[str]) -> str:
        length = PROOFPOINT_3_RUNS.index(gap[1]) + 2 if gap[1] else 1
        return "".join(next(replaced, "*") for _ in range(length))

    return PROOFPOINT_3_GAP.sub(put_back, match[1]).replace(":/", "://", 1).replace(":///", "://", 1)


def _in_json(url: str, parts: SplitResult, host: str) -> str:
    if not JSON_HOSTS.search(host) or not JSON_PATH.match(parts.path):
        return ""
    held = [part for segment in parts.path.split("/") for part in segment.split(".")] + [_query(parts).get("p", "")]
    for part in held:
        if part.startswith("eyJ") and (target := _find_url_in_json(_decode_base64(part))):
            return target
    return ""


def _find_url_in_json(text: str) -> str:
    try:
        content = json.loads(text)
        if isinstance(content, dict) and isinstance(content.get("p"), str):  # Mandrill: JSON inside JSON
            content = json.loads(content["p"])
    except (ValueError, RecursionError):
        return ""
    if not isinstance(content, dict):
        return ""
    return next((content[name] for name in JSON_NAMES if isinstance(content.get(name), str)), "")


def _in_base64(url: str, parts: SplitResult, host: str) -> str:
    """Sailthru's /click/1.2/aHR0c…/3, Bing's u=a1aHR0c…, Sophos's u=aHR0c…, under any publisher's link host."""
    if not BASE64_HOSTS.search(host):
        return ""
    match = BASE64_URL.search(parts.path + "&" + unquote(parts.query).replace("u=a1", "u="))
    return _decode_base64(match[1]) if match else ""


def _decode_base64(text: str) -> str:
    text = unquote(text).replace("+", "-").replace("/", "_").rstrip("=")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _query(parts: SplitResult) -> dict[str, str]:
    """The first value of each parameter."""
    try:
        return {name: values[0] for name, values in parse_qs(parts.query).items()}
    except ValueError:  # more parameters than urllib reads
        return {}


_FINDERS: tuple[Callable[[str, SplitResult, str], str], ...] = (
    _in_query,
    _in_mail_service,
    _in_path,
    _in_amp,
    _in_proofpoint,
    _in_json,
    _in_base64,
)
