"""How good the extractor is: precision, recall, F1, values, links and people records against gold files."""
