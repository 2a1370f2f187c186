"""The demo content: data in .toml and .md files, and the modules that load it into the site.

pages/        a file for each page, named after its slug; a folder of the same name has the pages below it
documents/    a file for each PDF
clippings/    the clippings of the weekly updates, by region; their sources are in sources.toml
pictures.toml, people.toml, organization.toml, logins.toml
"""
