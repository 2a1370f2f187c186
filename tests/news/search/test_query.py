"""What a query means. Pure: no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.records.folding import fold
from news.search.names import NameRow, Names
from news.search.query import MAX_CLAUSES, MAX_PHRASES, parse
from news.search.typos import count_slips

TODAY = date(2026, 11, 26)
KYIV = fold("Київ")  # without the dots
NAMES = Names(
    [
        NameRow("spelling", "1", ("Kyiv", "Kiev", "Київ", "Киев")),
        NameRow("spelling", "2", ("antisemitism", "anti-Semitism")),
        NameRow("source", "rfe-rl", ("RFE/RL", "RFERL", "Radio Free Europe/Radio Liberty")),
        NameRow("source", "kyiv-post", ("Kyiv Post", "Kiev Post")),
        NameRow("bill", "117-hr-6891", ("Rule of Law Monitoring Act",), "bhr6891c117"),
        NameRow("country", "ua", ("Ukraine", *(f"Ukraine{number}" for number in range(500)))),
    ]
)


def understood(text):
    """The alternatives of each clause, as text; an excluded one with a minus."""
    return [
        ("-" if clause.is_excluded else "")
        + " | ".join(" & ".join(phrase.text for phrase in phrases) for phrases in clause.alternatives)
        for clause in parse(text, NAMES, TODAY).clauses
    ]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("warm room", ["warm", "room"]),
        ("The history of the law", ["history", "law"]),
        ("Chișinău", ["chisinau"]),
        ('"second generator" clinic', ["second generator", "clinic"]),
        ("“second generator”", ["second generator"]),
        ("«второй генератор»", ["второи генератор"]),
        ('an "unclosed phrase', ["unclosed", "phrase"]),
        ("school -roof", ["school", "-roof"]),
        ('school -"new roof"', ["school", "-new roof"]),
        ("school –roof", ["school", "-roof"]),
        ("school NOT roof", ["school", "-roof"]),
        ("Lviv - Odesa", ["lviv", "odesa"]),
        ("choir OR orchestra", ["choir | orchestra"]),
        ("choir OR orchestra Lviv", ["choir | orchestra", "lviv"]),
        ("OR", []),
        ("choir OR", ["choir"]),
        ("choir AND orchestra", ["choir", "orchestra"]),
        ("wide-ranging", ["wide ranging | wideranging"]),
        ("of the", []),
        ("-school", ["-school"]),
        ("", []),
    ],
)
def test_words_phrases_minus_and_or(text, clauses):
    assert understood(text) == clauses


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Kiev", [f"kiev | kyiv | {KYIV} | киев"]),
        ("-Kiev school", [f"-kiev | kyiv | {KYIV} | киев", "school"]),
        ("anti-Semitism", ["anti & semitism | antisemitism | anti semitism"]),
        ("antisemites", ["antisemites | antisemitism | anti semitism"]),
        ("RFERL", ["rferl | rfe rl | radio free europe radio liberty"]),
        ("Kyiv Post", ["kyiv & post | kyiv post | kiev post"]),
        ("Rule of Law Monitoring Act", ["rule & law & monitoring & act | bhr6891c117 | rule of law monitoring act"]),
        ('"Kiev"', ["kiev"]),
    ],
)
def test_a_name_is_looked_for_in_all_its_spellings_unless_it_is_quoted(text, clauses):
    assert understood(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "2/21/2025",
        "02/21/2025",
        "2/21/25",
        "February 21, 2025",
        "Feb. 21 2025",
        "Friday, February 21st, 2025",
        "21 Feb 2025",
        "21 February, 2025",
        "21-Feb-2025",
        "the 21st of February 2025",
        "2025-02-21",
        "2025/2/21",
        "21.2.2025",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert understood(text) == ["february 21 2025 | d20250221"]
    assert understood(f"statement {text}") == ["statement", "february 21 2025 | d20250221"]


@pytest.mark.parametrize("text", ["February 2025", "Feb. 2025", "feb 2025", "2025 February", "2/2025", "2025-02"])
def test_a_month_is_read_however_it_is_written(text):
    assert understood(text) == ["february 2025 | m202502"]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("2015", ["2015 | y2015"]),
        ("Moldova, 2015", ["moldova", "2015 | y2015"]),
        ("2015-2017", ["2015 | y2015 | 2016 | y2016 | 2017 | y2017"]),
        ("2015–17", ["2015 | y2015 | 2016 | y2016 | 2017 | y2017"]),
        ("school -2015", ["school", "-2015 | y2015"]),
        ("30000", ["30000"]),
        ("2/30/2025", ["2 30 2025 | 2302025"]),
        ("may help", ["may", "help"]),
    ],
)
def test_years_and_what_is_none(text, clauses):
    assert understood(text) == clauses


def test_a_day_without_a_year_is_one_of_any_of_the_last_years():
    (clause,) = understood("February 21")
    assert clause.startswith("february 21 | d20260221 | d20250221 | d20240221")


@pytest.mark.parametrize(
    "text", ["H.R. 1911", "HR 1911", "HR1911", "hr1911", "H. R. 1911", "hr-1911", "House bill 1911"]
)
def test_a_bill_is_read_however_it_is_written(text):
    (clause,) = understood(text)
    assert {"bhr1911", "hr 1911"} <= set(clause.split(" | "))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("H.R. 1911 (118th Congress)", "bhr1911c118"),
        ("HR 1911 118th", "bhr1911c118"),
        ("118-hr-1911", "bhr1911c118"),
        ("S. Res. 12", "bsres12"),
        ("S.Res.12", "bsres12"),
        ("Senate Resolution 12", "bsres12"),
        ("H.Con.Res. 7", "bhconres7"),
        ("House Concurrent Resolution 7", "bhconres7"),
        ("S. 768", "bs768"),
        ("S 768", "bs768"),
    ],
)
def test_bills_of_either_house_and_congress(text, word):
    (clause,) = understood(text)
    assert word in clause.split(" | ")


@given(st.text(), st.text(alphabet="\"'“”-–()&|!:*<> OR\\\0 aé1ї.,/", max_size=300))
def test_any_text_is_a_bounded_query(text, symbols):
    for typed in (text, symbols, text + symbols):
        query = parse(typed, NAMES, TODAY)
        phrases = [phrase for clause in query.clauses for choice in clause.alternatives for phrase in choice]
        assert len(query.clauses) <= MAX_CLAUSES
        assert len(phrases) <= 2 * MAX_PHRASES
        assert all(phrase.text.strip() for phrase in phrases)


def test_a_name_of_hundreds_of_spellings_stays_bounded():
    query = parse("Ukraine " * 20 + "Ukraine1 Ukraine2 Ukraine3 Ukraine4 Ukraine5", NAMES, TODAY)
    assert sum(len(clause.alternatives) for clause in query.clauses) <= MAX_PHRASES + MAX_CLAUSES


def test_names_of_hundreds_of_spellings_take_nothing_from_the_days_that_are_asked_for():
    (alone,) = parse("before November 26, 2019", NAMES, TODAY).clauses
    assert len(alone.alternatives) >= 30
    beside = parse("Ukraine Ukraine1 Ukraine2 Ukraine3 Ukraine4 before November 26, 2019", NAMES, TODAY)
    assert beside.clauses[-1] == alone
    (either,) = parse("Ukraine OR before November 26, 2019", NAMES, TODAY).clauses
    assert set(alone.alternatives) < set(either.alternatives)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("kyiv", "kyiv", 0), ("moldva", "moldova", 1), ("kyvi", "kyiv", 1), ("ahsgabat", "ashgabat", 1), ("a", "abc", 2)],
)
def test_slips_of_typing_are_counted(one, other, slips):
    assert count_slips(one, other, 3) == count_slips(other, one, 3) == slips
    assert slips == 0 or count_slips(one, other, slips - 1) is None
