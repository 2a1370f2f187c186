"""Fills the table of records by statements of the database: as many as a century of issues has, in seconds.

Countries, sources, years and words are skewed as in life. One word stands in every record, one in a single one.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale

from news.models import Source, WeeklyUpdate

COMMON_WORD, RARE_WORD, PHRASE = "community", "zaluchian", "winter roof appeal"
PER_PAGE = 10

PAGES = """
INSERT INTO wagtailcore_page (path, depth, numchild, title, draft_title, slug, url_path, live, has_unpublished_changes,
  owner_id, content_type_id, seo_title, show_in_menus, search_description, expired, locked, translation_key, locale_id,
  first_published_at, last_published_at)
SELECT %(path)s || lpad((n + 1)::text, 4, '0'), %(depth)s, 0, 'Update ' || n, 'Update ' || n, 'update-' || n,
  %(url_path)s || 'update-' || n || '/', true, false, NULL, %(content_type)s, '', false, '', false, false,
  md5('page' || n)::uuid, %(locale)s, day, day
FROM (SELECT n, timestamptz '2026-11-27 21:00+00' - n * interval '1 week' AS day
  FROM generate_series(1, %(pages)s) AS n) AS updates
"""

# power() of a number that is as likely anywhere from 0 to 1: small numbers are more frequent, as ranks are.
RECORDS = """
INSERT INTO news_record (page_id, position, key, kind, label, anchor, title, byline, source_name, date, url, text,
  sources, countries, bills, vector)
SELECT page_id, position, substr(md5(n::text), 1, 16), 'clipping', 'Clipping', 'clipping-' || position, title, '',
  'Source ' || source, date, 'https://news.example.org/' || n, text, ARRAY['source-' || source],
  CASE WHEN n %% 3 = 0 THEN ARRAY[country, other] ELSE ARRAY[country] END,
  CASE WHEN n %% 200 = 7 THEN ARRAY['118-hr-1911'] ELSE ARRAY[]::varchar[] END,
  setweight(to_tsvector('english', title), 'A')
  || setweight(to_tsvector('english', 'source ' || source || to_char(date, '" y"YYYY" m"YYYYMM" d"YYYYMMDD')), 'B')
  || setweight(to_tsvector('english', text), 'C')
FROM (
  SELECT n, position, page_id, date, country, other, source, words[1] || ' ' || words[2] || ' ' || words[3] AS title,
    array_to_string(words, ' ') || ' ' || %(common)s || CASE WHEN n %% 100 = 5 THEN ' ' || %(phrase)s ELSE '' END
    || CASE WHEN n = 4321 THEN ' ' || %(rare)s ELSE '' END AS text
  FROM (
    SELECT n, (n - 1) %% 10 + 1 AS position, page.id AS page_id,
      page.first_published_at::date - (n * 7919) %% 7 AS date,
      (%(countries)s::text[])[1 + floor(15 * power(random(), 3))] AS country,
      (%(countries)s::text[])[1 + floor(15 * random())] AS other,
      1 + floor(120 * power(random(), 4))::int AS source,
      (SELECT array_agg('word' || floor(4000 * power(random(), 4))::int) FROM generate_series(1, 30 + 0 * n)) AS words
    FROM generate_series(1, %(records)s) AS n
    JOIN wagtailcore_page page ON page.slug = 'update-' || ((n - 1) / 10 + 1)
  ) AS chosen
) AS written
"""
COUNTRIES = ["UA", "RU", "MD", "GE", "AZ", "KZ", "UZ", "LV", "LT", "EE", "BY", "AM", "KG", "TJ", "TM"]


def fill(index, pages: int) -> None:
    """Add so many live pages below an index page with one page, and ten clippings of each."""
    Source.objects.bulk_create(Source(name=f"Source {n}", slug=f"source-{n}") for n in range(1, 121))
    place = {"path": index.path, "url_path": index.url_path, "depth": index.depth + 1, "pages": pages}
    place["content_type"] = ContentType.objects.get_for_model(WeeklyUpdate).pk
    words = {"common": COMMON_WORD, "rare": RARE_WORD, "phrase": PHRASE, "countries": COUNTRIES}
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # else VACUUM does not yet see that all are committed
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(PAGES, place | {"locale": Locale.get_default().pk})
        cursor.execute("ANALYZE wagtailcore_page")
        cursor.execute(RECORDS, words | {"records": pages * PER_PAGE})
        cursor.execute("VACUUM (ANALYZE) news_record")
