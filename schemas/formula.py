"""Formulas: arithmetic over Chinese component names, parsed without `eval`.

    sum     := product (("+" | "-") product)*
    product := factor (("*" | "/") factor)*
    factor  := number | name | "-" factor | "(" sum ")"
    name    := a letter, then letters, digits and full stops (优良天数, PM2.5浓度, 达到或优于Ⅲ类断面数)

A name stops at white space, an operator or a parenthesis, so component names hold none of these.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cached_property, lru_cache
from operator import itemgetter

from schemas.errors import EditionError

_CONTEXT = Context(prec=34)
_MAX_CHARS = 400
_MAX_DEPTH = 40
_OPERATORS = "+-*/()"


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True)
class Name:
    """A component whose value is looked up."""

    name: str


@dataclass(frozen=True)
class Operation:
    """Two sides joined by one of + - * /."""

    operator: str
    left: "Node"
    right: "Node"


Node = Number | Name | Operation


@dataclass(frozen=True)
class Formula:
    """A parsed formula: `text` as written, `names` the components it needs."""

    text: str
    root: Node
    names: frozenset[str]

    def evaluate(self, values: Mapping[str, Decimal]) -> Decimal:
        """Compute with 34 digits, values by component name.

        Raises KeyError where a name has no value and ZeroDivisionError where a divisor is zero.
        """
        return self._compute(values)

    @cached_property
    def names_in_order(self) -> tuple[str, ...]:
        """The names as they come first in the text."""
        return tuple(dict.fromkeys(_names(self.root)))

    @cached_property
    def _compute(self) -> "Computation":
        return _computation(self.root)


def is_component_name(text: str) -> bool:
    """Tell whether a formula could name this component."""
    return bool(text) and text[0].isalpha() and all(_in_name(character) for character in text)


@lru_cache(maxsize=512)
def parse_formula(text: str) -> Formula:
    """Parse a formula; raises EditionError that says where it cannot be read."""
    if len(text) > _MAX_CHARS:
        raise EditionError(f"公式超过{_MAX_CHARS}个字符，无法读取：{text[:40]}…")
    return _Parser(text).formula()


def _in_name(character: str) -> bool:
    return character.isalnum() or character == "."


def _tokens(text: str) -> list[str]:
    """Split into numbers, names and operators; raises EditionError at any other character."""
    tokens: list[str] = []
    index = 0
    while index < len(text):
        character = text[index]
        if character.isspace():
            index += 1
        elif character in _OPERATORS:
            tokens.append(character)
            index += 1
        elif _in_name(character):
            end = index
            while end < len(text) and _in_name(text[end]):
                end += 1
            tokens.append(text[index:end])
            index = end
        else:
            raise EditionError(
                f"公式“{text}”第{index + 1}个字符“{character}”不能用", "公式只能用数据项名称、数字和 + - * / ( )。"
            )
    return tokens


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._index = 0
        self._depth = 0
        self._names: set[str] = set()

    def formula(self) -> Formula:
        root = self._sum()
        if self._peek():
            raise self._error(f"“{self._peek()}”处多余或缺少运算符")
        return Formula(self._text, root, frozenset(self._names))

    def _peek(self) -> str:
        return self._tokens[self._index] if self._index < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._index += 1
        return token

    def _error(self, what: str) -> EditionError:
        return EditionError(f"公式“{self._text}”{what}", "请检查括号和运算符是否成对、齐全。")

    def _sum(self) -> Node:
        return self._chain("+-", self._product)

    def _product(self) -> Node:
        return self._chain("*/", self._factor)

    def _chain(self, operators: str, side: Callable[[], Node]) -> Node:
        node = side()
        while self._peek() and self._peek() in operators:
            operator = self._take()
            node = Operation(operator, node, side())
        return node

    def _factor(self) -> Node:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error("括号层数太多")
        token = self._take()
        if token == "-":
            node: Node = Operation("-", Number(Decimal(0)), self._factor())
        elif token == "(":
            node = self._sum()
            if self._take() != ")":
                raise self._error("缺少右括号")
        elif not token:
            raise self._error("不完整")
        elif token in _OPERATORS:
            raise self._error(f"“{token}”处缺少数据项")
        else:
            node = self._leaf(token)
        self._depth -= 1
        return node

    def _leaf(self, token: str) -> Node:
        if token[0].isalpha():
            self._names.add(token)
            return Name(token)
        whole, _, fraction = token.partition(".")
        if not token.isascii() or not whole.isdigit() or not (fraction.isdigit() or "." not in token):
            raise self._error(f"中的“{token}”既不是数字也不是数据项名称")
        return Number(Decimal(token))


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        yield node.name
    elif isinstance(node, Operation):
        yield from _names(node.left)
        yield from _names(node.right)


Computation = Callable[[Mapping[str, Decimal]], Decimal]


def _computation(node: Node) -> Computation:
    """Return what computes a formula: a function of the values by name, put together once."""
    if isinstance(node, Name):
        return itemgetter(node.name)
    if isinstance(node, Number):
        constant = node.value
        return lambda values: constant
    apply, left, right = _APPLY[node.operator], _computation(node.left), _computation(node.right)
    return lambda values: apply(left(values), right(values))


def _quotient(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:
        raise ZeroDivisionError("除数为零")
    return _CONTEXT.divide(left, right)


_APPLY: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _CONTEXT.add,
    "-": _CONTEXT.subtract,
    "*": _CONTEXT.multiply,
    "/": _quotient,
}
