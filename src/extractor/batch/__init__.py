"""A folder of articles: every file once, in a settled order, on all cores, whatever happens on the way.

```
walk ──inputs──▶ job ──those not done──▶ engine ──results──▶ job ──▶ journal and spool ──▶ output
     in order        asks the journal    workers             commits                      one format
```

- `walk`: the files below a folder, lazily, sorted.
- `journal`: what is done (SQLite), and the records themselves (JSON Lines, only ever appended to).
- `engine`: inputs in, results out, in the same order; processes that may die. `worker` is what runs in one.
- `work`: what is done with one file. Nothing else here knows of articles, models or spaCy.
- `job`: joins them; `place` says which files belong to it.
"""
