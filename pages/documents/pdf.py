"""Reading PDFs."""

from pypdf import PdfReader


def count_pages(file):
    """The number of pages of an open PDF, which is rewound. Raises PyPdfError when it is not a readable PDF."""
    file.seek(0)
    try:
        return len(PdfReader(file).pages)
    finally:
        file.seek(0)
