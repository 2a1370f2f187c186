"""The demo content. What is said stands in the .toml and .md files; the modules beside them only carry it to the site.

pages/        a file for a page, named after its address; a folder of the same name holds the pages below it
documents/    a file for a PDF
clippings/    the clippings that the weekly updates choose from, by region; their publishers are in sources.toml
pictures.toml, people.toml, organization.toml, logins.toml
"""
