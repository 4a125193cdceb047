"""Templates become Python functions: Jinja reads them, and all that one prints is one expression
that joins strings. Jinja's own code makes an object of every value printed and a module of every
import, which takes several times as long.

Templates may use the part of Jinja's language that is translated here and no other. What they print
is escaped unless a macro or a filter has made it safe. A traceback leads to the line of a template.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import marshal
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn, TypeVar

from jinja2 import Environment, TemplateAssertionError, nodes
from jinja2.visitor import NodeVisitor

from mingzhang.charts.svg import keep

READER = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
"""Reads templates; nothing is rendered by it."""
WORDS = "w"
"""What templates call the words of the language."""
SAFE_FILTERS = frozenset({"tx", "hanzi", "linked"})
"""Filters that give HTML; whoever runs the code gives functions of these names."""
GIVEN_FUNCTIONS = SAFE_FILTERS | {"out", "loop", "markup", "concat", "chinese"}
"""What compiled code calls, each with a line before its name, with which no name of a template
begins.
"""
_PARTS = "_parts/"
_OFTEN = "_parts/often.html"
"""The file whose macros every template may use without an import."""
_EMPTY = ast.Constant("")
_OPERATORS: dict[str, type[ast.cmpop]] = {
    "eq": ast.Eq, "ne": ast.NotEq, "lt": ast.Lt, "lteq": ast.LtE, "gt": ast.Gt, "gteq": ast.GtE,
    "in": ast.In, "notin": ast.NotIn,
}  # fmt: skip
A = TypeVar("A", bound=ast.AST)


@dataclass(frozen=True, slots=True)
class CompiledTemplates:
    """All templates of a folder. To run the code defines their functions."""

    code: tuple[CodeType, ...]
    """One for each file."""
    wanted: dict[str, tuple[str, tuple[str, ...]]]
    """By the template's name: that of its function, and what it wants by name."""
    phrases: tuple[str, ...]
    """The keys of the words that are printed as they are; the n-th is to be the global
    `_phrase_n`.
    """


@dataclass(slots=True)
class _File:
    """A file of templates, its macros, and where those that it imports stand."""

    name: str
    tree: nodes.Template
    imported: dict[str, tuple[str, str]]
    """File and name of each macro, its own included, by the name that it has here."""
    functions: list[ast.stmt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Macro:
    """The function of a macro."""

    label: str
    wants: tuple[str, ...]
    """What it is given of the page's context, before its own arguments."""


@dataclass(frozen=True, slots=True)
class _Scope:
    """What names mean where they stand."""

    file: _File
    wants: set[str]
    """Names of the page's context that were met; shared by all scopes of a function."""
    own: frozenset[str] = frozenset()
    """Parameters, variables of loops, and what is `set`."""

    def within(self, *names: str) -> _Scope:
        """The scope in which these names have values too."""
        return replace(self, own=self.own.union(names))


def compiled(folder: Path) -> CompiledTemplates:
    """All templates of the folder. Raises TemplateSyntaxError."""
    return _Compiler(folder).templates()


def kept_templates(folder: Path, cache: Path) -> CompiledTemplates:
    """The templates of the folder, from the cache if nothing of them has changed."""
    files = sorted(folder.rglob("*.html"))
    content = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in files]
    code = Path(__file__).read_bytes()
    whole = repr((importlib.util.MAGIC_NUMBER, str(folder), code, content))
    digest = hashlib.sha256(whole.encode()).hexdigest()[:32]
    kept = cache / f"{digest}.code"
    try:
        return CompiledTemplates(*marshal.loads(kept.read_bytes()))
    except (FileNotFoundError, EOFError, ValueError, TypeError):  # not there, or not whole
        made = _compiled_once(folder, digest)
        kept.parent.mkdir(parents=True, exist_ok=True)
        keep(kept, marshal.dumps(astuple(made)))
        return made


@lru_cache(maxsize=1)
def _compiled_once(folder: Path, digest: str) -> CompiledTemplates:
    """The templates; both languages run the same code."""
    return compiled(folder)


class _Compiler(NodeVisitor):
    """Makes all functions. `visit` gives the value of an expression as Python's syntax tree."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _File] = {}
        self._macros: dict[tuple[str, str], _Macro] = {}
        self._phrases: dict[str, int] = {}

    def templates(self) -> CompiledTemplates:
        """Every template; macros that none uses are left out."""
        names = sorted(
            path.relative_to(self._folder).as_posix() for path in self._folder.rglob("*.html")
        )
        wanted = {
            name.removesuffix(".html"): self._template(self._file(name))
            for name in names
            if not name.startswith(_PARTS)
        }
        code = tuple(
            compile(
                ast.fix_missing_locations(ast.Module(file.functions, [])),
                str(self._folder / file.name),
                "exec",
            )
            for file in self._files.values()
        )
        return CompiledTemplates(code, wanted, tuple(self._phrases))

    def _file(self, name: str) -> _File:
        if name not in self._files:
            path = self._folder / name
            tree = READER.parse(path.read_text("utf-8"), name, str(path))
            imported = self._file(_OFTEN).imported.copy() if name != _OFTEN else {}
            for part in tree.find_all(nodes.FromImport):
                for given in part.names:
                    original, alias = given if isinstance(given, tuple) else (given, given)
                    imported[alias] = (_text_of(part.template), original)
            imported |= {macro.name: (name, macro.name) for macro in tree.find_all(nodes.Macro)}
            self._files[name] = _File(name, tree, imported)
        return self._files[name]

    def _template(self, file: _File) -> tuple[str, tuple[str, ...]]:
        """The name of the template's function and what it wants."""
        scope, label = _Scope(file, set()), _label(file.name, "render")
        body = self._body(file.tree.body, scope)
        arguments = ast.arguments(
            posonlyargs=[],
            args=[],
            kwonlyargs=[ast.arg(each) for each in sorted(scope.wants)],
            kw_defaults=[None] * len(scope.wants),
            kwarg=ast.arg("_others"),
            defaults=[],
        )
        file.functions.append(_at(file.tree, ast.FunctionDef(label, arguments, body, [])))
        return label, tuple(sorted(scope.wants))

    def _macro(self, file_name: str, name: str) -> _Macro:
        key = (file_name, name)
        if key not in self._macros:
            file = self._file(file_name)
            node = next(each for each in file.tree.find_all(nodes.Macro) if each.name == name)
            own = [argument.name for argument in node.args]
            scope = _Scope(file, set()).within(*own)
            body = self._body(node.body, scope)
            macro = _Macro(_label(file_name, name), tuple(sorted(scope.wants)))
            arguments = ast.arguments(
                posonlyargs=[],
                args=[ast.arg(each) for each in (*macro.wants, *own)],
                kwonlyargs=[],
                kw_defaults=[],
                defaults=[self.visit(default, scope) for default in node.defaults],
            )
            file.functions.append(_at(node, ast.FunctionDef(macro.label, arguments, body, [])))
            self._macros[key] = macro
        return self._macros[key]

    def _body(self, body: Iterable[nodes.Node], scope: _Scope) -> list[ast.stmt]:
        """The statements of a function: what is `set`, then the string that it returns."""
        statements: list[ast.stmt] = []
        printed: list[nodes.Node] = []
        for node in body:
            if isinstance(node, nodes.Assign):
                value, target = self.visit(node.node, scope), _target(node.target)
                statements.append(_at(node, ast.Assign([target], value)))
                scope = scope.within(*_names_in(node.target))
            else:
                printed.append(node)
        return [*statements, ast.Return(self._joined(printed, scope))]

    # What is printed, as an expression whose value is a safe string.

    def _joined(self, body: Iterable[nodes.Node], scope: _Scope) -> ast.expr:
        pieces = list(self._pieces(body, scope))
        if len(pieces) < 2:
            return pieces[0] if pieces else _EMPTY
        return _join(ast.Tuple(pieces, ast.Load()))

    def _pieces(self, body: Iterable[nodes.Node], scope: _Scope) -> Iterator[ast.expr]:
        for node in body:
            if isinstance(node, nodes.Output):
                yield from (self._shown(child, scope) for child in node.nodes)
            elif isinstance(node, nodes.If):
                yield self._choice(node, scope)
            elif isinstance(node, nodes.For):
                yield self._loop(node, scope)
            elif isinstance(node, nodes.Include):
                part = self._file(_text_of(node.template))
                yield from self._pieces(part.tree.body, replace(scope, file=part))
            elif not isinstance(node, nodes.Macro | nodes.FromImport):
                self.generic_visit(node, scope)

    def _shown(self, node: nodes.Node, scope: _Scope) -> ast.expr:
        """A value as it is printed."""
        if isinstance(node, nodes.TemplateData):
            return ast.Constant(node.data)
        if isinstance(node, nodes.CondExpr):
            other = self._shown(node.expr2, scope) if node.expr2 else _EMPTY
            return ast.IfExp(self.visit(node.test, scope), self._shown(node.expr1, scope), other)
        if isinstance(node, nodes.Call):
            safe = self._phrase(node, scope) or self._macro_call(node, scope)
            return safe or _at(node, _call("out", self.visit(node, scope)))
        if isinstance(node, nodes.Filter) and node.name in SAFE_FILTERS:
            return self._filtered(node, scope)
        return _at(node, _call("out", self.visit(node, scope)))

    def _choice(self, node: nodes.If, scope: _Scope) -> ast.expr:
        shown = self._joined(node.else_, scope)
        for branch in reversed([node, *node.elif_]):
            test = self.visit(branch.test, scope)
            shown = _at(branch, ast.IfExp(test, self._joined(branch.body, scope), shown))
        return shown

    def _loop(self, node: nodes.For, scope: _Scope) -> ast.expr:
        """What is printed of every item; of an empty list what stands after `else`."""
        names = [each.name for part in node.body for each in part.find_all(nodes.Name)]
        items, target = self.visit(node.iter, scope), _target(node.target)
        within = scope.within(*_names_in(node.target))
        tests = [self.visit(node.test, within)] if node.test else []
        if "loop" in names:
            within = within.within("loop")
            target = ast.Tuple([ast.Name("loop", ast.Store()), target], ast.Store())
            each = ast.comprehension(target, _call("loop", items), tests, 0)
        else:
            each = ast.comprehension(target, items, tests, 0)
        shown: ast.expr = _join(ast.ListComp(self._joined(node.body, within), [each]))
        if node.else_:
            shown = ast.IfExp(items, shown, self._joined(node.else_, scope))
        return _at(node, shown)

    def _phrase(self, node: nodes.Call, scope: _Scope) -> ast.expr | None:
        """A name for words that take no values: a safe string; None for another call."""
        function, arguments = node.node, node.args
        if not (isinstance(function, nodes.Name) and function.name == WORDS) or node.kwargs:
            return None
        if not (len(arguments) == 1 and isinstance(arguments[0], nodes.Const)):
            return None
        number = self._phrases.setdefault(arguments[0].value, len(self._phrases))
        return ast.Name(f"_phrase_{number}", ast.Load())

    def _macro_call(self, node: nodes.Call, scope: _Scope) -> ast.expr | None:
        """The call of a macro, which gives a safe string; None for another call."""
        if not isinstance(node.node, nodes.Name) or node.node.name in scope.own:
            return None
        if (key := scope.file.imported.get(node.node.name)) is None:
            return None
        macro = self._macro(*key)
        names = (nodes.Name(name, "load", lineno=node.lineno) for name in macro.wants)
        context = [self.visit(name, scope) for name in names]
        return self._called(ast.Name(macro.label, ast.Load()), context, node, scope)

    def _called(
        self, function: ast.expr, first: list[ast.expr], node: nodes.Call, scope: _Scope
    ) -> ast.expr:
        arguments = [*first, *(self.visit(each, scope) for each in node.args)]
        named = [ast.keyword(each.key, self.visit(each.value, scope)) for each in node.kwargs]
        return _at(node, ast.Call(function, arguments, named))

    def _filtered(self, node: nodes.Filter, scope: _Scope) -> ast.expr:
        values = [self.visit(each, scope) for each in (node.node, *node.args) if each]
        return _at(node, _call(node.name, *values))

    # What is passed on, as an expression of the value itself.

    def visit_Const(self, node: nodes.Const, scope: _Scope) -> ast.expr:
        """A literal."""
        return ast.Constant(node.value)

    def visit_Name(self, node: nodes.Name, scope: _Scope) -> ast.expr:
        """A name: of its own, or the words, or of the page's context."""
        if node.name not in scope.own and node.name != WORDS:
            scope.wants.add(node.name)
        return _at(node, ast.Name(node.name, ast.Load()))

    def visit_Getattr(self, node: nodes.Getattr, scope: _Scope) -> ast.expr:
        """An attribute; never a key, as Jinja would also look for."""
        return _at(node, ast.Attribute(self.visit(node.node, scope), node.attr, ast.Load()))

    def visit_Getitem(self, node: nodes.Getitem, scope: _Scope) -> ast.expr:
        """An item of a tuple or a mapping."""
        value, key = self.visit(node.node, scope), self.visit(node.arg, scope)
        return _at(node, ast.Subscript(value, key, ast.Load()))

    def visit_Call(self, node: nodes.Call, scope: _Scope) -> ast.expr:
        """Words and macros are safe wherever they are passed."""
        if phrase := self._phrase(node, scope):
            return phrase
        if call := self._macro_call(node, scope):
            return _call("markup", call)
        return self._called(self.visit(node.node, scope), [], node, scope)

    def visit_Filter(self, node: nodes.Filter, scope: _Scope) -> ast.expr:
        """A filter: ours, or one that is a method in Python."""
        if node.name in SAFE_FILTERS:
            return _call("markup", self._filtered(node, scope))
        value, *more = [self.visit(each, scope) for each in (node.node, *node.args) if each]
        if node.name == "length":
            return ast.Call(ast.Name("len", ast.Load()), [value], [])
        if node.name == "join":
            return ast.Call(ast.Attribute(more[0], "join", ast.Load()), [value], [])
        if node.name == "striptags":
            return ast.Call(ast.Attribute(value, "striptags", ast.Load()), [], [])
        return self.generic_visit(node, scope)

    def visit_Test(self, node: nodes.Test, scope: _Scope) -> ast.expr:
        """`is string` and `is chinese`."""
        value = self.visit(node.node, scope)
        if node.name == "chinese":
            return _call("chinese", value)
        if node.name == "string":
            kind = ast.Name("str", ast.Load())
            return ast.Call(ast.Name("isinstance", ast.Load()), [value, kind], [])
        return self.generic_visit(node, scope)

    def visit_CondExpr(self, node: nodes.CondExpr, scope: _Scope) -> ast.expr:
        """One value or the other; without the other nothing."""
        other = self.visit(node.expr2, scope) if node.expr2 else _EMPTY
        return ast.IfExp(self.visit(node.test, scope), self.visit(node.expr1, scope), other)

    def visit_Compare(self, node: nodes.Compare, scope: _Scope) -> ast.expr:
        """A comparison, a chain of them too."""
        signs = [_OPERATORS[each.op]() for each in node.ops]
        others = [self.visit(each.expr, scope) for each in node.ops]
        return ast.Compare(self.visit(node.expr, scope), signs, others)

    def visit_And(self, node: nodes.And, scope: _Scope) -> ast.expr:
        """Both."""
        return ast.BoolOp(ast.And(), [self.visit(node.left, scope), self.visit(node.right, scope)])

    def visit_Or(self, node: nodes.Or, scope: _Scope) -> ast.expr:
        """Either."""
        return ast.BoolOp(ast.Or(), [self.visit(node.left, scope), self.visit(node.right, scope)])

    def visit_Not(self, node: nodes.Not, scope: _Scope) -> ast.expr:
        """Not."""
        return ast.UnaryOp(ast.Not(), self.visit(node.node, scope))

    def visit_Add(self, node: nodes.Add, scope: _Scope) -> ast.expr:
        """The sum."""
        left, right = self.visit(node.left, scope), self.visit(node.right, scope)
        return ast.BinOp(left, ast.Add(), right)

    def visit_Concat(self, node: nodes.Concat, scope: _Scope) -> ast.expr:
        """Texts one after another, safe if one of them is."""
        texts = [self.visit(each, scope) for each in node.nodes]
        return _call("concat", ast.Tuple(texts, ast.Load()))

    def visit_Tuple(self, node: nodes.Tuple, scope: _Scope) -> ast.expr:
        """A tuple."""
        return ast.Tuple([self.visit(each, scope) for each in node.items], ast.Load())

    def visit_List(self, node: nodes.List, scope: _Scope) -> ast.expr:
        """A list, which nobody changes."""
        return ast.Tuple([self.visit(each, scope) for each in node.items], ast.Load())

    def generic_visit(self, node: nodes.Node, scope: Any, *_: Any, **__: Any) -> NoReturn:
        """Raises TemplateAssertionError: the rest of the language is not translated."""
        named = f" “{node.name}”" if isinstance(node, nodes.Filter | nodes.Test) else ""
        message = f"Templates of pages can't use {type(node).__name__}{named} here."
        path = str(self._folder / scope.file.name)
        raise TemplateAssertionError(message, node.lineno, scope.file.name, path)


def _label(file: str, name: str) -> str:
    """The name of a function: `_parts/common.html` and `bar` give `_parts_common_bar`."""
    return re.sub(r"\W", "_", f"{file.removesuffix('.html')}_{name}")


def _text_of(node: nodes.Expr) -> str:
    """The name of the file in an import."""
    assert isinstance(node, nodes.Const)
    return str(node.value)


def _target(node: nodes.Node) -> ast.expr:
    """The names that are given values."""
    if isinstance(node, nodes.Tuple):
        return ast.Tuple([_target(each) for each in node.items], ast.Store())
    assert isinstance(node, nodes.Name)
    return ast.Name(node.name, ast.Store())


def _names_in(node: nodes.Node) -> set[str]:
    names = {node.name} if isinstance(node, nodes.Name) else set()
    return names | {each.name for each in node.find_all(nodes.Name)}


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(f"_{name}", ast.Load()), list(arguments), [])


def _join(pieces: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(_EMPTY, "join", ast.Load()), [pieces], [])


def _at(node: nodes.Node, made: A) -> A:
    """The same, at the line of the template."""
    made.lineno = made.end_lineno = node.lineno  # type: ignore[attr-defined]
    made.col_offset = made.end_col_offset = 0  # type: ignore[attr-defined]
    return made
