"""The cascade of rules, over a language of three words."""

from __future__ import annotations

import pytest

from segundo.article import Span
from segundo.cascade import Cascade, Node

WORDS = [
    {"class": "colour", "value": "R", "forms": "red|scarlet"},
    {"class": "thing", "value": "B", "forms": "ball"},
    {"class": "filler", "value": "", "forms": "the"},
]
SHAPES = [{"classes": "count", "pattern": r"\d+"}]


def rule(name: str, pattern: str, level: int = 0, yields: str = "node") -> dict[str, str]:
    return {"level": str(level), "rule": name, "pattern": pattern, "yields": yields}


def parse(text: str, *rules: dict[str, str], light: tuple[str, ...] = ()) -> list[Node]:
    upos = {text.index(word): "NOUN" for word in ("ball",) if word in text}
    return Cascade(WORDS, SHAPES, rules, light).parse(text, [Span(0, len(text))], upos)


def found(text: str, *rules: dict[str, str]) -> list[tuple[str, str]]:
    return [(node.row["rule"], text[slice(*node.span)]) for node in parse(text, *rules)]


def test_class_captures_the_value_of_its_word() -> None:
    (node,) = parse("a Scarlet ball", rule("pair", "<colour:c> <thing:t>"))
    assert (node.words, node.span) == ({"c": "R", "t": "B"}, (2, 14))


def test_shape_is_captured_as_it_is_written() -> None:
    assert parse("12 balls", rule("count", "<count:n>"))[0].words == {"n": "12"}


def test_longer_match_wins_then_the_earlier_rule() -> None:
    one, same, two = rule("one", "<colour>"), rule("same", "<colour>"), rule("two", "<colour> <thing>")
    assert found("red ball, red", one, same, two) == [("two", "red ball"), ("one", "red")]


def test_what_a_level_makes_is_a_class_of_the_next() -> None:
    (node,) = parse("red red ball", rule("tint", "<colour:c>", 0, "tint"), rule("two", "<tint:a> <tint:b>", 1))
    assert {name: inner.words for name, inner in node.nodes.items()} == {"a": {"c": "R"}, "b": {"c": "R"}}


def test_marked_part_leaves_its_context_to_others() -> None:
    assert found("red ball", rule("thing", "<colour> «<thing>»"), rule("colour", "<colour>")) == [
        ("colour", "red"),
        ("thing", "ball"),
    ]


def test_lookbehind_takes_alternatives_of_different_widths() -> None:
    rules = rule("after", "(?<=the|red red) <thing>")
    assert found("the ball", rules) == found("red red ball", rules) == [("after", "ball")]
    assert found("ball", rules) == []


def test_part_of_speech_capital_and_end() -> None:
    assert found("red ball", rule("noun", "<NOUN>")) == [("noun", "ball")]
    assert found("Red red", rule("capital", "<Capital>")) == [("capital", "Red")]
    assert found("red red", rule("last", "<colour> $")) == [("last", "red")]


def test_words_far_from_each_other_are_no_neighbours() -> None:
    text = f"red {'x ' * 20}ball"
    assert found(text, rule("pair", "<colour> <thing>")) == []


def test_light_word_alone_is_not_read() -> None:
    assert parse("the x", rule("the", "<filler>"), light=("filler",)) == []


def test_each_alternative_and_what_may_be_left_out() -> None:
    either = rule("either", "<colour> (big)? <thing>|<count>? the")
    assert found("red ball", either) == [("either", "red ball")]
    assert found("red big ball", either) == [("either", "red big ball")]
    assert found("12 the", either) == [("either", "12 the")]
    assert found("the", either) == [("either", "the")]


def test_one_of_a_group_suffices_wherever_it_stands() -> None:
    nested = rule("nested", "((red|<count>) (big|small)|scarlet) (<thing>|box)")
    assert found("12 small ball", nested) == [("nested", "12 small ball")]
    assert found("scarlet box", nested) == [("nested", "scarlet box")]
    assert found("red box", nested) == []
    apart = rule("apart", "(?<!12|big|small) <thing> (?!red)(?=the|box)|(?<=small) <thing> (the box)*")
    assert found("a ball the", apart) == found("12 a ball box", apart) == [("apart", "ball")]
    assert found("small ball the box", apart) == [("apart", "ball the box")]
    assert found("ball", apart) == found("big ball box", apart) == []


def test_pattern_that_is_no_expression_is_an_error_where_it_is_tried() -> None:
    with pytest.raises(ValueError, match="rule odd"):
        parse("red", rule("odd", "<colour> )"))


def test_pattern_that_names_no_class_is_an_error() -> None:
    with pytest.raises(ValueError, match="rule odd"):
        parse("red", rule("odd", "<shade>"))
