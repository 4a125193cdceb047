"""A generated country: its words, its promises, its plans. Only `plans` writes files."""
