"""A running GNOME Shell of the tests as its extension's caller and as its own witness."""
import json
import os
import subprocess
import sys
import time

from gi.repository import Gio, GLib

NAME, PATH = "io.github.detour.Windows", "/io/github/detour/Windows"
UUID = "detour@detour.github.io"
BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
SHELL = ("org.gnome.Shell", "/org/gnome/Shell", "org.gnome.Shell")
WINDOWS = (NAME, PATH, NAME + "1")
RIGS = os.path.dirname(os.path.abspath(__file__))
ARGUMENTS = {
    "Snapshot": None, "Activate": "(tu)", "Close": "(tu)", "Place": "(tu(iiii)u)", "SetState": "(tuuu)",
    "SetWorkspace": "(tib)", "Restack": "(tb)", "SetCount": "(iu)", "SetName": "(is)", "SetGrid": "(ii)", "Switch": "(i)", "Subscribe": "(b)", "Pick": "(u)",
}
MINIMISED, MAXIMISED, FULLSCREEN, ABOVE, EVERYWHERE, HIDDEN = 1, 6, 8, 16, 32, 1024


def connect():
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(os.environ["DBUS_SESSION_BUS_ADDRESS"], flags, None, None)


connection = connect()


def call(place, method, signature=None, arguments=None, on=None):
    body = GLib.Variant(signature, arguments) if signature else None
    answer = (on or connection).call_sync(*place, method, body, None, Gio.DBusCallFlags.NONE, 60000, None)
    return answer.unpack()


def js(code):
    """The Shell's own value of JavaScript: the witness."""
    isDone, value = call(SHELL, "Eval", "(s)", (code,))
    if not isDone:
        raise RuntimeError(f"{code}: {value}")
    return json.loads(value) if value else None


def ask(method, *arguments):
    """What the extension answers; where that is an error, its name."""
    try:
        return call(WINDOWS, method, ARGUMENTS[method], arguments or None)
    except GLib.Error as e:
        return Gio.DBusError.get_remote_error(e).removeprefix(NAME + "1.Error.")


def snapshot():
    return json.loads(ask("Snapshot")[1])


def row(title):
    return next(w for w in snapshot()["windows"] if w["title"] == title)


def find(title):
    return f"global.get_window_actors().map(a => a.meta_window).find(w => w.title === '{title}')"


def number(title):
    return js(find(title) + ".get_id()")


def frame(title):
    return js(f"(r => [r.x, r.y, r.width, r.height])({find(title)}.get_frame_rect())")


def until(condition, seconds=60):
    """Waits until it holds: every test is run on machines that do other things too."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def rested(look):
    """What a look shows, once it has shown the same twice: a program may still draw for what was asked of it before."""
    last = [look()]

    def isAsBefore():
        time.sleep(0.2)
        last.append(look())
        return last[-1] == last[-2]
    return until(isAsBefore) and last[-1]


def expect(what, value, wanted=True):
    if value != wanted:
        sys.exit(f"{what}: {value!r} instead of {wanted!r}")


def isOwned():
    return call(BUS, "NameHasOwner", "(s)", (NAME,))[0]


def enable(on):
    js(f"Main.extensionManager.{'enable' if on else 'disable'}Extension('{UUID}'); 1")


clients = []


class Client:
    """A program with a window, which ends with the script."""

    def __init__(self, words, title, **variables):
        self.process = subprocess.Popen(
            words, env=dict(os.environ, **variables), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, bufsize=1)
        clients.append(self)
        expect(f"{title} opens", until(lambda: js(f"{find(title)}?.get_frame_rect().width > 0 || false"), 60))
        expect(f"{title} has been drawn", until(lambda: not js(find(title) + ".is_hidden()")))
        # It has the focus, or another one has: none is still being opened.
        time.sleep(0.2)

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        while self.process.stdout.readline().strip() != "done":
            expect("the client runs", self.process.poll(), None)


def gtk(toolkit, title, backend="wayland"):
    return Client(["/usr/bin/python3", f"{RIGS}/native-window.py", toolkit, title], title, GDK_BACKEND=backend)


def silent(title):
    return Client(["/usr/bin/python3", f"{RIGS}/silent-window.py", title], title)


def foot(title):
    return Client(["foot", "--config=/dev/null", "--title", title, "sleep", "1000"], title, LC_ALL="C.UTF-8")


def end():
    for client in clients:
        client.process.kill()
        client.process.wait()
    # The Shell of 43 has a window of its own among them.
    until(lambda: js("global.get_window_actors().filter(a => a.meta_window.title !== 'gnome-shell').length") == 0, 5)
