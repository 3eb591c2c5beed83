"""The finders, one for each kind of entity. `extractor.components` makes them spaCy components."""
