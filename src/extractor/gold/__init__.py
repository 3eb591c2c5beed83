"""Gold: what a careful reader finds in an article, and the formats in which it comes and goes.

`model` is the gold itself, `sheets` the same as the tools of annotators hold it: regions of the text, and links between
them. `ours`, `marks`, `brat`, `label_studio`, `prodigy`, `docbin` and `conll` are the formats, each read and written in
one module; `sources` tells by the content which one it is.
"""
