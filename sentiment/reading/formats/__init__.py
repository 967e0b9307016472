"""One module a format, each with one reader: a stream of bytes to records."""
