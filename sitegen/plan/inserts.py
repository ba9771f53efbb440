"""What templates put into running text: pictures, structured blocks, boxes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sitegen import structured, urls
from sitegen.locales import native_name
from sitegen.markdown import Box, Figure, Insert, has_words, inserts, normalise
from sitegen.plan.pictures import Pictures
from sitegen.plan.tracks import tracks
from sitegen.plan.voice import Voice
from sitegen.stories import Film, Picture, Story
from sitegen.structured import Chart, Gallery, GalleryPicture, Itinerary, Quote, Stop, Video
from sitegen.theme import INSERT_TEMPLATES, Theme
from sitegen.views import (
    BoxView,
    ChartRowView,
    ChartView,
    FigureView,
    GalleryView,
    InsertView,
    ItineraryView,
    Phrase,
    PictureView,
    QuoteView,
    StopView,
    TrackView,
    VideoView,
)

_NAMES = {
    Figure: "figure",
    Gallery: "gallery",
    Quote: "quote",
    Video: "video",
    Chart: "chart",
    Itinerary: "itinerary",
    Box: "box",
}


class Inserts:
    """Makes the views of inserts of a site in one language."""

    def __init__(self, voice: Voice, pictures: Pictures, theme: Theme) -> None:
        self._voice = voice
        self._pictures = pictures
        self._theme = theme

    def views(self, story: Story, path: str, links: Mapping[str, str]) -> tuple[tuple[InsertView, str, str], ...]:
        """Return the inserts of a text on the page at `path`, each with its template and that one's digest.

        `links` are the addresses of the text's own links on that page; what is not among them is not linked.
        """
        teller = _Teller(self._voice, self._pictures, story, path, links)
        found = []
        for insert in inserts(story.document):
            name = INSERT_TEMPLATES[_NAMES[type(insert)]]
            template = self._theme.templates.get(name)
            found.append((teller.view(insert), name, template.digest if template else ""))
        return tuple(found)


class _Teller:
    """Makes the views of one text's inserts on one page."""

    def __init__(self, voice: Voice, pictures: Pictures, story: Story, path: str, links: Mapping[str, str]) -> None:
        self._voice = voice
        self._pictures = pictures
        self._story = story
        self._path = path
        self._links = links
        self._files = dict(story.pictures)

    def view(self, insert: Insert) -> InsertView:
        """Return the view of an insert."""
        match insert:
            case Figure():
                alt = "" if insert.decorative else insert.alt
                return self._figure(insert.src, alt, insert.caption, self._files[insert.src].credit)
            case Box():
                return BoxView(classes=insert.classes)
            case Gallery():
                pictures = tuple(self._gallery_picture(picture) for picture in insert.pictures)
                return GalleryView(title=self._say(insert.title), pictures=pictures)
            case Quote():
                return QuoteView(text=self._say(insert.text), by=self._say(insert.by), source=self._say(insert.source))
            case Video():
                return self._video(insert)
            case Chart():
                return self._chart(insert)
            case Itinerary():
                stops, day = [], 0
                for stop in insert.stops:
                    stops.append(self._stop(stop, day))
                    day = stop.day or day
                return ItineraryView(title=self._say(insert.title), stops=tuple(stops), source=self._say(insert.source))

    def _say(self, text: str, context: str | None = None) -> Phrase:
        """Return a text of a block; one without words is nobody's language."""
        normal = normalise(text)
        return self._voice.of_story(self._story, normal, context) if has_words(normal) else self._voice.own(normal)

    def _link(self, target: str) -> str:
        return urls.relative(self._path, target)

    def _picture(self, picture: Picture, alt: str) -> PictureView:
        return self._pictures.view(picture.for_language(self._voice.tag), self._say(alt), self._link)

    def _figure(self, src: str, alt: str, caption: str, credit: str) -> FigureView:
        picture = self._picture(self._files[src], alt)
        return FigureView(picture=picture, caption=self._say(caption), credit=self._say(credit, "credit"))

    def _gallery_picture(self, picture: GalleryPicture) -> FigureView:
        credit = picture.credit or self._files[picture.file].credit
        return self._figure(picture.file, picture.alt, picture.caption, credit)

    def _video(self, video: Video) -> VideoView:
        film = dict(self._story.films).get(video.file)
        return VideoView(
            title=self._say(video.title),
            url=self._link(self._pictures.film(film)) if film else video.url,
            type=film.type if film else "",
            host="" if film else structured.host(video.url),
            still=self._still(video, self._files[video.still]),
            length=self._voice.digits(video.length),
            tracks=self._tracks(video, film) if film else (),
            transcript=self._say(video.transcript),
            credit=self._say(video.credit or self._files[video.still].credit, "credit"),
        )

    def _tracks(self, video: Video, film: Film) -> tuple[TrackView, ...]:
        return tuple(
            TrackView(
                kind=video.track,
                url=self._link(self._pictures.subtitles(film, recipe)),
                language=recipe.language,
                label=native_name(recipe.language),
                default=number == 0,
            )
            for number, recipe in enumerate(tracks(self._voice, self._story, film))
        )

    def _still(self, video: Video, picture: Picture) -> PictureView:
        """Return a film's still: browsers know it in one size only, a link to a film elsewhere has it as a picture."""
        if not video.file:
            return self._picture(picture, video.alt)
        return self._pictures.still(picture.for_language(self._voice.tag), self._say(video.alt), self._link)

    def _chart(self, chart: Chart) -> ChartView:
        most = max((row.value for row in chart.rows), default=0) or 1
        rows = tuple(
            ChartRowView(
                label=self._say(row.label),
                amount=self._voice.number(Decimal(repr(row.value))),
                share=round(1000 * row.value / most),
            )
            for row in chart.rows
        )
        return ChartView(
            title=self._say(chart.title), unit=self._say(chart.unit, "unit"), source=self._say(chart.source), rows=rows
        )

    def _stop(self, stop: Stop, day: int) -> StopView:
        voice = self._voice
        return StopView(
            place=self._say(stop.place, "place.name"),
            url=self._links.get(stop.story, ""),
            day=voice.number(stop.day) if stop.day is not None and stop.day != day else "",
            distance=voice.measure(stop.distance, "kilometer") if stop.distance is not None else "",
            height=voice.measure(stop.height, "meter") if stop.height is not None else "",
            time=self._say(stop.time),
            text=self._say(stop.text),
        )
