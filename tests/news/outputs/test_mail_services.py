"""Each mailing service gets the email with its own tags, so that nothing is replaced by hand."""

import pytest
from bs4 import BeautifulSoup

from news.outputs.email import render_email, render_email_for
from news.outputs.mail_services import MAIL_SERVICES, build_mail_service
from news.outputs.plain_text import render_plain_text
from pages.models.organization import MailServiceChoice
from tests.news.outputs.sample_issue import PUBLISHER, URL, issue

ADDRESS = "1 Example Street"


def handed_over(key):
    """The email in both formats."""
    service = build_mail_service(key, "https://list.example.org/", "office@example.org")
    return render_email_for(service, issue(), PUBLISHER), render_plain_text(issue(), PUBLISHER, service.text)


def test_every_service_of_the_settings_is_known():
    assert set(MailServiceChoice.values) == set(MAIL_SERVICES)


def test_mailchimp_gets_its_merge_tags():
    html, text = handed_over("mailchimp")
    links = {link.text: link["href"] for link in BeautifulSoup(html, "html.parser").find_all("a")}
    assert (links["Unsubscribe"], links["View in browser"]) == ("*|UNSUB|*", "*|ARCHIVE|*")
    assert "*|HTML:LIST_ADDRESS_HTML|*" in html
    assert "View in browser:\n*|ARCHIVE|*\n" in text
    assert "\n*|LIST:ADDRESS|*\n" in text
    assert "Unsubscribe: *|UNSUB|*" in text
    assert ADDRESS not in html + text


def test_campaign_monitor_gets_its_elements_with_the_style_of_the_links():
    html, text = handed_over("campaign_monitor")
    soup = BeautifulSoup(html, "html.parser")
    assert soup.find("unsubscribe").text == "Unsubscribe"
    assert {element.text for element in soup.find_all("webversion")} == {"View in browser"}
    assert "text-decoration: underline" in soup.find("webversion")["style"]
    assert "Unsubscribe: [unsubscribe]" in text
    assert ADDRESS in html
    assert ADDRESS in text


def test_constant_contact_which_adds_a_footer_gets_neither_address_nor_unsubscribe_link():
    for output in handed_over("constant_contact"):
        assert "nsubscribe" not in output
        assert ADDRESS not in output
        assert PUBLISHER.name in output
        assert URL in output


@pytest.mark.parametrize(
    ("sign_up_url", "email", "link"),
    [
        ("https://list.example.org/", "office@example.org", "https://list.example.org/"),
        ("", "office@example.org", "mailto:office@example.org?subject=Unsubscribe"),
        ("", "", ""),
    ],
)
def test_without_a_service_the_link_leads_to_the_sign_up_page_or_the_office(sign_up_url, email, link):
    for key in ("plain", "gone"):
        service = build_mail_service(key, sign_up_url, email)
        assert service.html.unsubscribe == service.text.unsubscribe == link


def test_what_is_for_nobody_in_particular_has_no_tags():
    output = render_email(issue(), PUBLISHER) + render_plain_text(issue(), PUBLISHER)
    for mark in ("*|", "[unsubscribe", "[webversion", "<unsubscribe", "<webversion", "nsubscribe"):
        assert mark not in output
