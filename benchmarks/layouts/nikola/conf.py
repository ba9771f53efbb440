"""The settings of the site of benchmarks/peers/nikola.py."""

import json
import pathlib

from babel.dates import format_date

_site = json.loads(pathlib.Path("site.json").read_text("utf-8"))
_tags = _site["tags"]
_languages = _site["languages"]

DEFAULT_LANG = _tags[0]
TRANSLATIONS = {tag: f"./{tag}" for tag in _tags}
TRANSLATIONS_PATTERN = "{path}.{lang}.{ext}"
BLOG_AUTHOR = BLOG_TITLE = {tag: _languages[tag]["name"] for tag in _tags}
BLOG_DESCRIPTION = {tag: _languages[tag]["tagline"] for tag in _tags}
BLOG_EMAIL = "nobody@example.org"
SITE_URL = _site["base"]
TIMEZONE = "UTC"
THEME = "bench"
POSTS = (("posts/*.md", "stories", "post.tmpl"),)
PAGES = (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.extra", "markdown.extensions.toc"]

INDEX_PATH = dict.fromkeys(_tags, "stories")
INDEX_DISPLAY_POST_COUNT = _site["size"]
SHOW_INDEX_PAGE_NAVIGATION = True
INDEXES_STATIC = False
INDEXES_PRETTY_PAGE_URL = ["page", "{number}", "{index_file}"]
TAG_PATH = dict.fromkeys(_tags, "topics")
TAG_PAGES_ARE_INDEXES = True
PRETTY_URLS = STRIP_INDEXES = True
FEED_LENGTH = _site["feed"]
GENERATE_ATOM = False
ENABLE_AUTHOR_PAGES = False
CREATE_DAILY_ARCHIVE = CREATE_MONTHLY_ARCHIVE = CREATE_SINGLE_ARCHIVE = False
COPY_SOURCES = SHOW_SOURCELINK = USE_BUNDLES = False
DISABLED_PLUGINS = [
    "classify_archive",
    "classify_authors",
    "classify_categories",
    "classify_page_index",
    "render_galleries",
    "render_listings",
    "robots",
    "scale_images",
    "sitemap",
]
GLOBAL_CONTEXT = {
    "LANGUAGES": _languages,
    "ALL_WORDS": _site["words"],
    "TOPICS": _site["topics"],
    "COUNTS": _site["counts"],
}
TEMPLATE_FILTERS = {
    "absolute": lambda path: _site["base"] + path.lstrip("/"),
    "day": lambda date, tag: format_date(date, "long", locale=tag),
    "elsewhere": lambda path, tag: f"/{tag}/{path.lstrip('/').partition('/')[2]}",
}
