"""The model: what a bundle holds, and what each of its fields is."""
