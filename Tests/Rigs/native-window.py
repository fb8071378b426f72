#!/usr/bin/python3
"""native-window.py 3|4 TITLE: a window of GTK 3 or 4, 400 by 300.

Takes lines and answers each with "done": title TEXT, dialog TEXT, modal TEXT, menu, hide, show, hang SECONDS.
"""
import sys
import time

import gi

toolkit, title = sys.argv[1:3]
gi.require_version("Gtk", toolkit + ".0")
from gi.repository import GLib, Gtk

loop = GLib.MainLoop()
kept = []


def window(title, parent=None, modal=False):
    one = Gtk.Window(title=title)
    one.set_default_size(*((200, 100) if parent else (400, 300)))
    if parent:
        one.set_transient_for(parent)
        one.set_modal(modal)
    button = Gtk.Button(label="x")
    if toolkit == "3":
        if parent:
            one.set_type_hint(1)  # a dialog
        one.add(button)
        one.show_all()
        one.connect("destroy", lambda *_: None if parent else loop.quit())
    else:
        one.set_child(button)
        one.present()
        one.connect("close-request", lambda *_: None if parent else loop.quit())
    kept.append(one)
    return one


if toolkit == "4":
    Gtk.init()
main = window(title)


def line(stream, _condition):
    word, _, text = stream.readline().strip().partition(" ")
    if not word:
        loop.quit()
        return False
    if word == "title":
        main.set_title(text)
    elif word in ("dialog", "modal"):
        window(text, main, word == "modal")
    elif word == "menu":
        menu = Gtk.Menu()
        menu.append(Gtk.MenuItem(label="one"))
        menu.show_all()
        menu.popup_at_widget(main.get_child(), 1, 1, None)
        kept.append(menu)
    elif word == "hide":
        main.hide()
    elif word == "show":
        main.show()
    elif word == "hang":
        print("done", flush=True)
        time.sleep(float(text))
        return True
    print("done", flush=True)
    return True


GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN, line)
print("ready", flush=True)
loop.run()
