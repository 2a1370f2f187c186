"""The library's pictures and documents: where they are used, who may change them, and who may read them."""
