"""Record every regular expression that the package compiles, with its flags and its use. Run as a program."""

from __future__ import annotations

import ast
import functools
import importlib
import json
import operator
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Pattern = tuple[str, str, int, bool]
"""The module, the pattern, its flags, and whether it is only tried at the start of a text."""

_AT_BEGINNING = {"match", "fullmatch"}
_FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}

made: set[Pattern] = set()


def listen() -> None:
    """Record what the package's modules request from `re` from now on."""
    compile_: Any = re._compile  # type: ignore[attr-defined]

    @functools.wraps(compile_)
    def noting(pattern: Any, flags: Any) -> Any:
        function, module = sys._getframe(1).f_code.co_name, sys._getframe(2).f_globals.get("__name__", "")
        compiled = compile_(pattern, flags)
        if module.startswith("newsevents") and isinstance(compiled.pattern, str):
            made.add((module, compiled.pattern, compiled.flags, function in _AT_BEGINNING))
        return compiled

    re._compile = noting  # type: ignore[attr-defined]


def use_all() -> None:
    """Import every module, and use everything that builds patterns from data."""
    import newsevents

    for module in pkgutil.walk_packages(newsevents.__path__, "newsevents."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    seed = newsevents.load_seed()
    newsevents.extract(newsevents.Article.from_text(seed.article.text or "", published="2023-11-15"))
    newsevents.locate("“Ôld ﬁsh”, 漢字 e\u0301\n\n", "old fish")


def written(at_beginning: set[str]) -> Iterator[Pattern]:
    """The patterns in the source, literal or by the name of a global, whether or not they are executed."""
    import newsevents

    root = Path(newsevents.__path__[0])
    modules = {
        Path(module.__file__): module for module in list(sys.modules.values()) if getattr(module, "__file__", None)
    }
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "re" and node.func.attr in _FUNCTIONS and node.args:
                first = node.args[0]
                pattern = getattr(modules.get(path), first.id, None) if isinstance(first, ast.Name) else None
                pattern = first.value if isinstance(first, ast.Constant) else pattern
                if isinstance(pattern, str):
                    named = " ".join(ast.unparse(argument) for argument in [*node.args[1:], *node.keywords])
                    given = [re.RegexFlag[flag] for flag in re.findall(r"\bre\.([A-Z]+)", named)]
                    flags = re.compile(pattern, functools.reduce(operator.or_, given, re.NOFLAG)).flags
                    only = node.func.attr in _AT_BEGINNING or pattern in at_beginning
                    yield f"newsevents.{path.stem}", pattern, flags, only


def only_at_beginning() -> set[str]:
    """The patterns in globals that are only used by `match` and `fullmatch` without an offset."""
    sources = [
        Path(module.__file__).read_text(encoding="utf-8")
        for name, module in sys.modules.items()
        if name.startswith("newsevents") and module.__file__
    ]
    calls: dict[str, set[bool]] = {}
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Name):
                calls.setdefault(node.id, set())
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                of = node.func.value
                if isinstance(of, ast.Name):
                    calls[of.id].add(node.func.attr in _AT_BEGINNING and len(node.args) == 1)
    patterns = set()
    for name, module in list(sys.modules.items()):
        for known, value in vars(module).items() if name.startswith("newsevents") else ():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str) and calls.get(known) == {True}:
                patterns.add(value.pattern)
    return patterns


def main() -> None:
    """Write the patterns as JSON."""
    listen()
    use_all()
    at_beginning = only_at_beginning()
    found = {(module, pattern, flags, only or pattern in at_beginning) for module, pattern, flags, only in made}
    json.dump(sorted(found | set(written(at_beginning))), sys.stdout)


if __name__ == "__main__":
    main()
