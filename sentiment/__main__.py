"""`python -m sentiment` is the command `sentiment`."""

from sentiment.cli import main

main()
