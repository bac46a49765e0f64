"""The fit of log-linear models; one behaviour each."""

from __future__ import annotations

import numpy as np
import pytest

from training.loglinear import Design, fit_choice, fit_classes


def test_a_choice_is_as_likely_as_it_was_frequent() -> None:
    design = Design([{"bias": 1.0}] * 8)
    w = fit_choice(design, np.arange(8), np.array([1.0, 0, 0, 0] * 2), design.penalty(1.0, {}))
    assert 1 / (1 + np.exp(-w[0])) == pytest.approx(0.25, abs=0.01)


def test_the_options_of_a_case_share_its_probability() -> None:
    design = Design([{"bias": 1.0}, {"bias": 1.0}] * 4)
    w = fit_choice(design, np.repeat(np.arange(4), 2), np.array([1.0, 0] * 4), design.penalty(1.0, {}))
    raised = float(np.exp(w[0]))
    assert 2 * raised / (1 + 2 * raised) > 0.9


def test_a_feature_has_the_value_that_its_row_gives() -> None:
    design = Design([{"bias": 1.0, "size": size} for size in (0.5, 2.0, 3.0)])
    assert design.times(np.array([0.0, 2.0])).tolist() == [1.0, 4.0, 6.0]


def test_without_evidence_classes_follow_the_prior() -> None:
    design = Design([{"bias": 1.0}] * 4, ["cue"])
    prior = np.array([[0.0, 0.0], [0.0, 3.0]])
    w = fit_classes(design, np.array([0, 1, 0, 1]), design.penalty(1.0, {}), prior)
    assert w[design.column["cue"]].tolist() == pytest.approx([0.0, 3.0])


def test_rare_features_are_left_out() -> None:
    assert Design([{"bias": 1.0, "once": 1.0}, {"bias": 1.0}, {"bias": 1.0}]).names == ["bias"]
