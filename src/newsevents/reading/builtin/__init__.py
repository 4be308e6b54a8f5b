"""The built-in analyser: tokens, sentences, tags, trees and lemmas in plain Python, without dependencies.

It was trained to reproduce the output of spaCy's small English model; see ``tools/train_analyser.py``.
"""

from newsevents.reading.builtin.analyser import BuiltinAnalyser

__all__ = ["BuiltinAnalyser"]
