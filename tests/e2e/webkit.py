#!/usr/bin/python3
"""A WebKitGTK browser for its WebDriver, with a profile that outlives it. The one that comes with the driver keeps nothing.

Arguments: the folder of the profile, the folder for files that pages save, and "true" for private windows.
Neither the driver nor a page that it drives can print, so the signal SIGUSR1 does: the page, to print.pdf in the latter folder.
"""

import os
import signal
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

VIEWS = []
PROFILE, DOWNLOADS = Path(sys.argv[1]), Path(sys.argv[2])
IS_PRIVATE = sys.argv[3] == "true"


def saves(download, name):
    download.set_allow_overwrite(True)
    download.set_destination((DOWNLOADS / name).as_uri())
    return True


def prints():
    operation = WebKit2.PrintOperation.new(VIEWS[-1])
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, (DOWNLOADS / "print.pdf").as_uri())
    operation.set_print_settings(settings)
    operation.print_()
    return True


def opens(session):
    view = WebKit2.WebView(web_context=CONTEXT, is_controlled_by_automation=True)
    window = Gtk.Window()
    window.set_default_size(1280, 900)
    window.add(view)
    view.connect("close", lambda _: window.destroy())
    window.show_all()
    VIEWS.append(view)
    return view


def starts(context, session):
    information = WebKit2.ApplicationInfo()
    information.set_name("webkit.py")
    session.set_application_info(information)
    session.connect("create-web-view", opens)


if IS_PRIVATE:
    DATA = WebKit2.WebsiteDataManager.new_ephemeral()
else:
    DATA = WebKit2.WebsiteDataManager(base_data_directory=str(PROFILE), base_cache_directory=str(PROFILE / "cache"))
os.makedirs(DOWNLOADS, exist_ok=True)
CONTEXT = WebKit2.WebContext(website_data_manager=DATA)
CONTEXT.set_automation_allowed(True)
CONTEXT.connect("automation-started", starts)
CONTEXT.connect("download-started", lambda _, download: download.connect("decide-destination", saves))
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, prints)
Gtk.main()
