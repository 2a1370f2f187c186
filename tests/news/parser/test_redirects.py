"""The redirects around a pasted URL: unwrapped where the URL holds its target, and named where it does not."""

import base64
import json
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.parser.redirects import hides_target, is_mail_redirect, unwrap
from news.parser.urls import get_host, normalize_url

TARGET = "https://example.org/2026/a-story_of-it?page=2"
QUOTED = quote(TARGET, safe="")
SAFE_LINK = f"https://nam02.safelinks.protection.outlook.com/?url={QUOTED}"


def encode(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.google.com/url?rct=j&sa=t&url={QUOTED}&ct=ga&cd=CAEYACoUMTc&usg=AOvVaw0",
        f"https://eur03.safelinks.protection.outlook.com/ap/w-59584e83/?url={QUOTED}&data=05%7C02",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://www.linkedin.com/safety/go?url={QUOTED}&trk=x",
        f"https://www.youtube.com/redirect?event=video&q={QUOTED}",
        f"https://vk.com/away.php?to={QUOTED}",
        f"https://duckduckgo.com/l/?uddg={QUOTED}&rut=1",
        f"https://linkprotect.cudasvc.com/url?a={QUOTED}&c=E,1,x",
        f"https://ddec1-0-en-ctp.trendmicro.com/wis/clicktime/v1/query?url={QUOTED}&umid=1",
        f"https://protect2.fireeye.com/v1/url?k=1&q=1&e=2&u={QUOTED}",
        f"http://r20.rs6.net/tn.jsp?et=1102&s=1&e=001&p={QUOTED}",
        f"http://click.icptrack.com/icp/relay.php?r=1&msgid=2&act=3&destination={QUOTED}",
        f"https://click.icptrack.com/?r=1&u={QUOTED}",
        f"https://email.example.com/ls/click?upn=abc&url={QUOTED}",
        f"https://x1.r.us-east-1.awstrack.me/L0/{QUOTED}/1/0100018/abc=1",
        f"https://links-2.govdelivery.com/CL0/{QUOTED}/1/0101/abc=1",
        f"https://links.govdelivery.com/track?type=click&enid=ZWFz&&&100&&&{TARGET}",
        f"https://secure-web.cisco.com/1AbC_d/{QUOTED}",
        f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={QUOTED}/RK=2/RS=x",
        f"https://urldefense.proofpoint.com/v1/url?u={QUOTED}&k=1",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.org_2026_a-2Dstory-5Fof-2Dit-3Fpage-3D2&d=DwM",
        "https://urldefense.com/v3/__https://example.org/2026/a-story_of-it?page=2__;!!AbC!xyz$",
        "https://urldefense.com/v3/__https:/example.org/2026/a-story_of-it*page=2__;Pw!!AbC!xyz$",
        f"https://substack.com/redirect/2/{encode({'e': TARGET})}.sig",
        f"https://e.customeriomail.com/e/c/{encode({'email_id': 'x', 'href': TARGET})}/sig",
        f"https://lnks.gd/l/{encode({'alg': 'HS256'})}.{encode({'uri': 'bp2:click', 'url': TARGET})}.sig/s/1/br/2",
        "https://mandrillapp.com/track/click/1/example.org?p="
        + encode({"s": "x", "v": 1, "p": json.dumps({"u": 1, "url": TARGET})}),
        f"https://link.example.com/click/123.456/{encode(TARGET)}/5abcB1",
        f"https://www.bing.com/ck/a?!&&p=1&u=a1{encode(TARGET)}&ntb=1",
        "https://www.google.com/amp/s/example.org/2026/a-story_of-it?page=2",
        "https://example-org.cdn.ampproject.org/c/s/example.org/2026/a-story_of-it?page=2",
        f"https://www.google.com/url?q={quote(SAFE_LINK, safe='')}",
        f"https://clicktime.symantec.com/3AbC1?u={QUOTED}",
        f"https://clicktime.cloud.postoffice.net/clicktime.php?U={QUOTED}&E=x",
        f"https://link.edgepilot.com/s/1a2b/AbC?u={QUOTED}",
        f"https://urlsand.esvalabs.com/?u={QUOTED}&e=1",
        f"https://deref-mail.com/mail/client/AbC1/dereferrer/?redirectUrl={QUOTED}",
        f"https://url.avanan.click/v2/r01/___{TARGET}___.YXAz",
        f"https://protect.checkpoint.com/v2/___{TARGET}___.YXAz",
    ],
)
def test_a_redirect_that_holds_its_target_is_unwrapped(url):
    assert unwrap(url) == TARGET
    assert normalize_url(url) == TARGET
    assert not hides_target(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://ncsej.us2.list-manage.com/track/click?u=1&id=2&e=3",
        "https://r20.rs6.net/tn.jsp?f=001abc&c=&ch=",
        "https://u1.ct.sendgrid.net/ls/click?upn=abc",
        "https://example.createsend1.com/t/r-l-abc/",
        "https://protect-us.mimecast.com/s/AbCdE",
        "https://news.google.com/rss/articles/CBMiabc?oc=5",
        "https://substack.com/redirect/1a2b-3c?j=eyJ1IjoiMSJ9",
        *("https://t.co/AbC", "https://bit.ly/3abc", "https://eepurl.com/abc", "https://conta.cc/3abc"),
    ],
)
def test_a_redirect_that_hides_its_target_stays_and_is_named(url):
    assert unwrap(url) == url
    assert hides_target(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.us2.list-manage.com/track/click?u=1&id=2&e=3",
        "http://r20.rs6.net/tn.jsp?f=001abc&c=&ch=",
        "https://conta.cc/3abc",
        "https://example.cmail19.com/t/r-l-abc-def-y/",
        "https://u1.ct.sendgrid.net/ls/click?upn=abc",
        "http://email.example.org/wf/click?upn=abc",
        "https://email.mg.example.org/c/eJwVy7EOgyAQANCvgY3mOA44B4YO_gceEE1FGoJxd33yNz1",
        "https://d1.hubspotlinks.com/Ctc/abc",
        "https://t.e2ma.net/click/abc/def/ghi",
        "http://cts.vresp.com/c/?Example/1/2/3",
        "http://click.icptrack.com/icp/relay.php?r=1&msgid=2",
        "http://cl.exct.net/?qs=abc",
        "https://click.email.example.org/?qs=abc",
    ],
)
def test_a_mail_services_link_without_its_target_is_known(url):
    assert is_mail_redirect(url)
    assert hides_target(url)


@pytest.mark.parametrize(
    "url",
    [
        f"http://r20.rs6.net/tn.jsp?e=001&p={QUOTED}",
        "https://myemail.constantcontact.com/Weekly.html?soid=1&aid=2",
        *("https://mailchi.mp/example/weekly", "https://us2.campaign-archive.com/?u=1&id=2"),
        *("https://x.us2.list-manage.com/subscribe?u=1&id=2", "https://x.createsend.com/t/ViewEmail/r/1/2"),
        *("https://hosted.vresp.com/1/2/ARCHIVE", "https://bit.ly/3abc", "https://t.co/AbC"),
        *("https://email.example.org/c/eJ", "https://click.example.org/email/story", "https://example.org/wf/clicking"),
        "https://click.email.example.org/2026/a-story",
    ],
)
def test_what_shows_its_target_or_is_no_mail_services_redirect_is_none(url):
    assert not is_mail_redirect(url)


@pytest.mark.parametrize(
    "url",
    [
        *("https://example.org/url?q=https://example.org/1", "https://www.google.com/search?q=https://example.org/1"),
        *("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=/relative"),
        *("https://link.example.com/click/aHR0", "https://link.example.com/click/aHR0cHM6-not-base64-of-anything"),
        *("https://example.substack.com/p/a-post", "https://news.google.com/", "https://bit.ly/", "http://[bad", ""),
        "https://www.facebook.com/sharer.php?u=https://example.org/1",
        "https://urldefense.com/v3/__javascript:alert(1)__;!!x",
    ],
)
def test_what_is_no_redirect_stays_as_it_is(url):
    assert unwrap(url) == url
    assert not hides_target(url)


@settings(deadline=None, max_examples=100, derandomize=True, database=None)
@given(
    st.sampled_from(["google.com/url?q=", "urldefense.com/v3/__", "lnks.gd/l/eyJ", "link.x.com/aHR0c", "t.co/", "["]),
    st.text('htps:/.__;!*A%-=&?{}"é', max_size=60),
)
def test_unwrapping_never_raises_and_leads_to_http_only(start, rest):
    url = f"https://{start}{rest}"
    assert unwrap(url) == url or get_host(unwrap(url))


def test_a_password_is_no_part_of_an_address():
    assert normalize_url("https://anna:secret@example.org/2026/1?q=a@b") == "https://example.org/2026/1?q=a@b"
    assert normalize_url("https://example.org/@anna/1") == "https://example.org/@anna/1"
