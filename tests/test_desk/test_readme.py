import os
import re
import tomllib

import pytest

BEGIN, END = "<!-- demo output: begin -->", "<!-- demo output: end -->"
REGENERATE = os.environ.get("ZUOZHENG_REGENERATE") == "1"


def printed_end(output):
    """The readiness table that ends the demo, without the folder that the person chose."""
    lines = [line.rstrip() for line in output.splitlines()]
    start = next(index for index, line in enumerate(lines) if " 5 完成情况 " in line)
    end = next(index for index, line in enumerate(lines) if line.startswith("演示档案在"))
    return "\n".join(lines[start + 1 : end]).strip("\n")


def test_the_readme_shows_what_the_demo_prints(demo, repository):
    readme = repository / "README.md"
    text = readme.read_text(encoding="utf-8")
    block = f"{BEGIN}\n```\n{printed_end(demo[1].out)}\n```\n{END}"
    if REGENERATE:
        readme.write_text(text[: text.index(BEGIN)] + block + text[text.index(END) + len(END) :], encoding="utf-8")
        pytest.fail("README.md was written anew; run the test again without ZUOZHENG_REGENERATE")
    assert block in text


def test_the_readme_gives_a_reason_for_every_dependency(repository):
    readme = (repository / "README.md").read_text(encoding="utf-8").lower()
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"] + project["optional-dependencies"]["dev"]:
        name = re.split(r"[<>=\[]", requirement)[0]
        assert name.lower() in readme, name


def test_every_command_of_the_readme_exists(demo, repository, run):
    text = (repository / "README.md").read_text(encoding="utf-8")
    listed = run("--help").out
    commands = {
        word
        for match in re.findall(r"^zuozheng (?:-C DIR )?([a-z|]+)", text, re.MULTILINE)
        for word in match.split("|")
    }
    assert len(commands) >= 11
    assert all(re.search(rf"\b{command}\b", listed) for command in commands)
