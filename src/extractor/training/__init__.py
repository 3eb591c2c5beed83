"""Fine-tuning: the model that ships, or another, taught on a user's own gold.

`examples` makes training examples of gold, `tuning` trains on them, `saving` says in the result where it came from.
"""
