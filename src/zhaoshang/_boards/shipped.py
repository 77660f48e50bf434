"""The boards that are shipped: what bureaus keep as 三图四库五池, and the lists beside them."""

from typing import Final

from zhaoshang._boards.maps import MAPS
from zhaoshang._boards.office import OFFICE
from zhaoshang._boards.pools import POOLS
from zhaoshang._boards.stores import STORES
from zhaoshang._boards.work import WORK
from zhaoshang._calls.registry import Registry

BOARDS: Final = Registry(
    "board", (*MAPS, *STORES, *POOLS, *WORK, *OFFICE), home=("zhaoshang.boards", "BOARDS")
)
"""The boards shipped, by id or Chinese name: 三图、四库、五池 as far as a ledger holds them, and the lists beside them."""
