from .imported import ImportedIssue, ImportedSource
from .upload import Upload

__all__ = ["ImportedIssue", "ImportedSource", "Upload"]
