"""The package as a BagIt bag (RFC 8493): written once, verified anywhere, compared with another."""
