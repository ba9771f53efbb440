"""The settings of one language, which the environment names: Pelican makes one language in a run.

Its own translations are links between articles of one site, whose lists are all in the default language.
"""

import json
import os
import pathlib

from babel.dates import format_date

DEFAULT_LANG = os.environ["LANGUAGE_OF_SITE"]
_site = json.loads(pathlib.Path("site.json").read_text("utf-8"))
LANGUAGES = _site["languages"]
HERE = LANGUAGES[DEFAULT_LANG]
WORDS = _site["words"][DEFAULT_LANG]
TOPICS = {key: names[DEFAULT_LANG] for key, names in _site["topics"].items()}

AUTHOR = SITENAME = HERE["name"]
SITEROOT = _site["base"].rstrip("/")
SITEPATH = f"/{DEFAULT_LANG}"
SITEURL = SITEROOT + SITEPATH
TIMEZONE = "UTC"
PATH = f"content/{DEFAULT_LANG}"
OUTPUT_PATH = f"public/{DEFAULT_LANG}"
ARTICLE_PATHS = ["stories"]
PAGE_PATHS = ["pages"]
THEME = "theme"
THEME_STATIC_DIR = "theme"

ARTICLE_URL = "stories/{slug}/"
ARTICLE_SAVE_AS = "stories/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
TAGS_SAVE_AS = "topics/index.html"
HOME_SAVE_AS = "index.html"
STORIES_SAVE_AS = "stories/index.html"
LOST_SAVE_AS = "404.html"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = DRAFT_SAVE_AS = ""
DIRECT_TEMPLATES = ["home", "stories", "tags", "lost"]
PAGINATED_TEMPLATES = {"stories": None, "tag": None}
DEFAULT_PAGINATION = _site["size"]
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{base_name}/index.html"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
FEED_MAX_ITEMS = _site["feed"]
RSS_FEED_SUMMARY_ONLY = True
FORMATTED_FIELDS = []
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "stories"
MARKDOWN = {"extension_configs": {f"markdown.extensions.{name}": {} for name in ("extra", "meta", "toc")}}
JINJA_FILTERS = {
    "address": lambda path: path.removesuffix("index.html"),
    "day": lambda date: format_date(date, "long", locale=DEFAULT_LANG),
    "minutes": lambda html: max(1, round(len(html.split()) / 213)),
}
