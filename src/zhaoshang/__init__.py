"""Typed ledgers of Chinese investment attraction (招商引资): read, check and count them."""
