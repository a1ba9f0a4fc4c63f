"""What editors write, one block or one paragraph at a time -> safe Markdown that reads as they meant it."""
