"""Text as parsers hand it on: plain characters, joined lines."""
