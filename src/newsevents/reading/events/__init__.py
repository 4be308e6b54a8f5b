"""Events of which an article tells: allegations and meetings."""
