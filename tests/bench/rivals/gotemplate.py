"""Our Jinja2 templates as Go templates: so that Hugo shows every field that we show, however they change.

Only what our record templates use is known; anything else is a TypeError. Values come escaped, so that Hugo can print them
without its own escaping, which costs it time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Environment, nodes

_COMPARE = {"eq": "eq", "ne": "ne", "gt": "gt", "gteq": "ge", "lt": "lt", "lteq": "le"}


def definitions(environment: Environment, files: Mapping[str, str]) -> str:
    """Every macro of the template files as `{{ define "room.macro" }}`; `files` are file names by the room's name."""
    found = []
    for room, name in files.items():
        loader = environment.loader
        assert loader is not None
        tree = environment.parse(loader.get_source(environment, name)[0])
        macros = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
        found += [_Room(room, macros).definition(macro) for macro in macros.values()]
    return "".join(found)


class _Room:
    """Translator of one template file."""

    def __init__(self, room: str, macros: Mapping[str, nodes.Macro]) -> None:
        self.room, self.macros = room, macros
        self.names: dict[str, str] = {}
        self.count = 0

    def definition(self, macro: nodes.Macro) -> str:
        """One macro."""
        name = f"{self.room}.{macro.name}"
        parameters = [argument.name for argument in macro.args]
        opening = ""
        if len(parameters) == 1:
            self.names = {parameters[0]: "$"}
        else:
            self.names = {parameter: f"${parameter}" for parameter in parameters}
            opening = "".join(f"{{{{ ${name} := index $ {at} }}}}" for at, name in enumerate(parameters))
        return f'{{{{ define "{name}" }}}}{opening}{self.body(macro.body)}{{{{ end }}}}\n'

    def body(self, found: list[nodes.Node]) -> str:
        return "".join(piece for node in found for piece in self.statement(node))

    def statement(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    yield self.output(part)
            case nodes.If():
                yield f"{{{{ if {self.value(node.test)} }}}}{self.body(node.body)}"
                for other in node.elif_:
                    yield f"{{{{ else if {self.value(other.test)} }}}}{self.body(other.body)}"
                if node.else_:
                    yield f"{{{{ else }}}}{self.body(node.else_)}"
                yield "{{ end }}"
            case nodes.For():
                yield self.loop(node)
            case _:
                raise TypeError(node)

    def loop(self, node: nodes.For) -> str:
        kept = dict(self.names)
        self.count += 1
        item = f"$item{self.count}"
        opening = f"{{{{ range {item} := {self.value(node.iter)} }}}}"
        if isinstance(node.target, nodes.Tuple):
            for at, target in enumerate(node.target.items):
                assert isinstance(target, nodes.Name)
                opening += f"{{{{ ${target.name} := index {item} {at} }}}}"
                self.names[target.name] = f"${target.name}"
        else:
            assert isinstance(node.target, nodes.Name)
            self.names[node.target.name] = item
        body = self.body(node.body)
        self.names = kept
        return f"{opening}{body}{{{{ end }}}}"

    def output(self, node: nodes.Expr) -> str:  # noqa: PLR0911 - one line a kind of node
        match node:
            case nodes.TemplateData():
                return node.data
            case nodes.Const():
                return str(node.value)
            case nodes.CondExpr():
                other = f"{{{{ else }}}}{self.output(node.expr2)}" if node.expr2 is not None else ""
                return f"{{{{ if {self.value(node.test)} }}}}{self.output(node.expr1)}{other}{{{{ end }}}}"
            case nodes.Filter(name="safe"):
                assert node.node is not None
                return self.output(node.node)
            case nodes.Call() if any(isinstance(argument, nodes.Call) for argument in node.args):
                return self.written_out(node)
            case nodes.Call():
                return f'{{{{ template "{self.called(node)}" {self.arguments(node)} }}}}'
            case _:
                value = self.value(node)
                return value if value.startswith("{{") else f"{{{{ {value} }}}}"

    def written_out(self, node: nodes.Call) -> str:
        """A macro that takes the output of another: Go has no such argument, so its body stands where it is called."""
        assert isinstance(node.node, nodes.Name)
        macro, kept = self.macros[node.node.name], dict(self.names)
        for parameter, argument in zip(macro.args, node.args, strict=True):
            self.names[parameter.name] = (
                self.output(argument) if isinstance(argument, nodes.Call) else self.value(argument)
            )
        body = self.body(macro.body)
        self.names = kept
        return body

    def called(self, node: nodes.Call) -> str:
        """`room.macro` of a call."""
        match node.node:
            case nodes.Name(name=name):
                return f"{self.room}.{name}"
            case nodes.Getattr(node=nodes.Name(name=room), attr=name):
                return f"{room}.{name}"
            case _:
                raise TypeError(node)

    def arguments(self, node: nodes.Call) -> str:
        values = [self.value(argument) for argument in node.args]
        return values[0] if len(values) == 1 else f"(slice {' '.join(values)})" if values else '""'

    def value(self, node: nodes.Node) -> str:  # noqa: PLR0911, C901 - one line a kind of node
        match node:
            case nodes.Name():
                return self.names[node.name]
            case nodes.Const():
                return f'"{node.value}"' if isinstance(node.value, str) else str(node.value).lower()
            case nodes.Getattr():
                return f"{self.value(node.node)}.{node.attr}"
            case nodes.Getitem():
                return f"(index {self.value(node.node)} {self.value(node.arg)})"
            case nodes.Tuple():
                return f"(slice {' '.join(self.value(item) for item in node.items)})"
            case nodes.Not():
                return f"(not {self.value(node.node)})"
            case nodes.And():
                return f"(and {self.value(node.left)} {self.value(node.right)})"
            case nodes.Or():
                return f"(or {self.value(node.left)} {self.value(node.right)})"
            case nodes.Compare():
                operand = node.ops[0]
                return f"({_COMPARE[operand.op]} {self.value(node.expr)} {self.value(operand.expr)})"
            case nodes.Filter(name="length"):
                assert node.node is not None
                return f"(len {self.value(node.node)})"
            case _:
                raise TypeError(node)
