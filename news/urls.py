from django.urls import path, re_path

from .search import views
from .views import bills, clipping, clippings, draft, feeds, sitemap, sources

urlpatterns = [
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    re_path(r"^sitemap-pages-(?P<part>[1-9][0-9]{0,5})\.xml$", sitemap.sitemap_pages, name="sitemap_pages"),
    re_path(r"^sitemap-views-(?P<part>[1-9][0-9]{0,5})\.xml$", sitemap.sitemap_views, name="sitemap_views"),
    path("search/", views.search, name="search"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds.opml", feeds.opml, name="opml"),
    path("opensearch.xml", feeds.opensearch, name="opensearch"),
    path("clippings/", clippings.clippings, name="clippings"),
    path("clippings/by/<slug:name>/", clippings.clipping_values, name="clipping_values"),
    path("clippings/<str:key>/", clipping.clipping, name="clipping"),
    path("draft/<slug:token>/", draft.show_draft, name="draft"),
    path("draft/<slug:token>", draft.show_draft),  # as it is pasted
    path(
        "draft/<slug:token>/documents/<int:document_id>/<str:filename>",
        draft.send_draft_document,
        name="draft_document",
    ),
    re_path(r"^draft(?:/.*)?$", draft.answer_unknown),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:slug>/", sources.source, name="source"),
    path("bills/", bills.bills, name="bills"),
    path("bills/<int:congress>/<slug:kind>/<int:number>/", bills.bill, name="bill"),
]
