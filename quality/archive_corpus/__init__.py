"""Makes synthetic old issues, each with what an importer should read of it: values × layouts × forms of files.

    values.py       what an issue says, from tests/corpus/archive/*.toml
    blocks.py       a line or paragraph of an issue, and the fields it gives
    layouts.py      how the mails of some year lay an issue out, written before the rules were tuned; their parts are
                    in heads.py (masthead, TO and FROM), letters.py (letter, signature), stories.py (articles, foot)
    other_layouts.py   the same, never looked at while the rules were tuned
    texts.py, pages.py, mails.py, word.py, pdf.py    blocks into text, HTML, .eml, .docx and .pdf
    cases.py        which issues there are
    weeks.py        weeks of several files: a mail and its PDF, a mail that was sent again
    mixes.py        other issues, whose parts are taken at random
    hand_made.py    the hard ones that were written by hand
    make.py         writes them as files: `python -m quality.archive_corpus.make FOLDER`

Everything is made of its number alone: the same files on every machine.
"""
