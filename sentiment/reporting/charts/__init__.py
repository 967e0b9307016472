"""Charts: each module draws one, `figures` has the look that they share."""
