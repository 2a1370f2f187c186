"""The archive in the admin: the upload and its preview, the list of what waits for a look, an issue and its source."""
