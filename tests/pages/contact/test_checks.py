"""Where a form comes from, and what follows from all that is known of a message."""

import pytest

from pages.contact.checks import (
    ASK_AFTER,
    HOLD_AFTER,
    MAILS,
    REFUSE_AFTER,
    STORED,
    Circumstances,
    Reason,
    Source,
    Verdict,
    find_source,
    judge,
)
from pages.models import ContactMessage

OWN = ["http://testserver", "https://www.example.org"]


@pytest.mark.parametrize(
    ("origin", "referer", "source"),
    [
        ("http://testserver", "", Source.OWN),
        ("https://www.example.org", "", Source.OWN),
        ("https://WWW.example.org:443", "", Source.OWN),
        ("", "https://www.example.org/contact/?x=1", Source.OWN),
        ("null", "https://www.example.org/", Source.OWN),
        ("https://www.example.org", "https://evil.example/", Source.OWN),
        ("", "", Source.UNSAID),
        ("null", "", Source.UNSAID),
        ("", "about:client", Source.UNSAID),
        ("", "http://[broken", Source.UNSAID),
        ("https://evil.example", "", Source.FOREIGN),
        ("https://evil.example", "https://www.example.org/", Source.FOREIGN),
        ("null", "https://evil.example/https://www.example.org/", Source.FOREIGN),
        ("", "https://www.example.org.evil.example/", Source.FOREIGN),
        ("http://www.example.org", "", Source.FOREIGN),
        ("https://www.example.org:8443", "", Source.FOREIGN),
        ("https://www.example.org@evil.example", "", Source.FOREIGN),
        ("https://www.example.org https://evil.example", "", Source.FOREIGN),
        ("file://", "", Source.FOREIGN),
        ("http://[broken", "", Source.FOREIGN),
        ("http://testserver:port", "", Source.FOREIGN),
    ],
)
def test_a_form_comes_from_the_site_from_elsewhere_or_does_not_say(origin, referer, source):
    assert find_source(origin, referer, OWN) is source


def circumstances(**known):
    ordinary = {
        "source": Source.OWN,
        "is_honeypot_filled": False,
        "is_confirmed": False,
        "from_network": 0,
        "mailed": 0,
        "stored": 0,
    }
    return Circumstances(**ordinary | known)


@pytest.mark.parametrize(
    ("known", "verdict", "reasons"),
    [
        ({}, Verdict.DELIVER, []),
        ({"from_network": ASK_AFTER - 1, "mailed": MAILS - 1, "stored": STORED - 1}, Verdict.DELIVER, []),
        ({"source": Source.UNSAID}, Verdict.ASK, [Reason.SOURCE]),
        ({"is_honeypot_filled": True}, Verdict.HOLD, [Reason.HONEYPOT]),
        ({"is_honeypot_filled": True, "from_network": ASK_AFTER}, Verdict.HOLD, [Reason.HONEYPOT, Reason.NETWORK]),
        ({"is_honeypot_filled": True, "from_network": REFUSE_AFTER}, Verdict.REFUSE, []),
        ({"is_honeypot_filled": True, "source": Source.UNSAID}, Verdict.ASK, [Reason.SOURCE, Reason.HONEYPOT]),
        ({"from_network": ASK_AFTER}, Verdict.ASK, [Reason.NETWORK]),
        ({"mailed": MAILS}, Verdict.ASK, [Reason.SITE]),
        ({"source": Source.UNSAID, "is_confirmed": True}, Verdict.DELIVER, []),
        ({"from_network": HOLD_AFTER - 1, "is_confirmed": True}, Verdict.DELIVER, []),
        ({"from_network": HOLD_AFTER, "is_confirmed": True}, Verdict.HOLD, [Reason.NETWORK]),
        ({"mailed": MAILS, "is_confirmed": True}, Verdict.HOLD, [Reason.SITE]),
        ({"is_honeypot_filled": True, "is_confirmed": True}, Verdict.HOLD, [Reason.HONEYPOT]),
        ({"from_network": REFUSE_AFTER}, Verdict.REFUSE, []),
        ({"from_network": REFUSE_AFTER, "is_confirmed": True}, Verdict.REFUSE, []),
        ({"stored": STORED, "is_confirmed": True}, Verdict.REFUSE, []),
    ],
)
def test_what_is_suspicious_is_asked_held_or_refused(known, verdict, reasons):
    assert judge(circumstances(**known)) == (verdict, reasons)


def test_staff_read_a_reason_for_whatever_can_be_held():
    """A token takes the place of a source, so that no message is held for want of one."""
    of_earlier_versions = {ContactMessage.HeldBecause.UNMAILED.value}
    reasons = {reason.value for reason in Reason} - {Reason.SOURCE.value}
    assert set(ContactMessage.HeldBecause.values) - of_earlier_versions == reasons
