"""The usual way, to compare with: a spaCy pipeline trained on the same treebanks, and dependency rules for quotations.

    python -m benchmarks.peer.train FOLDER     half an hour on one core; the model stays outside the repository
    python -m benchmarks.peer FOLDER           accuracy by the judge, and articles a second, beside Segundo's

Needs the extra ``bench``.
"""
