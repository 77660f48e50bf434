"""Records in the frameworks of others: `zhaoshang.integrations.pydantic` for pydantic and FastAPI.

>>> from zhaoshang.integrations.pydantic import Record
>>> Record.__name__
'Record'
"""

__all__: list[str] = []
