"""The reliability plot, ``docs/reliability.svg``: for each kind of record the share that is right against the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import vl_convert

from evaluation.calibration import bins, scored
from evaluation.data import Judge
from evaluation.matching import MEASURE
from segundo.export.gold import Gold


def reliability(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> str:
    """The plot as SVG: a point for each bin, larger with more records, and the line on which all should lie."""
    points = [
        {"kind": kind, "score": round(bin.score, 3), "right": round(bin.right, 3), "records": bin.records}
        for kind in MEASURE
        for bin in bins(scored(kind, gold, predicted, judge).records)
    ]
    svg: str = vl_convert.vegalite_to_svg(_specification(points))
    return svg


def _specification(points: list[dict[str, Any]]) -> dict[str, Any]:
    def axis(field: str, title: str) -> dict[str, Any]:
        scale = {"domain": [0, 1]}
        return {"field": field, "type": "quantitative", "scale": scale, "title": title, "axis": {"tickCount": 5}}

    x, y = axis("score", "score"), axis("right", "share right")
    line = {
        "data": {"values": [{"score": 0, "right": 0}, {"score": 1, "right": 1}]},
        "mark": {"type": "line", "color": "#bbb", "strokeDash": [4, 4]},
        "encoding": {"x": x, "y": y},
    }
    marks = {
        "mark": {"type": "point", "filled": True, "opacity": 0.85},
        "encoding": {
            "x": x,
            "y": y,
            "size": {"field": "records", "type": "quantitative", "title": "records"},
            "color": {"value": "#2a6f97"},
        },
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": points},
        "facet": {"column": {"field": "kind", "type": "nominal", "title": None, "sort": [*MEASURE]}},
        "spec": {"width": 170, "height": 170, "layer": [line, marks]},
        "config": {"background": "white"},
    }
