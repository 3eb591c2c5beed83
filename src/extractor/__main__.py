"""`python -m extractor` is `extractor`."""

from extractor.cli import main

main(prog_name="extractor")
