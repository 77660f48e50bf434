"""Boards as data (看板): rows of the ledger, columns, filter, order and lights, rendered as a table.

Each of the shipped ones is a `Board`; a user's own takes a few lines. A column is a field, a function of the row, or a
KPI over the row's projects, whose figure stays with the cell.

    >>> from zhaoshang.boards import BOARDS, COLLECTIONS
    >>> "、".join(board.zh for board in BOARDS.values())[:40]
    '项目进度图、产业链图、目标任务分解表、项目库、投资商库、园区载体库、土地厂房库、'
    >>> COLLECTIONS[:3]
    ('projects', 'investors', 'parks')
    >>> from zhaoshang.boards import Read, Tone
    >>> read: Read = lambda row: row.get("name")  # a column of one's own
    >>> tone: Tone = "amber"
"""

from zhaoshang._boards.declaring import COLLECTIONS, Board, BoardColumn, Light, Read, Row, Tone
from zhaoshang._boards.filling import board_table
from zhaoshang._boards.shipped import BOARDS
from zhaoshang._calls.guard import guard_room

__all__ = ["BOARDS", "COLLECTIONS", "Board", "BoardColumn", "Light", "Read", "Row", "Tone", "board_table"]

guard_room(globals())
