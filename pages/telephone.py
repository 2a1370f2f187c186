def tel(telephone: str) -> str:
    """A telephone number as the address of a link: digits, in the United States unless it says otherwise."""
    digits = "".join(character for character in telephone if character.isdigit())
    return f"+{digits}" if telephone.startswith("+") or len(digits) != 10 else f"+1{digits}"
