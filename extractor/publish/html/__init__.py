"""One self-contained page: the notice's own text with everything that was read marked at its place."""
