"""The commands of `sentiment`: each parses, calls the library, prints."""
