"""The drawing of a social image, whatever its title holds."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pages.sharing.social_image_drawing import (
    HEIGHT,
    MAX_LINES,
    MEASURE,
    NAME,
    RULE,
    SIZES,
    TOP,
    WIDTH,
    SocialImage,
    draw_social_image,
    fit_title,
)
from pages.sharing.text_layout import FONT_FILES, drawable, font_runs, line_width

TITLE_HEIGHT = RULE - TOP
LONG = "A sentence that an editor has let run on, past every comma, to the last letter that the field will take " * 3


def open_drawn(image):
    return Image.open(io.BytesIO(draw_social_image(image))).convert("L")


@pytest.mark.parametrize(
    "title",
    [
        "A good year",
        "Заява про свободу віросповідання",
        "שנה טובה ומתוקה",
        "Łódź, Vilnius, Bacău",
        LONG[:255],
        "W" * 255,
        "漢字 🙂",
        "",
        "</script><script>alert(1)</script>",
    ],
)
def test_a_messenger_gets_a_small_file_of_1200_by_630_pixels(title):
    image = draw_social_image(SocialImage(title, "Statement · March 3, 2025"))
    assert len(image) <= 40_000
    assert Image.open(io.BytesIO(image)).size == (WIDTH, HEIGHT) == (1200, 630)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=255), st.text(max_size=120))
def test_any_title_can_be_drawn(title, kicker):
    assert draw_social_image(SocialImage(title, kicker))


@pytest.mark.parametrize("title", ["One word", "Three years since the invasion of Ukraine", LONG[:255], "W" * 255])
def test_a_title_stays_within_the_image(title):
    size, lines = fit_title(title, MEASURE, TITLE_HEIGHT)
    assert size in SIZES
    assert len(lines) <= MAX_LINES
    assert max(map(line_width, lines)) * size <= MEASURE


def test_a_title_is_as_large_as_fits_and_a_long_one_is_truncated_with_an_ellipsis():
    short, medium = fit_title("A good year", MEASURE, TITLE_HEIGHT), fit_title(LONG[:100], MEASURE, TITLE_HEIGHT)
    size, lines = fit_title(LONG[:255], MEASURE, TITLE_HEIGHT)
    assert short[0] == max(SIZES) > medium[0] > size == min(SIZES)
    assert lines[-1].endswith("…")
    assert "…" not in "".join(short[1] + medium[1])
    assert " ".join(medium[1]) == LONG[:100].strip()


def test_lines_are_of_even_width():
    size, lines = fit_title("The Baltic states and Eastern Europe on talk of a quick peace", MEASURE, TITLE_HEIGHT)
    assert max(map(line_width, lines)) - min(map(line_width, lines)) < 0.3 * MEASURE / size


def test_every_letter_is_drawn_from_a_font_that_has_it():
    title = "Łódź, Příbram, Føroyar, Київ, שלום"
    assert drawable(title) == title
    assert {name for name, _ in font_runs(title)} == set(FONT_FILES)


def test_letters_of_no_font_are_left_out_and_an_empty_title_is_the_organizations_name():
    assert drawable("A 漢字 sign\u00ad\u200b 🙂") == "A sign"
    assert open_drawn(SocialImage("漢字")).tobytes() == open_drawn(SocialImage(NAME)).tobytes()


@pytest.mark.parametrize(
    ("line", "visual"),
    [
        ("שלום", "םולש"),
        ("שנה טובה", "הבוט הנש"),
        ("Happy שנה טובה to all", "Happy הבוט הנש to all"),
        ("שנת 2025", "2025 תנש"),
        ("(שלום)", "(םולש)"),
        ("ב-2026", "2026-ב"),
    ],
)
def test_hebrew_is_put_into_visual_order(line, visual):
    assert "".join(part for _, part in font_runs(line)) == visual


def test_a_hebrew_title_is_aligned_right():
    left, _, right, _ = (
        open_drawn(SocialImage("שלום")).point(lambda v: 255 * (v > 100)).crop((0, TOP, WIDTH, RULE)).getbbox()
    )
    assert left > WIDTH / 2
    assert right <= WIDTH - 80
