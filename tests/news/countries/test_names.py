"""The names of a country are marked with their language where it is known."""

import pytest

from news.countries.names import find_language


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Україна", "uk"),
        ("Украина", "ru"),
        ("Հայաստան", "hy"),
        ("საქართველო", "ka"),
        ("Lietuva", "lt"),
        ("ליטע", "yi"),
        ("ליטא", "he"),
        ("O'zbekiston", "uz"),
        ("Oʻzbekiston", "uz"),
        ("Ўзбекистон", "uz-Cyrl"),
        ("ЛАТВИЯ", "ru"),
        ("Հայաստանի Հանրապետություն", "hy"),  # not in the table: the script tells
    ],
)
def test_the_language_of_a_name_is_known(name, language):
    assert find_language(name) == language


@pytest.mark.parametrize("name", ["Ukraine", "Sakartvelo", "Belorussia", "Крым", "ירושלים", "", "<b>"])
def test_no_language_is_guessed(name):
    assert find_language(name) == ""
