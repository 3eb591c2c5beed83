"""From mentions to a record: who is who, which court, and whose sentence for what.

A link is made on evidence in the text. Where the article does not settle it, it stays empty.
"""
