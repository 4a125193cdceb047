"""The hook file that mkdocs.yml names: it wires MkDocs' events to the edge, which is loaded only if
there is something to build.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from mingzhang.site.unchanged import stop_if_unchanged

_commands: list[str] = []


@cache
def edge() -> Any:
    """What answers MkDocs' events."""
    from mingzhang.site.edge import Site  # noqa: PLC0415  loading it takes half a second

    return Site(serves=_commands == ["serve"])


def on_startup(*, command: str, dirty: bool) -> None:
    """Notes what MkDocs was called for."""
    _commands.append(command)


def on_config(config: Any) -> Any:
    """Ends the program if its site would be the one that is there."""
    if _commands == ["build"]:
        stop_if_unchanged(config)
    return edge().on_config(config)


def on_shutdown() -> None:
    """Says what came of a build, if there was one."""
    if edge.cache_info().currsize:
        edge().on_shutdown()


def _answer(event: str) -> Callable[..., Any]:
    def answer(*args: Any, **kwargs: Any) -> Any:
        return getattr(edge(), event)(*args, **kwargs)

    return answer


on_nav, on_env = _answer("on_nav"), _answer("on_env")
on_page_context, on_post_build = _answer("on_page_context"), _answer("on_post_build")
on_build_error, on_serve = _answer("on_build_error"), _answer("on_serve")
