"""The library's own words: languages, the catalogues of messages, and the three scripts."""
