"""The tags by which pages use components and components declare what they take."""

from __future__ import annotations

from collections.abc import Mapping

from django.template import Context, Library, TemplateSyntaxError
from django.template.base import FilterExpression, Node, NodeList, Parser, TextNode, Token, token_kwargs
from django.utils.safestring import SafeString, mark_safe

from prm.ui import components

register = Library()


class FillNode(Node):
    """What a page puts into a named slot; it stands directly inside its component."""

    def __init__(self, slot: str, nodelist: NodeList) -> None:
        self.slot = slot
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        raise TemplateSyntaxError(f"{{% fill {self.slot} %}} must stand directly inside {{% component %}}.")


class ComponentNode(Node):
    """A component in use; everything about it that can be checked without values was checked."""

    child_nodelists = ("content",)

    def __init__(
        self, component: components.Component, arguments: Mapping[str, FilterExpression], fills: Mapping[str, NodeList]
    ) -> None:
        component.check(set(arguments), set(fills))
        self.component = component
        self.arguments = arguments
        self.fills = fills
        self.content = NodeList(node for nodelist in fills.values() for node in nodelist)

    def render(self, context: Context) -> SafeString:
        values = {name: components.resolve(value, context) for name, value in self.arguments.items()}
        slots = {name: mark_safe(nodelist.render(context).strip()) for name, nodelist in self.fills.items()}  # noqa: S308
        return mark_safe(self.component.render(values, slots, context))  # noqa: S308


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "card" title=… %} … {% endcomponent %}`; with `/` as the last word it has no content."""
    tag, *bits = token.split_contents()
    closed = bits[-1:] == ["/"]
    if closed:
        bits.pop()
    if not bits or bits[0][0] not in "\"'":
        raise TemplateSyntaxError(f"{{% {tag} %}} starts with the component's name in quotes.")
    name = bits.pop(0)[1:-1]
    arguments = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"Component {name!r}: {' '.join(bits)} is not of the form name=value.")
    fills = {} if closed else _fills(parser, name)
    return ComponentNode(components.load(name), arguments, fills)


def _fills(parser: Parser, name: str) -> dict[str, NodeList]:
    """Slot to content, `body` for what stands outside every `{% fill %}`."""
    content = parser.parse(("endcomponent",))
    parser.delete_first_token()
    fills: dict[str, NodeList] = {}
    for node in content:
        if isinstance(node, FillNode):
            if node.slot in fills:
                raise TemplateSyntaxError(f"Component {name!r} fills the slot {node.slot} twice.")
            fills[node.slot] = node.nodelist
    body = NodeList(node for node in content if not isinstance(node, FillNode))
    if any(not isinstance(node, TextNode) or node.s.strip() for node in body):
        fills["body"] = body
    return fills


@register.tag
def fill(parser: Parser, token: Token) -> FillNode:
    """`{% fill actions %} … {% endfill %}`: the content of a named slot."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise TemplateSyntaxError("{% fill %} takes the name of one slot.")
    nodelist = parser.parse(("endfill",))
    parser.delete_first_token()
    return FillNode(bits[1], nodelist)


@register.tag
def parameters(parser: Parser, token: Token) -> components.ParametersNode:
    """`{% parameters title intro="" %}`: what a component takes; one with a default may be left out."""
    defaults: dict[str, FilterExpression | None] = {}
    for bit in token.split_contents()[1:]:
        name, has_default, default = bit.partition("=")
        defaults[name] = parser.compile_filter(default) if has_default else None
    return components.ParametersNode(defaults)


@register.tag
def slots(parser: Parser, token: Token) -> components.SlotsNode:
    """`{% slots body actions? %}`: what a page may fill; one with a question mark may stay empty."""
    bits = token.split_contents()[1:]
    return components.SlotsNode({bit.removesuffix("?"): not bit.endswith("?") for bit in bits})
