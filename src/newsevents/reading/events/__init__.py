"""The events reported in an article: allegations and meetings."""
