"""How a page is cited, and sent on by mail. No Django here."""

from urllib.parse import quote

INNER_QUOTATION_MARKS = str.maketrans("“”", "‘’")


def cite(author: str, title: str, day: str, url: str) -> str:
    """A citation in the American style of The Chicago Manual of Style, 14.207 (17th edition): a title in quotation
    marks with the full stop inside, and a date as "February 21, 2025", unless the title ends with it. Each but the URL
    may be empty.
    """
    title = title.strip().translate(INNER_QUOTATION_MARKS)
    end = "" if title.endswith((".", "?", "!", "…")) else "."
    parts = [
        author and f"{author.rstrip('.')}.",
        title and f"“{title}{end}”",
        day and not title.endswith(day) and f"{day}.",
        url,
    ]
    return " ".join(part for part in parts if part)


def mail_link(subject: str, body: str) -> str:
    """A mailto: URL without an address (RFC 6068): whoever opens it chooses the reader."""
    return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
