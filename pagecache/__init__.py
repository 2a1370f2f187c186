"""Pages kept on disk as they were sent, and how it is known that they are still true: docs/page-cache.md."""
