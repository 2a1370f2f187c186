"""Replaces the inline script of Wagtail's choosers by data, which static/admin/widget-initializer.js reads.

The admin's Content-Security-Policy stops inline scripts, and a widget is rendered where no nonce is known, also in HTML
that a script puts into a page that has another one. The templates of Wagtail that have such scripts are replaced in
templates/wagtailadmin/panels/ and widgets/. All this can go when Wagtail puts out no inline scripts.
"""

import json
import re

from django.utils.html import format_html
from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"(?:new )?(\w+)\((.*)\);", re.DOTALL)  # such as: new PageChooser("id_page", {"modalUrl": "…"});
INITIALIZER = '{}<widget-initializer function="{}" arguments="{}" hidden></widget-initializer>'


def render_chooser(widget, name, value, attrs=None, renderer=None):
    """BaseChooser.render(), which every chooser has. Raises ValueError for one that does more than a call."""
    value_data = widget.get_value_data(value)
    html = widget.render_html(name, value_data, attrs)
    function, arguments = read_call(widget.render_js_init(attrs["id"], name, value_data))
    return format_html(INITIALIZER, html, function, json.dumps(arguments))


def read_call(script: str) -> tuple[str, list]:
    """The name of the function or class that a script calls, and the arguments. Raises ValueError if it does more."""
    try:
        function, arguments = CALL.fullmatch(script).groups()
        return function, json.loads(f"[{arguments}]")
    except (AttributeError, ValueError):
        raise ValueError(f"A chooser begins with more than a call: {script}") from None


def replace_inline_scripts_of_choosers() -> None:
    BaseChooser.render = render_chooser
