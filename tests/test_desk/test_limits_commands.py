"""A command loads what it needs, no more; the list of commands says what each says of itself."""

import inspect
import subprocess
import sys

import pytest
import typer

from desk.application import COMMANDS, load

HEAVY = ("sqlalchemy", "whoosh", "pdfplumber", "docx", "ruamel", "alembic")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_repeats_the_first_line_of_each(name):
    command = load(name)
    text = command.info.help if isinstance(command, typer.Typer) else inspect.getdoc(command)
    assert text.splitlines()[0] == COMMANDS[name][1]


def loaded_after(program):
    """Return the packages that a program has loaded, with their rooms: `archive`, `archive.catalogue`."""
    names = "{'.'.join(name.split('.')[:depth]) for name in sys.modules for depth in (1, 2)}"
    report = f"import sys; print(*sorted({names}), file=sys.__stdout__)"
    done = subprocess.run([sys.executable, "-c", f"{program}\n{report}"], capture_output=True, check=True, text=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_by_itself(name):
    """Nothing but its own module was loaded before; the other tests' commands find all modules loaded."""
    program = f"from desk.application import load; load({name!r})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments", [("status",), ("search", "水质"), ("check", "--no-keep", "--json"), ("why", "没有这份"), ("nosuch",)]
)
def test_a_new_process_says_what_a_forked_one_says(demo, run, fresh, arguments):
    assert fresh("-C", demo[0], *arguments) == run("-C", demo[0], *arguments)


def test_help_loads_no_part_of_the_archive_or_pipeline():
    assert not loaded_after("from desk.cli import run; run(['--help'])") & {*HEAVY, "archive"}


def test_a_worker_loads_neither_archive_nor_terminal():
    loaded = loaded_after("import desk.cli, desk.worker_process, pipeline.understand")
    assert not loaded & {"sqlalchemy", "whoosh", "alembic", "typer", "rich"}
    # a word to Python's collector, which parsers and catalogue both give
    assert {name for name in loaded if name.startswith("archive.")} <= {"archive.collection"}


def test_no_arguments_show_the_help(run):
    outcome = run()
    assert outcome.code == 2
    assert "ingest" in outcome.out + outcome.err
    assert "错误" not in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break another way there")
def test_a_reader_that_goes_away_is_no_error(demo):
    command = "from desk.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", command, "-C", str(demo[0]), "facts", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
