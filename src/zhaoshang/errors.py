"""Every error that the library raises, each a record first and a sentence second.

One base class, `ZhaoshangError`; each error also inherits the fitting standard class, keeps its fields,
compares by them and survives pickling. `str(error)` speaks English and ends with the likely fix;
`error.render("zh_CN")` says the same in Chinese.

Faults in data are not errors: see `zhaoshang.findings`.
"""

from typing import TYPE_CHECKING, Final

from zhaoshang._basics.lazy import lazy

if TYPE_CHECKING:
    from zhaoshang._errors.arguments import (
        ArgumentError,
        ImmutableError,
        OperationError,
        UnknownAttributeError,
    )
    from zhaoshang._errors.base import (
        ZhaoshangError,
    )
    from zhaoshang._errors.documents import (
        FieldError,
        FormatVersionError,
        MissingFieldError,
        RecordError,
        UnknownFieldError,
    )
    from zhaoshang._errors.files import (
        FileAccessError,
        FileSyntaxError,
        ForkedProcessError,
        FrameSchemaError,
        MissingExtraError,
        MissingFileError,
        UnpublishedYearError,
        UnsupportedFrameError,
    )
    from zhaoshang._errors.ledgers import (
        ArgumentNeededError,
        ChangeConflictError,
        DanglingReferenceError,
        DuplicateIdError,
        LedgerOrderError,
        StepCycleError,
        TransitionRefusedError,
        UnknownIdError,
    )
    from zhaoshang._errors.values import (
        AmbiguousQuantityError,
        ConversionError,
        CurrencyMismatchError,
        DateValueError,
        FieldTypeError,
        InexactNumberError,
        NumberRangeError,
        PeriodSyntaxError,
        QuantitySyntaxError,
        TodayNeededError,
        UnfitValueError,
        UnitMismatchError,
        UnknownCodeError,
        UnknownUnitError,
    )

__all__ = [
    "AmbiguousQuantityError",
    "ArgumentError",
    "ArgumentNeededError",
    "ChangeConflictError",
    "ConversionError",
    "CurrencyMismatchError",
    "DanglingReferenceError",
    "DateValueError",
    "DuplicateIdError",
    "FieldError",
    "FieldTypeError",
    "FileAccessError",
    "FileSyntaxError",
    "ForkedProcessError",
    "FormatVersionError",
    "FrameSchemaError",
    "ImmutableError",
    "InexactNumberError",
    "LedgerOrderError",
    "MissingExtraError",
    "MissingFieldError",
    "MissingFileError",
    "NumberRangeError",
    "OperationError",
    "PeriodSyntaxError",
    "QuantitySyntaxError",
    "RecordError",
    "StepCycleError",
    "TodayNeededError",
    "TransitionRefusedError",
    "UnfitValueError",
    "UnitMismatchError",
    "UnknownAttributeError",
    "UnknownCodeError",
    "UnknownFieldError",
    "UnknownIdError",
    "UnknownUnitError",
    "UnpublishedYearError",
    "UnsupportedFrameError",
    "ZhaoshangError",
]

_HOMES: Final = {
    "AmbiguousQuantityError": "zhaoshang._errors.values",
    "ArgumentError": "zhaoshang._errors.arguments",
    "ArgumentNeededError": "zhaoshang._errors.ledgers",
    "ChangeConflictError": "zhaoshang._errors.ledgers",
    "ConversionError": "zhaoshang._errors.values",
    "CurrencyMismatchError": "zhaoshang._errors.values",
    "DanglingReferenceError": "zhaoshang._errors.ledgers",
    "DateValueError": "zhaoshang._errors.values",
    "DuplicateIdError": "zhaoshang._errors.ledgers",
    "FieldError": "zhaoshang._errors.documents",
    "FieldTypeError": "zhaoshang._errors.values",
    "FileAccessError": "zhaoshang._errors.files",
    "FileSyntaxError": "zhaoshang._errors.files",
    "ForkedProcessError": "zhaoshang._errors.files",
    "FormatVersionError": "zhaoshang._errors.documents",
    "FrameSchemaError": "zhaoshang._errors.files",
    "ImmutableError": "zhaoshang._errors.arguments",
    "InexactNumberError": "zhaoshang._errors.values",
    "LedgerOrderError": "zhaoshang._errors.ledgers",
    "MissingExtraError": "zhaoshang._errors.files",
    "MissingFieldError": "zhaoshang._errors.documents",
    "MissingFileError": "zhaoshang._errors.files",
    "NumberRangeError": "zhaoshang._errors.values",
    "OperationError": "zhaoshang._errors.arguments",
    "PeriodSyntaxError": "zhaoshang._errors.values",
    "QuantitySyntaxError": "zhaoshang._errors.values",
    "RecordError": "zhaoshang._errors.documents",
    "StepCycleError": "zhaoshang._errors.ledgers",
    "TodayNeededError": "zhaoshang._errors.values",
    "TransitionRefusedError": "zhaoshang._errors.ledgers",
    "UnfitValueError": "zhaoshang._errors.values",
    "UnitMismatchError": "zhaoshang._errors.values",
    "UnknownAttributeError": "zhaoshang._errors.arguments",
    "UnknownCodeError": "zhaoshang._errors.values",
    "UnknownFieldError": "zhaoshang._errors.documents",
    "UnknownIdError": "zhaoshang._errors.ledgers",
    "UnknownUnitError": "zhaoshang._errors.values",
    "UnpublishedYearError": "zhaoshang._errors.files",
    "UnsupportedFrameError": "zhaoshang._errors.files",
    "ZhaoshangError": "zhaoshang._errors.base",
}

__getattr__, __dir__ = lazy(__name__, _HOMES)
