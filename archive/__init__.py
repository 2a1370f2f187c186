"""Brings old issues of the weekly update home: from mails, web pages, Word files, PDFs and exports of mailing services.

Staff review what a program has read before readers see it.

    reading/       files in, the texts of issues out, or why a file is refused (pure)
    record.py      what of an issue is stored, and how much it can be trusted (pure)
    merging.py     several sources of one issue become one record (pure)
    mail_links.py  the redirects of mail services, which leave an issue (pure)
    models/        an imported issue, and the files that it came from
    importing/     a record becomes a draft, linked with what the site knows
    admin/         the upload, the queue of issues to review, and one issue beside its source
"""
