"""A series of figures as a chart: a Vega-Lite specification, drawn on this side, so that pages need no script."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from segundo.ledger import PointRow
from segundo.web.words import Say

NAMED = 7
"""Sources that have a colour of their own; the others share one."""
COLOURS = ("#2a78b8", "#c2571a", "#1f8f68", "#a4568f", "#8a7a00", "#5f66cf", "#c93756", "#74797c")
"""Each has a contrast of 3 to 1 or more with light and with dark paper; the last is that of all others."""
SHAPES = {
    "exact": "circle", "about": "diamond", "at_least": "triangle-up", "at_most": "triangle-down", "range": "square",
}  # fmt: skip
FEW_DAYS = 8
"""So many days or fewer are all named on the axis."""
WIDE = 50
"""Where the greatest value is more than so many times the least, the axis is logarithmic."""

_HERE = "https://segundo.invalid"
"""Stands for this service's address while a chart is drawn: what draws it resolves addresses by one of its own."""
_LOCALES = {"pt": "pt-BR", "en": "en-GB"}
_DAY = {"pt": "%d/%m/%Y", "en": "%Y-%m-%d"}


def spec(shown: Sequence[PointRow], title: str, from_zero: bool, say: Say, language: str) -> dict[str, Any]:
    """The chart of points that have a day, in Vega-Lite."""
    common = Counter(source(point, say) for point in shown).most_common(NAMED)
    others = say("other_sources")
    named = [name for name, _ in common]
    listed = named if {source(point, say) for point in shown} <= set(named) else [*named, others]
    bounds = [bound for bound in SHAPES if any(point.bound == bound for point in shown)]
    days = sorted({str(point.day) for point in shown})
    values: list[dict[str, Any]] = [
        {
            "day": str(point.day),
            "value": point.value,
            "high": point.high if point.high is not None else point.value,
            "source": name if (name := source(point, say)) in named else others,
            "bound": say(f"bound_name.{point.bound}"),
            "revised": point.superseded_by is not None,
            "words": f"{point.number or point.value} {point.what or ''} · {source(point, say)} · {point.day}",
            "to": f"{_HERE}/article?{urlencode({'id': point.article})}#{point.id}",
        }
        for point in shown
    ]
    amounts = [value for each in values for value in (each["value"], each["high"])]
    # Where some are hundreds of times the others, these would all lie on the axis.
    wide = min(amounts) > 0 and max(amounts) > WIDE * min(amounts)
    scale = {"type": "log"} if wide else {"zero": from_zero, "nice": True}
    encoding = {
        "x": {
            "field": "day", "type": "temporal", "title": None, "scale": {"type": "utc", "padding": 24},
            "axis": {"format": _DAY[language], "labelOverlap": True, "grid": False}
            | ({"values": days} if len(days) <= FEW_DAYS else {"tickCount": FEW_DAYS}),
        },
        "y": {
            "field": "value", "type": "quantitative", "scale": scale,
            "title": say("log_scale", title=title) if wide else title,
        },
        "color": {
            "field": "source", "type": "nominal", "title": say("speaker"), "sort": listed,
            "scale": {"domain": listed, "range": [*COLOURS[: len(named)], COLOURS[-1]][: len(listed)]},
        },
    }  # fmt: skip
    marked = {
        "shape": {
            "field": "bound", "type": "nominal", "title": say("bound"),
            "scale": {
                "domain": [say(f"bound_name.{bound}") for bound in bounds],
                "range": [SHAPES[bound] for bound in bounds],
            },
        },
        "href": {"field": "to"},
        "description": {"field": "words"},
        "fillOpacity": {"condition": {"test": "datum.revised", "value": 0.35}, "value": 0.9},
    }  # fmt: skip
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": values},
        "width": 760,
        "height": 280,
        "background": None,
        "encoding": encoding,
        "layer": [
            {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"y2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 110, "stroke": None, "opacity": 1}, "encoding": marked},
        ],
        "config": {
            "font": "system-ui, DejaVu Sans, sans-serif",
            "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
            "legend": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 160},
            "view": {"stroke": None, "opacity": 1},
            "point": {"strokeWidth": 1.5},
        },
    }


def svg(chart: dict[str, Any], language: str) -> str:
    """A chart as SVG; its points lead to their words on these pages."""
    return _svg(json.dumps(chart, ensure_ascii=False), language)


def png(chart: dict[str, Any], language: str) -> bytes:
    """A chart as PNG, on white, twice as wide as in a page."""
    drawn: bytes = _drawer().vegalite_to_png({**chart, "background": "white"}, scale=2, **_locale(language))
    return drawn


def source(point: PointRow, say: Say) -> str:
    """Who gives a point; an outlet that says so in its own word by its name."""
    return point.source or say("unknown_speaker")


@lru_cache(maxsize=512)
def _svg(chart: str, language: str) -> str:
    drawn: str = _drawer().vegalite_to_svg(json.loads(chart), **_locale(language))
    return drawn.replace(_HERE, "")


@cache
def _drawer() -> Any:
    import vl_convert

    return vl_convert


def _locale(language: str) -> dict[str, str]:
    return {"format_locale": _LOCALES[language], "time_format_locale": _LOCALES[language]}
