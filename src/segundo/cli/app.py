"""The verbs of ``segundo``. What a verb needs is imported when it runs, so that help and errors come at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from inspect import Parameter, Signature
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from segundo.cli.actors import EACH, UNSURE, WHO, list_actors
from segundo.cli.exporting import add_export
from segundo.cli.fixing import fix
from segundo.cli.options import DEFAULTS, FILTERS, OPTIONS, STORIES
from segundo.cli.output import console, data, lines_of, many, talk, to_json, write_json
from segundo.cli.timelines import add_timelines
from segundo.errors import EmptyError, UsageError

if TYPE_CHECKING:
    from segundo.article import Article, Failure

FAILED_INPUTS = 3
"""The exit status of a run that is done, but could not read some inputs."""

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""

LISTED = 20
"""Failures that ``read`` lists; the ledger has them all."""

app = typer.Typer(
    name="segundo",
    help="Reads Portuguese news and keeps a ledger: who said what, what happened, which figures were given, when, and"
    " according to whom.",
    epilog="Start with: segundo try 'O ministro disse na terça que mais de 200 pessoas fugiram.'",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

LEDGER = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file.", show_default=False)]
PATHS = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Files and directories of articles (text, JSON lines, CSV, HTML, also .gz); - is standard input.",
        show_default=False,
        allow_dash=True,
    ),
]

TELLING = Annotated[
    str | None, typer.Argument(metavar="[ARTICLE]", help="Explain the story of this article.", show_default=False)
]
JOBS = Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; one a core by default.")]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"segundo {version('segundo')}")
        raise typer.Exit


@app.callback()
def segundo(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options of the command as a whole."""


@app.command("try", rich_help_panel="Read")
def try_text(
    text: Annotated[str, typer.Argument(help="Some Portuguese news text; - is standard input.", show_default=False)],
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day it was published, to which its dates refer.")
    ] = None,
) -> None:
    """Show what Segundo finds in a TEXT, without a ledger."""
    from concurrent.futures import ThreadPoolExecutor

    from segundo.article import Article
    from segundo.sources.canonical import canonical
    from segundo.sources.dates import parse_date
    from segundo.sources.encoding import decode

    day = parse_date(published) if published else None
    if published and day is None:
        raise typer.BadParameter(f"{published!r} is no date; write it as 2015-09-03", param_hint="--published")
    text, _ = canonical(decode(sys.stdin.buffer.read())[0] if text == "-" else text)
    if not text.strip():
        raise EmptyError("there is no text", do="Give the text in quotation marks, or - and the text on standard input")
    from segundo.reader import load_reader

    reader = ThreadPoolExecutor(1).submit(load_reader)  # while the finders are imported
    from segundo.cli.preview import tables
    from segundo.pipeline import extract

    article = Article(id="try", text=text, published=day, published_basis="given" if day else "unknown")
    records = extract(article, reader.result())
    with data() as out:
        screen = console(out)
        for table in tables(text, records):
            screen.print(table)


@app.command("extract", rich_help_panel="Read")
def extract_articles(
    paths: PATHS,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")] = None,
    jobs: JOBS = None,
) -> None:
    """Print the records of articles as JSON lines in the gold form, without a ledger."""
    from segundo.article import Failure
    from segundo.export.gold import to_gold
    from segundo.run import analyse
    from segundo.sources import read_sources

    failed = 0
    with data() if output is None else output.open("w", encoding="utf-8", newline="\n") as out:
        for item in analyse(read_sources(paths), jobs=jobs):
            if isinstance(item, Failure):
                failed += 1
                talk(_failure(item))
            else:
                out.write(f"{to_json(to_gold(item.article, item.records))}\n")
    if failed:
        talk(f"{failed:,} failed")
        raise typer.Exit(FAILED_INPUTS)


def _failure(failure: Failure) -> str:
    return f"{failure.source}: {failure.reason} [{failure.code}]"


@app.command("read", rich_help_panel="Read")
def read_articles(
    ledger: LEDGER,
    paths: PATHS,
    jobs: JOBS = None,
    again: Annotated[bool, typer.Option("--again", help="Read also what the ledger holds, unchanged.")] = False,
) -> None:
    """Read articles into a ledger, which is made if it is not there. What it holds already is passed over."""
    from segundo.article import Failure
    from segundo.cli.summary import progress, summary
    from segundo.ledger import open_ledger
    from segundo.run import read_into
    from segundo.sources import read_sources
    from segundo.sources.foreign import FOREIGN

    failures: list[Failure] = []
    undated = foreign = 0
    items = read_sources(paths)
    try:
        if not ledger.exists():
            failed, first = _until_an_article(items)
            if first is None:
                talk(f"{ledger} was not made: there is no article that can be read")
                _list(failed, f"{len(failed) - LISTED:,} more failed")
                raise typer.Exit(FAILED_INPUTS)
            items = chain(failed, [first], items)
        with open_ledger(ledger, write=True) as book, progress() as advance:

            def done(item: Article | Failure) -> None:
                nonlocal undated, foreign
                advance()
                if isinstance(item, Failure):
                    failures.append(item)
                else:
                    undated += item.published is None
                    foreign += FOREIGN in item.notes

            result = read_into(book, items, jobs=jobs, again=again, done=done)
    except KeyboardInterrupt:
        talk(f"Stopped. {ledger} keeps what was read; the same command reads the rest")
        raise typer.Exit(INTERRUPTED) from None
    talk(f"{ledger}: {summary(result)}")
    if undated:
        talk(f"{many(undated, 'article')} without a day of publication: days that depend on it stay open")
    if foreign:
        talk(f"{many(foreign, 'article')} that {FOREIGN}: what was found there is worth little")
    _list(failures, f"segundo stats {ledger} --failures lists all {len(failures):,} of them")
    if failures:
        raise typer.Exit(FAILED_INPUTS)


def _until_an_article(items: Iterator[Article | Failure]) -> tuple[list[Failure], Article | None]:
    """The first article, None where there is none, and the failures before it."""
    from segundo.article import Failure

    failed: list[Failure] = []
    for item in items:
        if not isinstance(item, Failure):
            return failed, item
        failed.append(item)
    return failed, None


def _list(failures: Sequence[Failure], rest: str) -> None:
    """Tell of the first failures and, where there are more, what is to be said of the rest."""
    for failure in failures[:LISTED]:
        talk(_failure(failure))
    if len(failures) > LISTED:
        talk(rest)


def _listing(kind: str, help_text: str) -> None:
    """Add the verb that lists one kind of rows."""

    def command(ledger: Path, **options: Any) -> None:
        from segundo.cli.listing import list_rows
        from segundo.ledger import open_ledger

        with open_ledger(ledger) as book, data() as out:
            list_rows(kind, getattr(book, kind), lambda wanted: book.count(kind, wanted), options, out)

    _add(kind, help_text, command)


def _add(kind: str, help_text: str, command: Callable[..., None], *more: Parameter) -> None:
    """Add a verb that has the filters of a kind of rows, and more parameters before these."""
    parameters = [Parameter("ledger", Parameter.POSITIONAL_OR_KEYWORD, annotation=LEDGER), *more]
    parameters += [
        Parameter(name, Parameter.KEYWORD_ONLY, default=DEFAULTS.get(name), annotation=OPTIONS[name])
        for name in (STORIES if kind == "stories" else FILTERS[kind])
    ]
    cast(Any, command).__signature__ = Signature(parameters)
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(kind, help=help_text, rich_help_panel="Look")(command)


_listing("statements", "Who said what.")
_listing("figures", "Which figures were given, and by whom.")
_listing("events", "What happened, is planned, wanted or denied, and who says so.")
_listing("times", "The time expressions and what they mean.")
_add(
    "actors",
    "Persons, organisations, states and places over all articles; or all about one, and why its names are its own.",
    list_actors,
    Parameter("who", Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=WHO),
    Parameter("each", Parameter.KEYWORD_ONLY, default=False, annotation=EACH),
    Parameter("unsure", Parameter.KEYWORD_ONLY, default=False, annotation=UNSURE),
)
_listing("articles", "The articles that were read.")


def _stories(ledger: Path, article: str | None, **options: Any) -> None:
    """The list of stories, or the articles of one."""
    from segundo.cli.listing import list_rows
    from segundo.cli.options import to_filter
    from segundo.ledger import Filter, open_ledger

    if article is not None and to_filter(options, table=False) != Filter():
        raise UsageError("the story of an ARTICLE is shown whole", do="Leave the filters out, or the ARTICLE")
    with open_ledger(ledger) as book, data() as out:
        if article is None:
            list_rows("stories", book.stories, book.count_stories, options, out)
        else:
            told = book.story(article)
            list_rows("story", lambda _: told, lambda _: len(told), {**options, "limit": 0}, out)


_add(
    "stories",
    "List the happenings that several articles tell of, or the articles of one and why they belong together.",
    _stories,
    Parameter("article", Parameter.POSITIONAL_OR_KEYWORD, default=None, annotation=TELLING),
)


@app.command(rich_help_panel="Look")
def show(
    ledger: LEDGER,
    id: Annotated[str, typer.Argument(metavar="ID", help="A record's or an article's id, or how it begins.")],
) -> None:
    """Show the passage of a record (or all of an article) with what was found marked under it."""
    from segundo.cli.show import page
    from segundo.ledger import open_ledger

    with open_ledger(ledger) as book, data() as out:
        screen = console(out)
        for line in page(book, id, screen.width):
            screen.print(line, soft_wrap=True)


@app.command(rich_help_panel="Look")
def serve(
    ledger: LEDGER,
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="Listen at this port; 0 takes a free one.")
    ] = 8765,
) -> None:
    """Look at a ledger in a browser, on this machine only. Others may go on writing to it meanwhile."""
    try:
        from segundo.web.serving import serve as serve_pages
    except ModuleNotFoundError as error:
        raise UsageError(f"the pages need {error.name}", do="pip install 'segundo[web]'") from error
    serve_pages(ledger, port)


add_export(app)
add_timelines(app)
app.add_typer(fix, name="fix", rich_help_panel="Keep")


@app.command("import", rich_help_panel="Keep")
def import_lines(
    ledger: LEDGER,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What `export LEDGER jsonl` wrote.", show_default=False)],
) -> None:
    """Write articles with their records into a ledger, just as another ledger held them; nothing is read anew."""
    from segundo.export.jsonlines import add_lines, read_jsonlines
    from segundo.ledger import open_ledger

    with lines_of(path) as source:
        items = read_jsonlines(source)
        first = list(islice(items, 1))  # before a ledger is made of what is none
        if not first and not ledger.exists():
            raise EmptyError("it is empty", where=str(path))
        with open_ledger(ledger, write=True) as book:
            count = add_lines(book, chain(first, items))
            book.compare()
    talk(f"{ledger}: {many(count, 'article')}")


@app.command(rich_help_panel="Keep")
def verify(ledger: LEDGER) -> None:
    """Check every offset and hash of a ledger; problems are listed, and the exit status is 1."""
    from segundo.ledger import open_ledger

    found = 0
    with open_ledger(ledger) as book, data() as out:
        for problem in book.verify():
            out.write(f"{problem.id}\t{problem.what}\n")
            found += 1
    talk(f"{ledger}: {many(found, 'problem')}" if found else f"{ledger}: every offset and hash is right")
    if found:
        raise typer.Exit(1)


@app.command(rich_help_panel="Keep")
def stats(
    ledger: LEDGER,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    failures: Annotated[bool, typer.Option("--failures", help="List the inputs that could not be read.")] = False,
) -> None:
    """Show how much a ledger holds, and how much of it counts once."""
    from segundo.cli.summary import overview
    from segundo.ledger import open_ledger

    with open_ledger(ledger) as book, data() as out:
        if failures:
            out.writelines(f"{_failure(failure)}\n" for failure in book.failures())
        elif as_json:
            write_json([book.stats()], out)
        else:
            console(out).print(overview(book.stats()))
