"""What a search needs: the words of every document, made small enough to be sent to a browser."""
