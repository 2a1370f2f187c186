from .imported import ImportedIssue, ImportedSource

__all__ = ["ImportedIssue", "ImportedSource"]
