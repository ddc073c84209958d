"""YAML as case files use it: exact numbers, no surprises (`NO` is Norway, `01234` a postal code), no key twice."""

import re
from fractions import Fraction
from typing import Any

import yaml

from .errors import CaseFileError

SIZE_LIMIT = 2_000_000
MERGE = "tag:yaml.org,2002:merge"


class _Loader(yaml.SafeLoader):
    """Only null, true / false, whole numbers and decimals are recognized; everything else is text."""

    yaml_implicit_resolvers: dict[str, Any] = {}

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != MERGE:
                if key.value in seen:
                    line = key.start_mark.line + 1
                    raise CaseFileError(f"line {line}: expected each key once, {key.value!r} is there twice")
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def _decimal(loader: _Loader, node: yaml.ScalarNode) -> Fraction:
    return Fraction(str(loader.construct_scalar(node)))


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)
_Loader.add_constructor("tag:yaml.org,2002:float", _decimal)


def load_yaml(text: str) -> Any:
    """The file as plain dicts, lists, texts, ints and Fractions. Raises CaseFileError with the line."""
    if len(text) > SIZE_LIMIT:
        raise CaseFileError(f"expected at most {SIZE_LIMIT:,} characters, the file has {len(text):,}")
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a subclass of SafeLoader
    except yaml.YAMLError as error:
        raise CaseFileError(f"expected YAML: {_place(error)}") from error
    except (RecursionError, ValueError) as error:
        raise CaseFileError("expected YAML of ordinary depth and numbers of ordinary length") from error


def _place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"line {mark.line + 1}, column {mark.column + 1}: {problem}" if mark else problem
