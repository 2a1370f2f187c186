"""Pictures: alternative text or decorative, and every rendition made before a visitor comes."""

import io
import re
from http import HTTPStatus

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from pages.images import renditions
from pages.images.renditions import PLACES, RENDITION_SETS
from pages.models import SiteImage, SiteRendition
from pages.sharing import social_images
from tests.factories import ImageFactory, ProgramFactory, png
from tests.html import parse

AJAX = {"x-requested-with": "XMLHttpRequest"}


def specs():
    return sorted(SiteRendition.objects.values_list("filter_spec", flat=True))


def test_an_editor_must_describe_a_picture_before_it_is_in_the_library(editor):
    response = editor.post(reverse("wagtailimages:add_multiple"), {"title": "Stars", "files[]": png()}, headers=AJAX)
    assert not SiteImage.objects.exists()
    upload = response.json()["uploaded_file_id"]
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
def test_a_described_picture_has_its_alternative_text_and_a_decorative_one_has_none(db, fields, alternative):
    image = ImageFactory(**fields)
    image.clean()
    assert image.default_alt_text == alternative


def test_a_picture_that_is_neither_described_nor_decorative_is_refused(db):
    with pytest.raises(ValidationError) as refusal:
        SiteImage(title="Stars", file=png()).clean()
    assert "description" in refusal.value.message_dict


def test_a_visitor_gets_the_alternative_text_and_the_credit_of_a_picture(visitor):
    image = ImageFactory(description="Three stars", credit="Drawn by the project")
    page = parse(visitor.get(ProgramFactory(lead_image=image).url))
    assert page.main.img["alt"] == "Three stars"
    assert "Drawn by the project" in page.main.get_text()


def test_every_rendition_is_made_when_a_picture_is_saved(db):
    ImageFactory()
    assert specs() == sorted(renditions.ALL_SPECS)


def test_saving_a_picture_again_makes_no_rendition_twice(db):
    image = ImageFactory()
    image.save()
    assert specs() == sorted(renditions.ALL_SPECS)


def test_a_replaced_file_has_new_renditions_before_a_visitor_comes(editor):
    image = ImageFactory()
    before = set(SiteRendition.objects.values_list("pk", flat=True))
    form = {"title": "Another", "description": "Another one", "credit": "", "tags": "", "collection": "1"}
    response = editor.post(reverse("wagtailimages:edit", args=[image.pk]), form | {"file": png(80, 60, "#a06a12")})
    assert response.status_code == HTTPStatus.FOUND
    assert specs() == sorted(renditions.ALL_SPECS)
    assert not before & set(SiteRendition.objects.values_list("pk", flat=True))
    assert {(80, 60)} == set(
        SiteRendition.objects.filter(filter_spec__startswith="width-960").values_list("width", "height")
    )


def test_a_page_stays_when_its_picture_is_deleted(administrator, visitor):
    program = ProgramFactory(lead_image=ImageFactory())
    administrator.post(reverse("wagtailimages:delete", args=[program.lead_image.pk]))
    assert not SiteImage.objects.exists()
    response = visitor.get(program.url)
    assert response.status_code == HTTPStatus.OK
    assert parse(response).main.img is None


def test_visitors_get_renditions_and_only_staff_the_original(visitor, editor):
    image = ImageFactory()
    rendition = image.renditions.first()
    assert visitor.get(rendition.url).status_code == HTTPStatus.OK
    assert visitor.get(image.file.url).status_code == HTTPStatus.NOT_FOUND
    assert editor.get(image.file.url).status_code == HTTPStatus.OK


@pytest.mark.parametrize("prefix", ["images/../", "images/%2e%2e/", "images/./../", "/", "./"])
def test_a_visitor_cannot_get_an_original_by_another_path(visitor, prefix):
    image = ImageFactory()
    assert visitor.get(f"/media/{prefix}{image.file.name}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["images/../../settings.py", "images/%2e%2e/%2e%2e/settings.py", "images//etc/passwd"])
def test_no_file_outside_the_media_folder_is_served(visitor, path):
    assert visitor.get(f"/media/{path}").status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}


RED = (200, 30, 30)


def red_at(side):
    """An upload: a wide blue picture with a red square near its left or right edge."""
    picture, left = Image.new("RGB", (1200, 400), (30, 30, 200)), {"left": 40, "right": 1060}[side]
    picture.paste(RED, (left, 150, left + 100, 250))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return SimpleUploadedFile("broad.png", file.getvalue(), "image/png")


def focal_point(x):
    return {"focal_point_x": x, "focal_point_y": 200, "focal_point_width": 100, "focal_point_height": 100}


def shows_red(image, spec):
    with image.get_rendition(spec).file.open() as file:
        colours = Image.open(file).convert("RGB").resize((120, 80)).get_flattened_data()
    return any(red > 150 and blue < 100 for red, _, blue in colours)


CROPS = [spec for spec in renditions.ALL_SPECS if spec.startswith("fill-")]


@pytest.mark.parametrize(("side", "x"), [("left", 90), ("right", 1110)])
def test_the_focal_point_that_an_editor_set_is_in_every_crop(db, side, x):
    marked, unmarked = ImageFactory(file=red_at(side), **focal_point(x)), ImageFactory(file=red_at(side))
    assert all(shows_red(marked, spec) for spec in CROPS)
    assert not any(shows_red(unmarked, spec) for spec in CROPS)


def test_a_new_focal_point_has_new_renditions_before_a_visitor_comes(editor, visitor):
    image = ImageFactory(file=red_at("right"), **focal_point(90))
    page = ProgramFactory(lead_image=image)
    form = {"title": "Another", "description": "Another one", "credit": "", "tags": "", "collection": "1"}
    editor.post(reverse("wagtailimages:edit", args=[image.pk]), form | focal_point(1110))
    made = SiteRendition.objects.count()
    image.refresh_from_db()
    assert all(shows_red(image, spec) for spec in CROPS)
    assert visitor.get(page.get_parent().url).status_code == HTTPStatus.OK
    assert SiteRendition.objects.count() == made


@pytest.mark.parametrize("size", [(300, 900), (900, 300), (200, 150)])
def test_beside_a_headline_every_picture_has_the_same_aspect_ratio(db, size):
    image = ImageFactory(file=png(*size))
    shapes = {
        round(image.get_rendition(spec).width / image.get_rendition(spec).height, 1)
        for spec in RENDITION_SETS["landscape"]
    }
    assert shapes == {1.5}


def test_a_cover_is_never_cropped(db):
    image = ImageFactory(file=png(300, 900))
    assert all(
        image.get_rendition(spec).height == 3 * image.get_rendition(spec).width for spec in RENDITION_SETS["cover"]
    )


def make_pictures(**options):
    output = io.StringIO()
    call_command("make_pictures", stdout=output, stderr=output, **options)
    return output.getvalue()


def test_the_command_makes_missing_renditions(db):
    one, other = ImageFactory(title="Complete"), ImageFactory(title="Of an older site")
    other.renditions.filter(filter_spec__contains="avif").delete()
    missing = sum("avif" in spec for spec in renditions.ALL_SPECS)
    output = make_pictures()
    assert f"{missing} rendition(s) made." in output
    assert "Of an older site" in output
    assert "Complete" not in output
    assert {image.renditions.count() for image in (one, other)} == {len(renditions.ALL_SPECS)}


def test_pictures_that_lack_no_rendition_cost_the_command_two_queries(db, django_assert_num_queries):
    make_pictures()  # the front page's social image is in the media folder only once somebody has asked for it
    ImageFactory.create_batch(2)
    with django_assert_num_queries(2):
        assert list(SiteImage.objects.with_missing_renditions()) == []
    assert make_pictures(verbosity=0) == ""


def test_the_command_draws_missing_social_images_too(home):
    page = ProgramFactory()
    make_pictures()
    social_images.default_storage.delete(social_images.storage_name(page))
    assert "1 social image(s) made." in make_pictures()
    assert social_images.default_storage.exists(social_images.storage_name(page))


def test_the_command_names_a_picture_whose_file_is_lost_and_goes_on(db):
    lost, other = ImageFactory(title="Lost"), ImageFactory(title="Kept")
    SiteRendition.objects.all().delete()
    lost.file.storage.delete(lost.file.name)
    output = make_pictures()
    assert "  Lost: " in output
    assert lost.file.name in output
    assert other.renditions.count() == len(renditions.ALL_SPECS)


def picture_tags():
    """Yields (template, place) of every tag that shows a picture."""
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for name in re.findall(r"{%\s*(?:preload_)?picture\s+\S+\s+\"(\w+)\"", path.read_text()):
            yield path.name, name


def test_templates_use_only_the_rendition_sets():
    places = {place for _, place in picture_tags()}
    assert places == PLACES.keys()
    assert {PLACES[place][0] for place in places} == RENDITION_SETS.keys()
    with_wagtails_tags = [
        path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "wagtailimages_tags" in path.read_text()
    ]
    assert with_wagtails_tags == []
