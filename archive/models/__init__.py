from .imported import THRESHOLD, ImportedIssue, ImportedSource
from .upload import Upload

__all__ = ["THRESHOLD", "ImportedIssue", "ImportedSource", "Upload"]
