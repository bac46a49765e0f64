"""``python -m evaluation``: score the gold articles, list errors by class, keep the gate."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evaluation import gate, page, report
from evaluation.arguments import arguments
from evaluation.calibration import shares
from evaluation.data import GOLD, judge, load, sha256
from evaluation.errors import errors
from evaluation.matching import matches
from evaluation.predict import predict


def command_line() -> argparse.ArgumentParser:
    """What the command line takes."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description="Score Segundo on gold articles.")
    parser.add_argument("--train", dest="set", action="store_const", const="train", default="dev", help="score train")
    parser.add_argument("--seed", dest="set", action="store_const", const="seed", help="score the founding example")
    parser.add_argument("--errors", nargs=2, metavar=("KIND", "N"), help="list errors: " + ", ".join(report.KINDS))
    parser.add_argument("--shares", choices=report.KINDS, metavar="KIND", help="how often each rule is right")
    parser.add_argument("--model", type=Path, metavar="DIR", help="read with this model, not with the shipped one")
    parser.add_argument("--json", action="store_true", help="all counts as JSON")
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the predictions as JSON lines")
    parser.add_argument("--report", type=Path, metavar="DIR", help="write the documentation's page and plot")
    parser.add_argument("--raise-floors", action="store_true", help="raise the gate's floors to what dev measures now")
    return parser


def main() -> int:
    """Do what was asked; 1 where dev lies under a floor, 2 where the data is not there."""
    parser = command_line()
    options = parser.parse_args()
    if options.errors and (options.errors[0] not in report.KINDS or not options.errors[1].isdecimal()):
        parser.error(f"--errors takes one of {', '.join(report.KINDS)}, and how many of a class to show")
    if not GOLD["dev"].exists():
        parser.error(f"the gold files are not there: {GOLD['dev']}")
    predicted, gold = predict(options.set, model=options.model), load(options.set)
    tally = judge().score(gold, predicted)
    own = arguments(gold, predicted, judge())
    print(json.dumps(tally.result(), indent=1) if options.json else "\n".join(report.lines(tally, own)))
    if options.save:
        text = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in predicted.values())
        options.save.write_text(text, encoding="utf-8")
    if options.errors:
        kind, limit = options.errors
        print("\n".join(report.listing(errors(kind, gold, predicted, judge()), int(limit))))
    if options.shares:
        for rule, (share, records) in shares(matches(options.shares, gold, predicted, judge())).items():
            print(f"{rule:32} {share:.3f}   of {records}")
    if options.report:
        _report(options.report, options.model)
    if options.set != "dev":
        return 0
    return _gate(gate.measured(gold, predicted, judge()), rise=options.raise_floors)


def _report(folder: Path, model: Path | None) -> None:
    from evaluation import plot  # here, since nothing else needs what draws it

    sets = {name: (load(name), predict(name, model=model)) for name in ("dev", "train", "seed")}
    written = page.page(sets, judge())
    (folder / "evaluation.md").write_text(written, encoding="utf-8")
    page.FOR_PAGES.write_text(page.shipped(written), encoding="utf-8")
    (folder / "reliability.svg").write_text(plot.reliability(*sets["dev"], judge()), encoding="utf-8")


def _gate(measured: dict[str, float], *, rise: bool) -> int:
    floors = gate.parse(gate.FLOORS.read_text(encoding="utf-8"))
    if floors.sha256 != sha256("dev"):
        print(f"{gate.FLOORS.name} was made for another dev.jsonl; its floors mean nothing here", file=sys.stderr)
        return 1
    failed = list(gate.under(floors, measured))
    print("\n".join(failed), end="\n" if failed else "", file=sys.stderr)
    if rise and not failed:
        gate.FLOORS.write_text(gate.dump(gate.raised(floors, measured)), encoding="utf-8")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
