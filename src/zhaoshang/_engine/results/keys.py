"""Of which grouping keys a project may have several values, and the tables that list them."""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics.frozenmap import FrozenMap

SEVERAL: Final[Mapping[str, str]] = FrozenMap(
    {
        "owner": "shares",
        "event": "events",
        "campaign": "campaigns",
        "chain": "chains",
        "node": "nodes",
        "tag": "tags",
        "region": "regions",
    }
)
"""The keys of which a project may have several values, each with the table that lists them."""

PLACES: Final = frozenset({"campaign", "chain", "node", "tag", "region"})
"""The keys that are no column of a project: where it stands in chains, what it lists, are tables of their own."""
