"""The validator of passwords that are easy to guess for whoever knows what this site is about."""

from django.core.exceptions import ValidationError

from .guessable_words import REQUIRED_OTHERS, count_others, find_words


class GuessableWordsValidator:
    """Refuses a password that is hardly more than the organization's own words, a repetition or a number.

    "ncsejncsej", "Ukr41ne-2022!" and "aaaaaaaaaaaa" are refused; four unrelated words may have "ukraine" among them.
    """

    def validate(self, password, user=None):
        """Raises ValidationError, which names the words."""
        words, rest = find_words(password)
        others = count_others(rest)
        if others >= REQUIRED_OTHERS:
            return
        if not words and others == len(rest):
            return  # it is short, and nothing else; MinimumLengthValidator says so
        if not words:
            raise ValidationError(
                "This password repeats the same characters, or is hardly more than a number. Three or four words that "
                "have nothing to do with each other are better.",
                code="password_repeats",
            )
        missing = REQUIRED_OTHERS - others
        characters = "1 more character" if missing == 1 else f"{missing} more characters"
        quoted = " and ".join(f"“{word}”" for word in words)
        raise ValidationError(
            f"{quoted}: whoever attacks this site tries that first, with any number and any spelling. Use other words, "
            f"or add at least {characters} besides.",
            code="password_guessable",
        )

    def get_help_text(self):
        return (
            "Your password can’t be mainly words about NCSEJ, such as the names of its countries. Three or four words "
            "that have nothing to do with each other are good."
        )
