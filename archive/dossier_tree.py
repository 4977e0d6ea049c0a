"""The YAML of a dossier: read with the line of every field, changed without losing a person's comments."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

Path = tuple[str | int, ...]
_NULL = "tag:yaml.org,2002:null"
_LINE = r"[^\s\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*"
_PLAIN_LINES = re.compile(rf"{_LINE}(?:\n{_LINE})*(?<!\s)")
_IDENTITY = {"indicators": "id", "subs": "number", "tasks": "number", "units": "name"}
_NEEDS_QUOTES = frozenset(":#{}[],'\"\\&*!|@`?\n")
_FLOW = frozenset({"target", "years", "aliases", "lead_units", "cooperating_units", "accepted_issuers"})


class Reading:
    """A YAML text as plain values: every scalar a string, `lines` the 1-based line of each path.

    `repeated` lists (path, line) of fields that stand twice in one place.
    """

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.repeated: list[tuple[Path, int]] = []
        root = YAML(typ="safe", pure=True).compose(text)
        self.value: Any = None if root is None else self._value(root, ())

    def _value(self, node: Node, path: Path) -> Any:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        return None if node.tag == _NULL and node.value in ("", "~", "null", "Null", "NULL") else str(node.value)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            here = (*path, key)
            if key in found:
                self.repeated.append((here, key_node.start_mark.line + 1))
            self.lines[here] = key_node.start_mark.line + 1
            value = self._value(value_node, here)
            if value is not None:
                found[key] = value
        return found


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


class _Plain(str):
    """A number or date that is written as it reads, without quotes."""


def _represent_plain(representer: RoundTripRepresenter, value: _Plain) -> ScalarNode:
    kind = "timestamp" if "-" in value[1:] else ("float" if "." in value else "int")
    return representer.represent_scalar(f"tag:yaml.org,2002:{kind}", str(value))


RoundTripRepresenter.add_representer(_Plain, _represent_plain)


def fresh_text(model: BaseModel, comments: Mapping[str, str], header: str) -> str:
    """Return a model as new YAML with a header comment, a comment above each field that `comments` names."""
    tree = _tree(_values(model), "")
    _explain(tree, comments, list(tree))
    tree.yaml_set_start_comment(header)
    return _dumped(tree)


def changed_text(text: str, before: BaseModel, after: BaseModel, comments: Mapping[str, str]) -> str:
    """Return the YAML text of `before` with only what differs in `after` rewritten, comments and order kept.

    A field that was not there before gets its comment from `comments`.
    """
    tree = _yaml().load(text)
    there = set(tree)
    _update(tree, _values(before), _values(after))
    _explain(tree, comments, [key for key in tree if key not in there])
    return _dumped(tree)


def _explain(tree: CommentedMap, comments: Mapping[str, str], keys: Iterable[str]) -> None:
    for key in keys:
        if key in comments:
            tree.yaml_set_comment_before_after_key(key, before=f"\n{comments[key]}")


def _dumped(tree: CommentedMap) -> str:
    stream = StringIO()
    _yaml().dump(tree, stream)
    return stream.getvalue()


def _values(value: Any) -> Any:
    """Return a model as plain values without what equals its default; numbers and dates as `_Plain`."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        given = {name: getattr(value, name) for name in fields}
        return {n: _values(v) for n, v in given.items() if fields[n].is_required() or v != fields[n].default}
    if isinstance(value, tuple):
        return [_values(item) for item in value]
    if isinstance(value, Decimal):
        return _Plain(format(value, "f"))
    if isinstance(value, date):
        return _Plain(value.isoformat())
    return value


def _tree(value: Any, name: str, in_line: bool = False) -> Any:
    """Return plain values as a tree for the emitter: short lists and targets in one line."""
    in_line = in_line or name in _FLOW
    if isinstance(value, dict):
        tree = CommentedMap((key, _tree(item, key, in_line)) for key, item in value.items())
        if in_line:
            tree.fa.set_flow_style()
        return tree
    if isinstance(value, list):
        items = CommentedSeq(_tree(item, "", in_line) for item in value)
        if in_line:
            items.fa.set_flow_style()
        return items
    if not isinstance(value, str) or isinstance(value, _Plain):
        return value
    if in_line and (_NEEDS_QUOTES & set(value) or value != value.strip()):
        return DoubleQuotedScalarString(value)  # the emitter leaves {text: :0} bare, which does not read back
    return LiteralScalarString(value) if "\n" in value and _PLAIN_LINES.fullmatch(value) else value


def _update(tree: CommentedMap, before: dict[str, Any], after: dict[str, Any]) -> None:
    for key in [key for key in before if key not in after and key in tree]:
        del tree[key]
    names = list(after)
    for key, value in after.items():
        old = before.get(key)
        if key in before and old == value:
            continue
        held = tree.get(key)
        if isinstance(held, CommentedMap) and isinstance(old, dict) and isinstance(value, dict):
            _update(held, old, value)
        elif isinstance(held, CommentedSeq) and len(held) and isinstance(old, list):
            _update_items(held, key, old, value)
        elif key in tree:
            tree[key] = _tree(value, key)
        else:
            tree.insert(_place(tree, names[: names.index(key)]), key, _tree(value, key))


def _place(tree: CommentedMap, earlier: list[str]) -> int:
    """Return where a new field goes: after those that stand before it, yet before a comment that closes the block."""
    keys = list(tree)
    place = max((keys.index(name) + 1 for name in earlier if name in tree), default=len(keys))
    closing = place == len(keys) and keys and "\n#" in _comment_after(tree, keys[-1])
    return place - 1 if closing and place > 1 else place


def _comment_after(tree: CommentedMap, key: str) -> str:
    tokens = tree.ca.items.get(key) or []
    return "".join("\n" + token.value.lstrip() for token in tokens if token is not None and hasattr(token, "value"))


def _update_items(tree: CommentedSeq, name: str, before: list[Any], after: list[Any]) -> None:
    """Change a list item by item: items are the same where their identity is; new ones go to the end."""
    identity = _IDENTITY.get(name)
    keys_before = [item[identity] if identity else item for item in before]
    wanted = {item[identity] if identity else item: item for item in after}
    kept = [key for key in keys_before if key in wanted]
    if identity is None and kept != list(wanted)[: len(kept)]:
        for index in reversed(range(len(tree))):
            del tree[index]
        tree.extend(_tree(item, name) for item in after)
        return
    for index in reversed(range(len(keys_before))):
        if keys_before[index] not in wanted:
            del tree[index]
        elif identity:
            held, item = tree[index], wanted[keys_before[index]]
            if isinstance(held, CommentedMap):
                _update(held, before[index], item)
            else:
                tree[index] = _tree(item, "")
    in_line = bool(tree.fa.flow_style())
    tree.extend(_tree(item, "", in_line) for key, item in wanted.items() if key not in keys_before)
