"""Which passwords are accepted, and at which doors they are judged."""

import io
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from staff.guessable_words import LOOKALIKES, WORDS
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import parse
from tests.staff.sign_in import reset_password

GOOD, GUESSABLE = "seven herons left quietly", "ncsejncsej2022"
UNRELATED = ["heron", "lantern", "mosaic", "quietly", "gravel", "thimble", "walnut", "pebbly", "hurdle", "fjord"]


def errors_of(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "ncsejncsej",
        "ncsejncsejncsej",
        "ukraine2022",
        "Ukraine2022Ukraine!",
        "Ukr41ne-2022-2023",
        "N.C.S.E.J.19711971",
        "sovietjewry1971",
        "S0v13t J3wry !!!",
        "WashingtonJewish",
        "kazakhstan123456",
        "Kyrgyzstan!!!!!!!!",
        "jewishjewishabc",
        "password20222022",
        "Ｕｋｒａｉｎｅ２０２２２０２２",
        "ükraïne20222022",
        "aaaaaaaaaaaa",
        "abcabcabcabcabc",
        "202220222022",
        "a     b     c",
        "Київ2022київ",
        "УКРАИНА-1971",
        "short one",
    ],
)
def test_a_password_that_anybody_would_try_is_refused(password):
    assert errors_of(password)


def test_a_password_that_is_only_short_is_said_to_be_short_and_no_more():
    (error,) = errors_of("sh0rt")
    assert "too short" in error


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "correct horse ukraine battery",
        "heron lantern jewish mosaic",
        "x7#Kq9!ukraine$2Zp8w@",
        "a long enough password",
        "Тихо падає сніг на дах",
        "Vq3nTz8sKm2x",
    ],
)
def test_a_password_that_is_hard_to_guess_is_accepted(password):
    assert errors_of(password) == []


def test_the_message_says_which_word_it_is_and_what_is_missing():
    (message,) = errors_of("Ukr41ne2022herons")
    assert "“ukraine”" in message
    assert "at least 1 more character besides" in message


def spell(word, draw):
    """The word as somebody writes it who thinks that others would not."""
    letters = [draw(st.sampled_from([*LOOKALIKES.get(letter, letter), letter.upper()])) for letter in word]
    return draw(st.sampled_from(["", "-", "."])).join(letters)


@st.composite
def decorated_words(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    number = st.integers(0, 99999).map(str)
    parts = [part for word in words for part in (spell(word, draw), draw(st.sampled_from(["", "!", "2022", " "])))]
    return "".join([draw(number), *parts, draw(number), draw(st.sampled_from(["", "!", "!!!", "???"]))])


@given(decorated_words())
def test_no_spelling_number_or_repetition_makes_the_known_words_a_password(password):
    assert errors_of(password), password


@given(
    st.lists(st.sampled_from(UNRELATED), min_size=3, max_size=3, unique=True),
    st.sampled_from(WORDS),
    st.integers(0, 3),
    st.sampled_from(["", " ", "-"]),
)
def test_four_unrelated_words_may_have_a_known_one_among_them(others, known, position, separator):
    words = [*others[:position], known, *others[position:]]
    assert errors_of(separator.join(words)) == []


@given(st.text(max_size=200))
def test_any_text_is_judged(password):
    errors_of(password)


# -- The doors ---------------------------------------------------------------------------------------------------


@pytest.fixture
def ada(home):
    user = UserFactory(username="ada", first_name="Ada", last_name="Lovelace", groups=["Editors"])
    user.set_password("a long enough password")
    user.save()
    return user


def add_user(password, ada, administrator):
    return edit_user(password, ada, administrator, reverse("wagtailusers_users:add"), "grace")


def edit_user(password, ada, administrator, url=None, username="ada"):
    form = {"username": username, "email": "a@example.org", "first_name": "A", "last_name": "B", "is_active": "on"}
    passwords = {"password1": password, "password2": password}
    return administrator.post(url or reverse("wagtailusers_users:edit", args=[ada.pk]), form | passwords)


def change_own(password, ada, administrator):
    panels = {"name_email": {"first_name": "A", "last_name": "B", "email": ada.email}}
    panels["theme"] = {"theme": "system", "contrast": "system", "density": "default"}
    panels["password"] = {"new_password1": password, "new_password2": password}
    panels["password"]["old_password"] = "a long enough password"
    form = {f"{panel}-{name}": value for panel, fields in panels.items() for name, value in fields.items()}
    return signed_in(ada).post(reverse("wagtailadmin_account"), form)


def reset(password, ada, administrator):
    return reset_password(Client(), ada, password)


@pytest.mark.parametrize("door", [add_user, edit_user, change_own, reset])
def test_every_form_says_why_it_refuses_and_takes_a_good_password(door, ada, administrator):
    refused = door(GUESSABLE, ada, administrator)
    assert refused.status_code == HTTPStatus.OK
    assert "“ncsej”" in parse(refused).get_text()
    assert door(GOOD, ada, administrator).status_code == HTTPStatus.FOUND
    username = "grace" if door is add_user else "ada"
    assert get_user_model().objects.get(username=username).check_password(GOOD)


def test_a_deployer_who_makes_the_first_administrator_is_asked_for_another(home, monkeypatch):
    answers = iter([GUESSABLE, GUESSABLE, GOOD, GOOD])
    monkeypatch.setattr("getpass.getpass", lambda *args: next(answers))
    monkeypatch.setattr("builtins.input", lambda *args: "n")  # "bypass password validation?"
    said = io.StringIO()
    terminal = type("Terminal", (), {"isatty": lambda self: True})()
    call_command("createsuperuser", username="root", email="r@example.org", stdin=terminal, stderr=said)
    assert "“ncsej”" in said.getvalue()
    assert get_user_model().objects.get(username="root").check_password(GOOD)


def test_changepassword_refuses_it_too(ada, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda prompt: GUESSABLE)
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("changepassword", "ada", stdout=io.StringIO(), stderr=said)
    assert "“ncsej”" in said.getvalue()
