"""Pictures: described or marked as decoration, and made in every size before a visitor comes."""

import re
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from pages import renditions
from pages.models import SiteImage, SiteRendition
from tests.factories import ImageFactory, ProgramFactory, png
from tests.html import parse

AJAX = {"x-requested-with": "XMLHttpRequest"}


def specs():
    return sorted(SiteRendition.objects.values_list("filter_spec", flat=True))


def test_an_editor_is_asked_to_describe_a_picture_before_it_is_in_the_library(editor):
    answer = editor.post(reverse("wagtailimages:add_multiple"), {"title": "Stars", "files[]": png()}, headers=AJAX)
    assert not SiteImage.objects.exists()
    upload = answer.json()["uploaded_file_id"]
    create = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload])

    def describe(**fields):
        prefix = f"uploaded-image-{upload}"
        filled = {"title": "Stars", "description": "", "credit": "", "tags": "", "collection": "1"} | fields
        return editor.post(create, {f"{prefix}-{name}": value for name, value in filled.items()}, headers=AJAX).json()

    refused = describe()
    assert not refused["success"]
    assert "Describe the picture" in refused["form"]
    assert describe(description="Three stars on paper")["success"]
    assert SiteImage.objects.get().default_alt_text == "Three stars on paper"


@pytest.mark.parametrize(
    ("fields", "alternative"),
    [
        ({"description": "Three stars"}, "Three stars"),
        ({"description": "", "is_decorative": True}, ""),
        ({"description": "Three stars", "is_decorative": True}, ""),
    ],
)
def test_a_picture_is_described_or_decorative(db, fields, alternative):
    image = ImageFactory(**fields)
    image.clean()
    assert image.default_alt_text == alternative


def test_a_picture_that_is_neither_is_refused(db):
    with pytest.raises(ValidationError) as refusal:
        SiteImage(title="Stars", file=png()).clean()
    assert "description" in refusal.value.message_dict


def test_a_visitor_is_told_what_a_picture_shows_and_who_made_it(visitor):
    image = ImageFactory(description="Three stars", credit="Drawn by the project")
    page = parse(visitor.get(ProgramFactory(lead_image=image).url))
    assert page.main.img["alt"] == "Three stars"
    assert "Drawn by the project" in page.main.get_text()


def test_every_size_is_made_when_a_picture_is_saved(db):
    ImageFactory()
    assert specs() == sorted(renditions.ALL)


def test_saving_a_picture_again_makes_no_size_twice(db):
    image = ImageFactory()
    image.save()
    assert specs() == sorted(renditions.ALL)


def test_a_replaced_file_has_its_sizes_again_before_a_visitor_comes(editor):
    image = ImageFactory()
    before = set(SiteRendition.objects.values_list("pk", flat=True))
    form = {"title": "Another", "description": "Another one", "credit": "", "tags": "", "collection": "1"}
    answer = editor.post(reverse("wagtailimages:edit", args=[image.pk]), form | {"file": png(80, 60, "#a06a12")})
    assert answer.status_code == HTTPStatus.FOUND
    assert specs() == sorted(renditions.ALL)
    assert not before & set(SiteRendition.objects.values_list("pk", flat=True))
    assert {(80, 60)} == set(
        SiteRendition.objects.filter(filter_spec__startswith="width-960").values_list("width", "height")
    )


def test_a_picture_that_is_deleted_leaves_its_page_standing(administrator, visitor):
    program = ProgramFactory(lead_image=ImageFactory())
    administrator.post(reverse("wagtailimages:delete", args=[program.lead_image.pk]))
    assert not SiteImage.objects.exists()
    answer = visitor.get(program.url)
    assert answer.status_code == HTTPStatus.OK
    assert parse(answer).main.img is None


def test_visitors_get_the_sizes_and_only_staff_the_original(visitor, editor):
    """An original may carry where and when it was taken."""
    image = ImageFactory()
    rendition = image.renditions.first()
    assert visitor.get(rendition.url).status_code == HTTPStatus.OK
    assert visitor.get(image.file.url).status_code == HTTPStatus.NOT_FOUND
    assert editor.get(image.file.url).status_code == HTTPStatus.OK


@pytest.mark.parametrize("way", ["images/../", "images/%2e%2e/", "images/./../", "/", "./"])
def test_there_is_no_way_round_to_the_original_of_a_picture(visitor, way):
    image = ImageFactory()
    assert visitor.get(f"/media/{way}{image.file.name}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["images/../../settings.py", "images/%2e%2e/%2e%2e/settings.py", "images//etc/passwd"])
def test_nothing_but_media_is_served_as_media(visitor, path):
    assert visitor.get(f"/media/{path}").status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}


def picture_tags():
    """(template, the sizes it asks for) of every `picture` and `image` tag in the templates."""
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for tag in re.findall(r"{%\s*(?:picture|image|srcset_image|image_url)\s+(.+?)%}", path.read_text()):
            yield path.name, {word for expression in tag.split()[1:] for word in expanded(expression)}


def expanded(expression):
    """width-{480,960} → width-480, width-960; what is no size or format is left out."""
    if not re.match(r"(width|height|max|min|fill|scale|format|original)(-|$)", expression):
        return []
    start, braces, rest = expression.partition("{")
    return [start + choice for choice in rest.rstrip("}").split(",")] if braces else [expression]


def in_set(sizes):
    return {part for size in sizes for part in size.split("|")}


def test_templates_ask_for_no_size_that_is_not_made():
    sets = [in_set(sizes) for sizes in (renditions.WIDE, renditions.COVER, renditions.PORTRAIT)]
    asked = list(picture_tags())
    assert asked
    for template, sizes in asked:
        assert sizes in sets, f"{template} asks for {sorted(sizes)}"
