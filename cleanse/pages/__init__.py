"""Pages: HTML in, blocks with their elements out, and which of them are the article."""
