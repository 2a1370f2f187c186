"""A window with a WebKitGTK view and nothing else, for WebKitWebDriver. Takes: the size of text.

Debian's Python runs this file, with python3-gi and gir1.2-webkit2-4.1; nothing here imports it.
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

size = int(sys.argv[1])
settings = WebKit2.Settings(default_font_size=size, default_monospace_font_size=size * 13 // 16)
context = WebKit2.WebContext.new_ephemeral()
window = Gtk.Window(decorated=False)


def create_view(session):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, settings=settings)
    view.connect("close", lambda view: window.destroy())
    window.add(view)
    window.show_all()
    view.grab_focus()
    return view


context.connect("automation-started", lambda context, session: session.connect("create-web-view", create_view))
context.set_automation_allowed(True)
window.connect("destroy", Gtk.main_quit)
Gtk.main()
