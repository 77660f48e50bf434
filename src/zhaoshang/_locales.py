"""What a locale says of the language."""


def is_chinese(locale: str, /) -> bool:
    """Tell whether a locale such as `zh_CN`, `zh-Hant` or `ZH` means Chinese; every other language gets English words."""
    return locale.replace("_", "-").partition("-")[0].lower() == "zh"
