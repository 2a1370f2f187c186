"""Mails that are no issue, or whose text nobody but their recipient can read."""

import re
from email.message import Message

BOUNCE = "A report that a mail could not be delivered, or was read; no issue."
ANSWER = "An automatic answer, no issue."
ENCRYPTED = "The mail is encrypted ({}); open it in the program that has the key, and save its text or a PDF."
OPAQUE = "The mail is signed (S/MIME) in a form that hides its text; save it as PDF, and import that."
PARTIAL = "Only a part of a mail that was sent in several."

POSTMASTER = re.compile(r"\b(?:mailer-daemon|postmaster|mail delivery (?:sub)?system)\b", re.IGNORECASE)
BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (?:status notification|failure|has failed)|returned (?:mail|to sender)|failure notice"
    r"|mail delivery failed|could not be delivered",
    re.IGNORECASE,
)
PGP = "-----BEGIN PGP MESSAGE-----"


def find_refusal(message: Message) -> str:
    """Why a mail is not read, or ""."""
    kind = message.get_content_type()
    says_undelivered = BOUNCE_SUBJECT.search(_field(message, "Subject")) is not None
    if kind == "multipart/report" or (says_undelivered and _is_from_postmaster(message)):
        return BOUNCE
    if _field(message, "Auto-Submitted").lower().startswith("auto-replied") or message.get("X-Autoreply"):
        return ANSWER
    if kind == "multipart/encrypted":
        return ENCRYPTED.format("PGP")
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        return OPAQUE if str(message.get_param("smime-type")) == "signed-data" else ENCRYPTED.format("S/MIME")
    if kind == "message/partial":
        return PARTIAL
    if kind == "text/plain" and str(message.get_payload()).lstrip().startswith(PGP):
        return ENCRYPTED.format("PGP")
    return ""


def _is_from_postmaster(message: Message) -> bool:
    return POSTMASTER.search(_field(message, "From")) is not None or _field(message, "Return-Path").strip() == "<>"


def _field(message: Message, name: str) -> str:
    return str(message.get(name, ""))
