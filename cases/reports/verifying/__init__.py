"""What a stranger can check of downloaded releases: from the files alone, without a database or a model.

``check.verify`` is the one function to call.
"""
