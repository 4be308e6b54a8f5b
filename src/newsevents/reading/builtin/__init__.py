"""The analyser that is built in: tokens, sentences, tags, trees and lemmas in plain Python, without a dependency.

It was trained to find what spaCy's small English model finds; see ``tools/train_analyser.py``.
"""

from newsevents.reading.builtin.analyser import BuiltinAnalyser

__all__ = ["BuiltinAnalyser"]
