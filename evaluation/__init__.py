"""How well Segundo reads: the gold articles go through the pipeline, the judge scores what comes out.

``python -m evaluation --help`` says what can be asked. The gold files and the judge are the development data beside the
repository; no text of theirs is kept here, only measures.
"""
