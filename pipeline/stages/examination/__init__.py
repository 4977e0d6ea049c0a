"""What the stage `examine` reads out of a document, one file a kind."""
