"""A griffe extension of the documentation site: keep what attrs calls by itself out of the reference."""

from typing import Any

from griffe import Class, Extension


class HideHooks(Extension):
    """Leave `__attrs_post_init__` out: nobody calls it, and what it refuses is told under Raises."""

    def on_class(self, *, cls: Class, **_: Any) -> None:  # noqa: ANN401 - as griffe declares it
        """Forget the hook once the class is known."""
        cls.members.pop("__attrs_post_init__", None)
