"""A headline in capitals is offered in headline case."""

import pytest

from news.parser.headline_case import suggest_headline_case


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("KYIV JEWS MEET IN THE U.S.", "Kyiv Jews Meet in the U.S."),
        ("ANTI-SEMITISM ON THE RISE, SAYS OSCE", "Anti-Semitism on the Rise, Says OSCE"),
        ("UKRAINE’S PRESIDENT: A VISIT TO POLAND", "Ukraine’s President: A Visit to Poland"),
        ("O'NEIL AND MCDONALD OF THE UN", "O'Neil and McDonald of the UN"),
        ("WORLD WAR II VETERANS MARK 75TH ANNIVERSARY", "World War II Veterans Mark 75th Anniversary"),
        ("ŁÓDŹ SYNAGOGUE TO OPEN IN 2027", "Łódź Synagogue to Open in 2027"),
        ("WHAT WE STAND FOR", "What We Stand For"),
        ("MR. SAMPLE GOES TO NATO", "Mr. Sample Goes to NATO"),
    ],
)
def test_capitals_become_headline_case(written, offered):
    assert suggest_headline_case(written) == offered


@pytest.mark.parametrize(
    "headline", ["", "NATO", "Kyiv Jews Meet", "КИЕВ ВСТРЕЧАЕТ ГОСТЕЙ", "כותרת של ידיעה", "2026 11 24"]
)
def test_nothing_is_offered_where_nothing_can_be_better(headline):
    assert suggest_headline_case(headline) == ""


def test_names_are_written_as_in_the_article():
    assert suggest_headline_case("MACRON MEETS EJEWISH PHILANTHROPY AND XYZO", "The XYZO and eJewish met.") == (
        "Macron Meets eJewish Philanthropy and XYZO"
    )
