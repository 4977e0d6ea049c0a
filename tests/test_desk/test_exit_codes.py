import re

import pytest

from desk.exit_codes import MEANING, ExitCode, exit_code_of
from schemas import errors


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_readme_lists_exactly_the_codes(repository, readme):
    text = (repository / readme).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|$", text, flags=re.MULTILINE)
    assert sorted(int(code) for code, _ in rows) == sorted(code.value for code in ExitCode)
    if readme == "README.md":
        assert {int(code): words for code, words in rows} == {code.value: words for code, words in MEANING.items()}


def all_errors():
    found = [errors.ZuozhengError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return found[1:]


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.__name__)
def test_every_error_of_the_tree_has_a_code_of_its_own_drawn_in_the_tree(kind):
    same = [other for other in all_errors() if other.code == kind.code]
    assert same == [kind]
    assert re.search(rf"\b{kind.__name__}\b", errors.__doc__)
    assert exit_code_of(kind("x")) is not ExitCode.BUG
