"""What the site shows: who is where, one page, its search, its menu, what became of former numbers."""
