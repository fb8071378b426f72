#!/usr/bin/python3
"""shell-windows.py SCENARIO: uses the extension in the GNOME Shell of this session as its clients do, with real windows.

The Shell's own state (org.gnome.Shell.Eval) is the witness. Says "held" in the end, or what did not hold. The Shell has one
monitor of 1280x720, and four workspaces for good, but where a scenario says otherwise.
"""
import os
import sys
import tempfile
import time

from shell_session import *

ACTIVE = "global.workspace_manager.get_active_workspace_index()"
FOCUS = "global.display.focus_window?.title ?? null"


def workspace(title):
    return js(f"{find(title)}.get_workspace().index()")


def listing():
    """Each window is there once, native or not, with what xprop and the Shell say of it."""
    gtk("3", "three")
    four = gtk("4", "four")
    x = gtk("3", "xeleven", "x11")
    foot("foot")
    rows = {w["title"]: w for w in snapshot()["windows"]}
    expect("the windows", sorted(rows), ["foot", "four", "three", "xeleven"])
    for title, w in rows.items():
        expect(f"{title}: number", w["id"], number(title))
        expect(f"{title}: frame", until(lambda: row(title)["frame"] == frame(title)))
        expect(f"{title}: pid", w["pid"], js(find(title) + ".get_pid()"))
        expect(f"{title}: workspace", w["workspace"], 0)
    expect("foot's class and program", [rows["foot"][k] for k in ("class", "app")], ["foot", "foot.desktop"])
    for title, w in rows.items():
        app = js(f"imports.gi.Shell.WindowTracker.get_default().get_window_app({find(title)}).get_id()")
        expect(f"{title}: its program's file", w["app"], "" if app.startswith("window:") else app)
    expect("no X number of a native window", [rows[t]["xid"] for t in ("three", "four", "foot")], [0, 0, 0])
    clients_ = subprocess.run(["xprop", "-root", "_NET_CLIENT_LIST"], capture_output=True, text=True).stdout
    expect("xprop lists it", hex(rows["xeleven"]["xid"]) in clients_)
    title = subprocess.run(["xprop", "-id", hex(rows["xeleven"]["xid"]), "_NET_WM_NAME"], capture_output=True, text=True).stdout
    expect("under that title", "xeleven" in title)
    expect("one of them has the focus", until(lambda: snapshot()["focus"] == js("global.display.focus_window?.get_id() ?? -1")))
    expect("the work area", snapshot()["monitors"][0]["area"], [0, 32, 1280, 688])

    # A menu is no window of this list, though the Shell has it in its own.
    shown = "global.get_window_actors().length"
    before = js(shown)
    three = gtk("3", "menu of three")
    three.tell("menu")
    expect("a menu", until(lambda: js(shown) > before + 1))
    expect("a menu is no window", len(snapshot()["windows"]), 5)
    four.tell('title "quoted" \\ \x1b[31m ü \u202e')
    expect("a title as it is", until(lambda: any(w["title"] == '"quoted" \\ \x1b[31m ü \u202e' for w in snapshot()["windows"])))
    # What is remembered of a window is so only until it says something else.
    before = row("xeleven")
    subprocess.run(["xprop", "-id", hex(before["xid"]), "-f", "WM_CLASS", "8s", "-set", "WM_CLASS", "foot"])
    expect("another class", until(lambda: js(find("xeleven") + ".get_wm_class() ?? ''") != before["class"]))
    after = row("xeleven")
    app = js(f"imports.gi.Shell.WindowTracker.get_default().get_window_app({find('xeleven')}).get_id()")
    expect("is told", [after["class"], after["app"]],
           [js(find("xeleven") + ".get_wm_class() ?? ''"), "" if app.startswith("window:") else app])
    x.tell("hide")
    expect("a hidden one is gone", until(lambda: "xeleven" not in [w["title"] for w in snapshot()["windows"]]))


def activating():
    for title, make in (("far", lambda: gtk("4", "far")), ("near", lambda: foot("near"))):
        make()
    expect("to workspace 3", ask("SetWorkspace", number("far"), 2, False), ("done", "", 2))
    expect("it is there", workspace("far"), 2)
    expect("activated", ask("Activate", number("far"), 15000), ("done", "", number("far")))
    expect("the Shell shows it", [js(ACTIVE), js(FOCUS)], [2, "far"])
    expect("back", ask("Activate", number("near"), 15000)[0], "done")
    expect("minimised", ask("SetState", number("far"), MINIMISED, MINIMISED, 15000)[0], "done")
    expect("shown again", ask("Activate", number("far"), 15000)[0], "done")
    expect("the Shell has the focus there", [js(ACTIVE), js(FOCUS), js(find("far") + ".minimized")], [2, "far", False])
    js("Main.overview.show(); 1")
    expect("the overview is open", until(lambda: js("Main.overview.visible")))
    expect("from the overview", ask("Activate", number("near"), 15000)[0], "done")
    expect("it closes", until(lambda: not js("Main.overview.visible")))
    expect("and the focus is there", [js(ACTIVE), js(FOCUS)], [0, "near"])


def dialogs():
    """The focus goes to a modal dialog; it cannot be torn from its parent, and comes along."""
    parent = gtk("3", "parent")
    parent.tell("modal question")
    expect("a dialog", until(lambda: "question" in [w["title"] for w in snapshot()["windows"]]))
    time.sleep(0.3)
    gtk("4", "other")
    expect("the parent is activated by its dialog's focus", ask("Activate", number("parent"), 3000),
           ("done", "", number("question")))
    expect("attached", js(find("question") + ".is_attached_dialog()"))
    expect("no place of its own", ask("Place", number("question"), 3, (10, 40, 0, 0), 1000)[:2], ("refused", "attached-dialog"))
    expect("no state", ask("SetState", number("question"), MINIMISED, MINIMISED, 1000)[:2], ("refused", "attached-dialog"))
    expect("no workspace", ask("SetWorkspace", number("question"), 1, False)[:2], ("refused", "attached-dialog"))
    expect("nothing has moved", [workspace("question"), workspace("parent")], [0, 0])
    expect("the dialog comes along", ask("SetWorkspace", number("parent"), 1, False)[0], "done")
    expect("both are there", [workspace("question"), workspace("parent")], [1, 1])
    expect("and comes back activated", ask("Activate", number("question"), 15000)[0], "done")
    expect("on its workspace", [js(ACTIVE), js(FOCUS)], [1, "question"])


def placing():
    for title, client in (("three", lambda: gtk("3", "three")), ("four", lambda: gtk("4", "four")),
                          ("xeleven", lambda: gtk("3", "xeleven", "x11"))):
        client()
        place = (100, 60, 500, 350)
        expect(f"{title}: placed", ask("Place", number(title), 15, place, 15000), ("done", "", place))
        expect(f"{title}: the Shell has it there", frame(title), list(place))
        expect(f"{title}: moved", ask("Place", number(title), 3, (40, 50, 0, 0), 15000), ("done", "", (40, 50, 500, 350)))
        expect(f"{title}: only its width", ask("Place", number(title), 4, (0, 0, 450, 0), 15000)[2], (40, 50, 450, 350))
        expect(f"{title}: maximised", ask("SetState", number(title), MAXIMISED, MAXIMISED, 15000)[0], "done")
        expect(f"{title}: fills the area", until(lambda: frame(title) == [0, 32, 1280, 688]))
        expect(f"{title}: placed out of that", ask("Place", number(title), 15, place, 15000), ("done", "", place))
        expect(f"{title}: no longer maximised", js(find(title) + ".maximized_vertically"), False)
        expect(f"{title}: fullscreen", ask("SetState", number(title), FULLSCREEN, FULLSCREEN, 15000)[0], "done")
        expect(f"{title}: fills the monitor", until(lambda: frame(title) == [0, 0, 1280, 720]))
        expect(f"{title}: and out of that", ask("Place", number(title), 15, place, 15000), ("done", "", place))
    # What is off the screen comes back, unless it may leave it.
    outcome, _, (x, y, *_) = ask("Place", number("three"), 3, (-2000, -2000, 0, 0), 15000)
    expect("kept on the screen", [outcome, x > -500, y >= 0], ["constrained", True, True])
    expect("may leave it", ask("Place", number("three"), 16 + 3, (-250, 100, 0, 0), 15000)[:2], ("done", ""))


def rounding():
    """A terminal takes whole cells; the same request, which it does not answer again, has the same answer."""
    # Of X11 all takes effect within the call: nothing tells of it afterwards.
    Client(["xterm", "-title", "xcells", "-e", "sleep", "1000"], "xcells")
    began = time.monotonic()
    outcome, _, taken = ask("Place", number("xcells"), 15, (40, 50, 503, 307), 10000)
    expect("xcells: constrained", [outcome, list(taken)], ["constrained", frame("xcells")])
    expect("xcells: at once", time.monotonic() - began < 5)
    foot("cells")
    first = ask("Place", number("cells"), 15, (40, 50, 503, 307), 5000)
    time.sleep(0.3)
    expect("that is what it has", list(first[2]), frame("cells"))
    if first[0] == "done":
        return  # it takes every size in this state
    expect("constrained", first[0], "constrained")
    expect("again", ask("Place", number("cells"), 15, (40, 50, 503, 307), 5000), first)
    lock(True)
    lock(False)
    expect("after the screen was locked", ask("Place", number("cells"), 15, (40, 50, 503, 307), 5000), first)


def unseen():
    """What is not shown takes its size when it is; what never answers does not, and holds up nobody else."""
    gtk("3", "covered")
    expect("under", ask("Place", number("covered"), 15, (100, 100, 300, 200), 15000)[0], "done")
    silent("silent")
    gtk("4", "cover")
    expect("over", ask("SetState", number("cover"), MAXIMISED, MAXIMISED, 15000)[0], "done")
    expect("it covers", until(lambda: frame("cover") == [0, 32, 1280, 688]))
    outcome, reason, _ = ask("Place", number("covered"), 15, (100, 100, 320, 220), 5000)
    expect("done or pending", (outcome, reason) in (("done", ""), ("pending", "not-shown")))
    expect("it is shown", ask("Activate", number("covered"), 15000)[0], "done")
    expect("and has the size then", until(lambda: frame("covered") == [100, 100, 320, 220]))

    expect("in front", ask("Activate", number("silent"), 15000)[0], "done")
    before = frame("silent")
    other, ended = connect(), []
    place = GLib.Variant("(tu(iiii)u)", (number("silent"), 15, (60, 60, 500, 400), 1500))
    for method, body in ("Place", place), ("Snapshot", None):
        other.call(*WINDOWS, method, body, None, Gio.DBusCallFlags.NONE, 60000, None,
                   lambda c, r, method=method: ended.append((method, c.call_finish(r).unpack())))
    context = GLib.MainContext.default()
    expect("both are answered", until(lambda: (context.iteration(False), len(ended))[1] == 2))
    expect("the Shell goes on meanwhile", [method for method, _ in ended], ["Snapshot", "Place"])
    (_, (_, listed)), (_, placed) = ended
    expect("and lists them", len(json.loads(listed)["windows"]), 3)
    expect("late", placed[:2], ("late", ""))
    expect("with the frame that is", list(placed[2]), before)
    # Moving alone needs nothing of the program.
    expect("moved", ask("Place", number("silent"), 3, (70, 80, 0, 0), 15000)[:2], ("done", ""))
    expect("it is there", frame("silent")[:2], [70, 80])


def fixed():
    """What a window cannot is refused with the reason, and not tried."""
    Client(["zenity", "--info", "--text=hello", "--title=fixed"], "fixed", GDK_BACKEND="wayland")
    before = frame("fixed")
    expect("no size", ask("Place", number("fixed"), 15, (50, 50, 600, 500), 1000)[:2], ("refused", "fixed-size"))
    expect("no maximising", ask("SetState", number("fixed"), MAXIMISED, MAXIMISED, 1000)[:2], ("refused", "not-maximisable"))
    expect("as before", frame("fixed"), before)
    expect("a place", ask("Place", number("fixed"), 3, (50, 60, 0, 0), 15000)[:2], ("done", ""))
    expect("closed", ask("Close", number("fixed"), 15000), ("done", ""))
    expect("it is gone", until(lambda: not js(f"{find('fixed')} != null")))


def states():
    for toolkit, backend in (("3", "wayland"), ("4", "wayland"), ("3", "x11")):
        title = f"{toolkit} {backend}"
        gtk(toolkit, title, backend)
        for bit, value in ((MINIMISED, "minimized"), (ABOVE, "above"), (EVERYWHERE, "on_all_workspaces"),
                           (FULLSCREEN, "fullscreen"), (2, "maximized_horizontally"), (4, "maximized_vertically"),
                           (MAXIMISED, "maximized_horizontally")):
            for on in (True, False):
                outcome = ask("SetState", number(title), bit, bit if on else 0, 5000)
                expect(f"{title}: {value} {on}", outcome[0], "done")
                expect(f"{title}: the Shell says {value}", js(f"{find(title)}.{value}"), on)
                expect(f"{title}: and the answer", bool(outcome[2] & bit), on)
                expect(f"{title}: the frame", until(lambda: list(outcome[3]) == frame(title)))
        # Where the size is right already, no change of it will tell.
        rested(lambda: frame(title))
        expect(f"{title}: placed", ask("Place", number(title), 15, (0, 32, 640, 688), 15000)[0], "done")
        expect(f"{title}: all of the height", ask("SetState", number(title), 4, 4, 15000)[::3], ("done", (0, 32, 640, 688)))
        expect(f"{title}: so it is", js(find(title) + ".maximized_vertically"))
        expect(f"{title}: no longer", ask("SetState", number(title), 4, 0, 500)[0], "done")
        expect(f"{title}: nor is it", not js(find(title) + ".maximized_vertically"))
        # Fullscreen over maximised, which would be its own size afterwards if it ended last.
        rested(lambda: frame(title))
        expect(f"{title}: its own size", ask("Place", number(title), 15, (100, 60, 500, 350), 15000)[0], "done")
        for bits in (MAXIMISED, FULLSCREEN):
            expect(f"{title}: large", ask("SetState", number(title), bits, bits, 15000)[0], "done")
        expect(f"{title}: neither", ask("SetState", number(title), MAXIMISED | FULLSCREEN, 0, 15000)[0], "done")
        expect(f"{title}: its own size again", until(lambda: frame(title) == [100, 60, 500, 350]) or frame(title))
        expect(f"{title}: fullscreen", ask("SetState", number(title), FULLSCREEN, FULLSCREEN, 15000)[0], "done")
        expect(f"{title}: not maximised too", ask("SetState", number(title), MAXIMISED, MAXIMISED, 1000)[:2], ("refused", "fullscreen"))
    gtk("4", "top")
    # The Shell of 43 has a window of its own among them.
    order = "global.display.sort_windows_by_stacking(global.get_window_actors().map(a => a.meta_window))" \
        ".map(w => w.title).filter(t => t !== 'gnome-shell')"
    expect("lowered", ask("Restack", number("top"), False), ("done", ""))
    expect("lowest", js(order)[0], "top")
    expect("raised", ask("Restack", number("top"), True), ("done", ""))
    expect("highest", js(order)[-1], "top")
    expect("as the list says", [w["title"] for w in snapshot()["windows"]], js(order))
    expect("closed", ask("Close", number("top"), 15000), ("done", ""))


def remembering():
    """What the extension remembers of a window is so only until somebody else, the Shell or another program, changes it."""
    # The Shell's own names of them.
    bits = {"minimized": MINIMISED, "maximized_horizontally": 2, "maximized_vertically": 4, "fullscreen": FULLSCREEN, "above": ABOVE,
            "on_all_workspaces": EVERYWHERE, "demands_attention": 64, "skip_taskbar": 128}

    def said(title):
        w = row(title)
        return {name: w["state"] & bit != 0 for name, bit in bits.items()} | {name: w[name] for name in ("type", "workspace", "frame")}

    def isSo(title):
        w = js(f"(({{{', '.join([*bits, 'urgent'])}}}) => ({{{', '.join([*bits, 'urgent'])}}}))({find(title)})")
        w["demands_attention"] |= w.pop("urgent")
        return w | {"type": js(f"{find(title)}.get_window_type()"), "frame": frame(title),
                    "workspace": -1 if w["on_all_workspaces"] else workspace(title)}

    def rests(title):
        return rested(lambda: isSo(title))

    x, native = "of x11", "of wayland"
    gtk("3", x, "x11")
    gtk("4", native)
    number_ = hex(row(x)["xid"])
    inX = [["wmctrl", "-r", x, "-b", "add,skip_taskbar"], ["xdotool", "set_window", "--urgency", "1", number_],
           ["wmctrl", "-r", x, "-e", "0,70,80,500,400"],
           # The last: a window of that type cannot be minimised.
           ["xprop", "-id", number_, "-f", "_NET_WM_WINDOW_TYPE", "32a", "-set", "_NET_WM_WINDOW_TYPE", "_NET_WM_WINDOW_TYPE_UTILITY"]]
    maximise = "(w => w.set_maximize_flags ? w.set_maximize_flags(3) : w.maximize(3))"
    restore = "(w => w.set_unmaximize_flags ? w.set_unmaximize_flags(3) : w.unmaximize(3))"
    inShell = ["(w => w.make_above())", "(w => w.stick())", "(w => w.unstick())", "(w => w.change_workspace_by_index(1, false))",
               "(w => w.change_workspace_by_index(0, false))", maximise, restore, "(w => w.make_fullscreen())",
               "(w => w.unmake_fullscreen())", "(w => w.minimize())", "(w => w.set_demands_attention())",
               "(w => w.unset_demands_attention())", "(w => w.unminimize())", "(w => w.unmake_above())", "(w => w.move_frame(true, 90, 100))"]
    for title in x, native:
        for change in inShell + (inX if title == x else []):
            before = said(title)
            if isinstance(change, list):
                subprocess.run(change, check=True)
            else:
                js(f"{change}({find(title)}); 1")
            expect(f"{title}: {change} does something", until(lambda: isSo(title) != before))
            after = rests(title)
            expect(f"{title}: {change} is told", said(title), after)


def workspaces():
    gtk("4", "one")
    expect("switched", ask("Switch", 2), ("done", "", 2))
    expect("the Shell shows it", js(ACTIVE), 2)
    expect("moved and followed", ask("SetWorkspace", number("one"), 1, True), ("done", "", 1))
    expect("the Shell went along", [js(ACTIVE), workspace("one")], [1, 1])
    expect("until the focus is there", until(lambda: js(FOCUS) == "one"))
    expect("on all", ask("SetState", number("one"), EVERYWHERE, EVERYWHERE, 15000)[0], "done")
    expect("listed so", row("one")["workspace"], -1)
    expect("on one again", ask("SetWorkspace", number("one"), 3, False), ("done", "", 3))
    expect("no longer on all", js(find("one") + ".on_all_workspaces"), False)
    for index in (-1, 5, 1000):
        expect(f"there is no {index}", ask("Switch", index), "NoSuchWorkspace")
        expect(f"nor for a window {index}", ask("SetWorkspace", number("one"), index, False), "NoSuchWorkspace")
    expect("a fifth", ask("SetWorkspace", number("one"), 4, False), ("done", "", 4))
    expect("in the Shell", [js("global.workspace_manager.n_workspaces"), workspace("one")], [5, 4])
    setting = ["gsettings", "get", "org.gnome.desktop.wm.preferences"]
    expect("six", ask("SetCount", 6, 15000), ("done", "", 6))
    expect("in the Shell, too", js("global.workspace_manager.n_workspaces"), 6)
    expect("three", ask("SetCount", 3, 15000), ("done", "", 3))
    expect("gsettings has it", until(lambda: subprocess.run(
        setting + ["num-workspaces"], capture_output=True, text=True).stdout == "3\n"))
    for count in (0, -1, 37, 2 ** 31 - 1):
        expect(f"not {count}", ask("SetCount", count, 100), "Invalid")
    expect("named", ask("SetName", 1, 'Mail & "more"'), ("done", ""))
    expect("listed so", snapshot()["workspaces"][1], 'Mail & "more"')
    expect("gsettings has that", until(lambda: 'Mail & "more"' in subprocess.run(
        setting + ["workspace-names"], capture_output=True, text=True).stdout))
    expect("no such", ask("SetName", 7, "x"), "NoSuchWorkspace")
    expect("a grid", ask("SetGrid", 2, 2), ("done", ""))
    expect("as the Shell has it", js("[global.workspace_manager.layout_rows, global.workspace_manager.layout_columns]"), [2, 2])
    expect("listed", [snapshot()[k] for k in ("rows", "columns")], [2, 2])
    expect("too small", ask("SetGrid", 1, 2), "Invalid")
    ask("SetGrid", 1, 36)
    ask("SetName", 1, "Workspace 2")


def dynamic():
    """With workspaces on demand: the number in the answer is the one that it has once empty ones have gone."""
    gtk("4", "one")
    gtk("4", "two")
    count = "global.workspace_manager.n_workspaces"
    expect("their number is GNOME's", ask("SetCount", 5, 100)[:2], ("refused", "dynamic"))
    expect("two workspaces", until(lambda: js(count) == 2))
    answer = ask("SetWorkspace", number("two"), 2, True)
    time.sleep(1.5)
    expect("the number is true", until(lambda: answer == ("done", "", workspace("two"))))
    expect("its window is shown", until(lambda: js(ACTIVE) == workspace("two")))
    answer = ask("SetWorkspace", number("one"), js(count), False)
    time.sleep(1.5)
    expect("true again", until(lambda: answer == ("done", "", workspace("one"))))


def monitors():
    """Two monitors: what is on the second is on all workspaces, as GNOME has it, and stays there."""
    gtk("4", "away")
    expect("to the other monitor", ask("Place", number("away"), 3, (1400, 100, 0, 0), 2000)[0], "done")
    expect("it is there", until(lambda: js(find("away") + ".get_monitor()") != js("global.display.get_primary_monitor()")))
    expect("on all workspaces", row("away")["workspace"], -1)
    expect("no workspace", ask("SetWorkspace", number("away"), 1, False)[:2], ("refused", "other-monitor"))
    expect("nor off all", ask("SetState", number("away"), EVERYWHERE, 0, 500)[:2], ("refused", "other-monitor"))
    expect("two monitors", len(snapshot()["monitors"]), 2)


def refusing():
    """What makes no sense is an error with a name, and changes nothing."""
    gtk("4", "one")
    before = frame("one")
    n = number("one")
    for id in (0, 1, 2 ** 40, 2 ** 63):
        expect(f"no window {id}", ask("Activate", id, 100), "NoSuchWindow")
    for given, place in ((0, (1, 1, 1, 1)), (32, (1, 1, 1, 1)), (15, (0, 0, 0, 100)), (15, (0, 0, 100, -5)),
                         (15, (0, 0, 2 ** 31 - 1, 5)), (3, (-2 ** 31, 0, 0, 0)), (2 ** 32 - 1, (1, 1, 1, 1))):
        expect(f"no place {given} {place}", ask("Place", n, given, place, 100), "Invalid")
    for mask, values in ((0, 0), (HIDDEN, HIDDEN), (2 ** 31, 0), (1, 2)):
        expect(f"no state {mask}", ask("SetState", n, mask, values, 100), "Invalid")
    expect("as before", frame("one"), before)
    # Too many at once are refused, and those that wait are answered all the same.
    silent("silent")
    m, answers = number("silent"), []
    for i in range(80):
        connection.call(*WINDOWS, "Place", GLib.Variant("(tu(iiii)u)", (m, 15, (60, 60, 500 + i, 400), 5000)), None,
                      Gio.DBusCallFlags.NONE, 60000, None, lambda c, r: answers.append(finish(c, r)))
    context = GLib.MainContext.default()
    expect("all are answered", until(lambda: (context.iteration(False), len(answers))[1] == 80))
    expect("some are refused", answers.count("Busy") >= 16 and len([a for a in answers if a != "Busy"]) >= 48)
    expect("and it goes on", ask("Activate", n, 15000)[0], "done")


def finish(connection, result):
    try:
        return connection.call_finish(result).unpack()
    except GLib.Error as e:
        return Gio.DBusError.get_remote_error(e).removeprefix(NAME + "1.Error.")


def events():
    """Only those who subscribed are told."""
    heard = {}
    listeners = {name: connect() for name in ("subscribed", "other")}
    for name, bus in listeners.items():
        heard[name] = []
        bus.signal_subscribe(None, NAME + "1", "Changed", PATH, None, Gio.DBusSignalFlags.NONE,
                             lambda *a, n=name: heard[n].append(a[5].unpack()))
    context = GLib.MainContext.default()

    def isHeard(kind, window=0, workspace=-1):
        return until(lambda: (context.iteration(False), any(e[1:] == (kind, window, workspace) for e in heard["subscribed"]))[1])

    call(WINDOWS, "Subscribe", "(b)", (True,), on=listeners["subscribed"])
    gtk("4", "told").tell("title retold")
    expect("retitled", until(lambda: js(f"!!{find('retold')}")))
    n = number("retold")
    expect("opened", isHeard("opened", n))
    expect("the focus", isHeard("focus", n))
    expect("the title", isHeard("title", n))
    ask("Place", n, 15, (50, 60, 300, 200), 15000)
    expect("the frame", isHeard("frame", n))
    ask("SetState", n, ABOVE, ABOVE, 15000)
    expect("the state", isHeard("state", n))
    ask("SetWorkspace", n, 1, False)
    expect("the workspace", isHeard("workspace", n))
    ask("Switch", 2)
    expect("the active workspace", isHeard("active", 0, 2))
    expect("closed", ask("Close", n, 15000), ("done", ""))
    expect("told", isHeard("closed", n))
    serials = [e[0] for e in heard["subscribed"]]
    expect("numbered", serials, sorted(set(serials)))
    expect("as the list says", ask("Snapshot")[0] >= serials[-1])
    expect("nobody else is told", heard["other"], [])
    call(WINDOWS, "Subscribe", "(b)", (False,), on=listeners["subscribed"])
    count = len(heard["subscribed"])
    ask("Switch", 0)
    for _ in range(20):
        context.iteration(False)
        time.sleep(0.02)
    expect("nothing after the end", len(heard["subscribed"]), count)


def leaving():
    """A caller that goes while the bus is asked about it listens no more, and keeps nobody else from listening."""
    callers = [connect() for _ in range(20)]
    busy = "{const end = Date.now() + 500; while (Date.now() < end);} 1"
    message = Gio.DBusMessage.new_method_call(*WINDOWS, "Subscribe")
    message.set_body(GLib.Variant("(b)", (True,)))
    ended = []

    def eval_():
        connection.call(*SHELL, "Eval", GLib.Variant("(s)", (busy,)), None, Gio.DBusCallFlags.NONE, 60000, None,
                        lambda c, r: ended.append(c.call_finish(r)))

    # While the Shell is busy the calls come, and it is busy again before it hears what the bus answers about them.
    eval_()
    connection.flush_sync(None)
    time.sleep(0.2)
    for caller in callers:
        caller.send_message(message.copy(), Gio.DBusSendMessageFlags.NONE)
        caller.flush_sync(None)
    eval_()
    connection.flush_sync(None)
    time.sleep(0.6)
    for caller in callers:
        caller.close_sync(None)
    context = GLib.MainContext.default()
    expect("it goes on", until(lambda: (context.iteration(False), len(ended))[1] == 2))
    for _ in range(16):
        callers.append(connect())
        expect("another one listens", until(lambda: listens(callers[-1]), 5))


def listens(on):
    try:
        call(WINDOWS, "Subscribe", "(b)", (True,), on=on)
        return True
    except GLib.Error as e:
        if "Busy" not in e.message:
            raise
        return False


def lock(on):
    js(f"Main.sessionMode.{'pushMode' if on else 'popMode'}('unlock-dialog'); 1")
    expect("locked" if on else "unlocked", until(lambda: isOwned() != on))


def locking():
    """Nothing answers while the screen is locked; who waits is told that it ended."""
    silent("silent")
    answers = []
    connection.call(*WINDOWS, "Place", GLib.Variant("(tu(iiii)u)", (number("silent"), 15, (60, 60, 500, 400), 9000)), None,
                    Gio.DBusCallFlags.NONE, 60000, None, lambda c, r: answers.append(finish(c, r)))
    ask("Snapshot")
    lock(True)
    context = GLib.MainContext.default()
    expect("who waited is told", until(lambda: (context.iteration(False), answers)[1] == ["Ended"]))
    expect("nothing answers", ask("Snapshot"), "org.freedesktop.DBus.Error.ServiceUnknown")
    lock(False)
    expect("and answers", row("silent")["title"], "silent")


def sandbox():
    """A program in a sandbox like flatpak's, rebuilt of what flatpak itself uses, is refused, and reaches nothing else."""
    folder = tempfile.mkdtemp()
    with open(f"{folder}/info", "w") as info:
        info.write("[Application]\nname=org.example.Sandboxed\n")

    def inside(filters, destination, *method):
        address = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        bus = os.path.dirname(address.partition("path=")[2].partition(",")[0]) or folder
        socket = f"{folder}/bus"
        ready, writing = os.pipe()
        # The proxy, too, runs in a root that has the file, as flatpak starts it.
        root = ["bwrap", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
                "--symlink", "usr/bin", "/bin", "--proc", "/proc", "--dev", "/dev", "--bind", bus, bus,
                "--bind", folder, folder, "--ro-bind", f"{folder}/info", "/.flatpak-info"]
        proxy = subprocess.Popen(root + ["xdg-dbus-proxy", f"--fd={writing}", address, socket,
                                         "--filter"] + filters, pass_fds=[writing])
        os.close(writing)
        os.read(ready, 1)
        try:
            done = subprocess.run(root + ["--setenv", "DBUS_SESSION_BUS_ADDRESS", f"unix:path={socket}", "gdbus", "call", "--session",
                                          "--timeout", "10", "-d", destination, *method], capture_output=True, text=True)
        finally:
            proxy.kill()
            proxy.wait()
        return done.stdout + done.stderr

    list_ = ("-o", PATH, "-m", NAME + "1.Snapshot")
    allowed = inside([f"--talk={NAME}"], NAME, *list_)
    expect("refused by the extension", NAME + "1.Error.Sandboxed" in allowed or allowed)
    act = inside([f"--talk={NAME}"], NAME, "-o", PATH, "-m", NAME + "1.Switch", "2")
    expect("actions too", NAME + "1.Error.Sandboxed" in act or act)
    expect("nothing has happened", js(ACTIVE), 0)
    denied = inside([], NAME, *list_)
    expect("not even seen without leave", "ServiceUnknown" in denied or denied)
    # The Shell's own interfaces are not reached by our name, nor ours by the Shell's.
    through = inside([f"--talk={NAME}"], NAME, "-o", "/org/gnome/Mutter/DisplayConfig", "-m",
                     "org.gnome.Mutter.DisplayConfig.GetCurrentState")
    expect("no way into the Shell", ("UnknownMethod" in through or "No such" in through or "UnknownObject" in through) or through)
    back = inside(["--talk=org.gnome.Shell"], "org.gnome.Shell", *list_)
    expect("no way from the Shell", ("UnknownMethod" in back or "No such" in back or "UnknownObject" in back) or back)
    expect("and outside it answers", len(snapshot()["workspaces"]), 4)


def ended():
    """Of a caller whose process has ended nothing can be known: it is refused."""
    for how, answer in (("alive", "answered\n"), ("gone", NAME + "1.Error.Sandboxed\n"), ("zombie", NAME + "1.Error.Sandboxed\n")):
        done = subprocess.run(["/usr/bin/python3", f"{RIGS}/ended-caller.py", how], capture_output=True, text=True)
        expect(how, done.stdout + done.stderr, answer)


def toolkits():
    """Windows that neither GTK nor foot has made."""
    for title, words in (("of qt", ["/usr/bin/python3", f"{RIGS}/qt-window.py", "of qt"]),
                         ("Wayland Terminal", ["weston-terminal", "--shell=/usr/bin/cat"])):
        client = Client(words, title)
        expect(f"{title}: native", [row(title)["xid"], row(title)["pid"] > 0], [0, True])
        outcome, _, place = ask("Place", number(title), 15, (80, 90, 520, 380), 15000)
        expect(f"{title}: placed, or as near as it can", outcome in ("done", "constrained"))
        expect(f"{title}: that is what it has", until(lambda: frame(title) == list(place)))
        expect(f"{title}: its corner", list(place[:2]), [80, 90])
        for bits, what in ((MAXIMISED, "maximized_vertically"), (MINIMISED, "minimized"), (ABOVE, "above")):
            for on in (True, False):
                expect(f"{title}: {what} {on}", ask("SetState", number(title), bits, bits if on else 0, 15000)[0], "done")
                expect(f"{title}: the Shell has it", until(lambda: js(f"{find(title)}.{what}") == on))
        expect(f"{title}: activated", ask("Activate", number(title), 15000)[0], "done")
        expect(f"{title}: closed", ask("Close", number(title), 15000)[0], "done")
        expect(f"{title}: it ends", until(lambda: client.process.poll() is not None))


def beside():
    """Another extension, on before this one, is switched off and on: the Shell restarts those after it."""
    other = "dash-to-dock@micxgx.gmail.com"
    state = f"Main.extensionManager.lookup('{other}').state"
    expect("the other one is on", until(lambda: js(state) == 1))
    foot("one")
    for on in (False, True):
        js(f"Main.extensionManager.{'enable' if on else 'disable'}Extension('{other}'); 1")
        expect("the other one", until(lambda: (js(state) == 1) == on))
        expect("this one", until(isOwned))
        expect("it answers", until(lambda: ask("Activate", number("one"), 15000)[0] == "done"))
        expect("it lists", [w["title"] for w in snapshot()["windows"] if w["title"] == "one"], ["one"])


def picking():
    """The window under the click, native or not; none beside all, nor for a key; and the pointer is free again."""
    for title, client, place in (("below", foot, (100, 100, 600, 400)), ("of x", lambda t: gtk("3", t, "x11"), (400, 300, 300, 200))):
        client(title)
        ask("SetState", number(title), MAXIMISED, 0, 15000)
        ask("Place", number(title), 15, place, 15000)
    expect("on top", ask("Activate", number("of x"), 15000)[0], "done")
    # From 51 on only the stage knows the backend.
    seat = "(imports.gi.Clutter.get_default_backend?.() ?? global.stage.context.get_backend()).get_default_seat()"
    for name, kind in ("picker", "POINTER"), ("typist", "KEYBOARD"):
        js(f"global.{name} ??= {seat}.create_virtual_device(imports.gi.Clutter.InputDeviceType.{kind}_DEVICE); 1")
    context = GLib.MainContext.default()

    def pick(act):
        ended = []
        connect().call(*WINDOWS, "Pick", GLib.Variant("(u)", (20000,)), None, Gio.DBusCallFlags.NONE, 30000, None,
                       lambda c, r: ended.append(c.call_finish(r).unpack()))
        expect("it waits", until(lambda: (context.iteration(False), js("Main.modalCount > 0"))[1]))
        act()
        expect("chosen", until(lambda: (context.iteration(False), ended)[1] != []))
        expect("free", js("Main.modalCount"), 0)
        return ended[0]

    def click(x, y):
        # Of the first motion of a new device GNOME 50 takes x alone.
        expect("the pointer", until(lambda: js(
            f"global.picker.notify_absolute_motion(imports.gi.GLib.get_monotonic_time(), {x}, {y});"
            " global.get_pointer().slice(0, 2)") == [x, y]))
        for state in ("PRESSED", "RELEASED"):
            js("global.picker.notify_button(imports.gi.GLib.get_monotonic_time(), 1,"
               f" imports.gi.Clutter.ButtonState.{state}); 1")

    def key():
        for state in ("PRESSED", "RELEASED"):
            js("global.typist.notify_keyval(imports.gi.GLib.get_monotonic_time(), 0xff1b,"
               f" imports.gi.Clutter.KeyState.{state}); 1")

    expect("the upper one", pick(lambda: click(450, 400)), ("done", number("of x")))
    expect("the lower one", pick(lambda: click(150, 200)), ("done", number("below")))
    expect("none there", pick(lambda: click(1200, 700)), ("done", 0))
    expect("Escape", pick(key), ("done", 0))
    expect("nothing in time", ask("Pick", 100), ("late", 0))
    expect("free", js("Main.modalCount"), 0)


def life():
    """Off and on thirty times leaves no connection, thread or descriptor behind; quick changes end as the last one said."""
    pid = call(BUS, "GetConnectionUnixProcessID", "(s)", ("org.gnome.Shell",))[0]

    def connections():
        names = [n for n in call(BUS, "ListNames")[0] if n.startswith(":")]

        def owner(name):
            try:
                return call(BUS, "GetConnectionUnixProcessID", "(s)", (name,))[0]
            except GLib.Error:
                return 0
        return sum(owner(n) == pid for n in names)

    def held():
        js("imports.system.gc(); 1")
        return connections(), len(os.listdir(f"/proc/{pid}/task")), len(os.listdir(f"/proc/{pid}/fd"))

    gtk("4", "one")
    ask("Activate", number("one"), 15000)
    for _ in range(3):
        turn()
    before = held()
    for _ in range(30):
        # What is left of an earlier start, such as an index of its interface, would be used now.
        expect("subscribed", ask("Subscribe", True), ())
        snapshot()
        turn()
        js("imports.system.gc(); 1")
    expect("it answers", row("one")["title"], "one")
    # Threads of GLib's pool end some seconds after their last work.
    after = []
    isSame = until(lambda: (after.append(held()), all(a <= b for a, b in zip(after[-1], before)))[1], 30)
    expect("connections, threads, descriptors", isSame or (after[-1], before))
    js(f"const o = Main.extensionManager.lookup('{UUID}').stateObj; for (const on of [0, 1, 0, 1, 0]) on ? o.enable() : o.disable(); 1")
    time.sleep(1)
    expect("off", until(lambda: not isOwned()))
    js(f"const o = Main.extensionManager.lookup('{UUID}').stateObj; for (const on of [1, 0, 1]) on ? o.enable() : o.disable(); 1")
    expect("on", until(isOwned))
    time.sleep(1)
    expect("still on", isOwned())
    expect("once", connections(), before[0])


def turn():
    enable(False)
    expect("off", until(lambda: not isOwned()))
    enable(True)
    expect("on", until(isOwned))


def owner():
    """Another program has the name first: it is taken once that lets go."""
    enable(False)
    expect("off", until(lambda: not isOwned()))
    squatter = connect()
    call(BUS, "RequestName", "(su)", (NAME, 0), on=squatter)
    enable(True)
    time.sleep(1)
    shell = call(BUS, "GetConnectionUnixProcessID", "(s)", ("org.gnome.Shell",))[0]
    expect("its owner is not the Shell", call(BUS, "GetConnectionUnixProcessID", "(s)", (NAME,))[0], os.getpid())
    call(BUS, "ReleaseName", "(s)", (NAME,), on=squatter)
    expect("now it is", until(lambda: isOwned() and call(BUS, "GetConnectionUnixProcessID", "(s)", (NAME,))[0] == shell))
    expect("and answers", len(snapshot()["workspaces"]), 4)


def upgrade():
    """A new module is loaded by off and on, without a new login."""
    place = f"{os.environ['HOME']}/.local/share/gnome-shell/extensions/{UUID}"
    with open(f"{place}/current") as file:
        old = file.read().strip()
    subprocess.run(["cp", "-r", f"{place}/{old}", f"{place}/windows-next"], check=True)
    subprocess.run(["sed", "-i", "s/this.Revision = 2/this.Revision = 1234/", f"{place}/windows-next/service.js"], check=True)

    def revision():
        return call((NAME, PATH, "org.freedesktop.DBus.Properties"), "Get", "(ss)", (NAME + "1", "Revision"))[0]

    expect("the old one", revision(), 2)
    with open(f"{place}/.current", "w") as file:
        file.write("windows-next\n")
    os.rename(f"{place}/.current", f"{place}/current")
    turn()
    expect("the new one", until(lambda: revision() == 1234))
    with open(f"{place}/current", "w") as file:
        file.write(old + "\n")
    turn()
    expect("and back", revision(), 2)


def begin():
    """At the first of four workspaces, whatever the scenario before has left."""
    if not js("imports.gi.Meta.prefs_get_dynamic_workspaces()"):
        js("new imports.gi.Gio.Settings({schema: 'org.gnome.desktop.wm.preferences'}).set_int('num-workspaces', 4); 1")
        expect("four workspaces", until(lambda: js("global.workspace_manager.n_workspaces") == 4))
    js("global.workspace_manager.get_workspace_by_index(0).activate(0); 1")
    expect("the first", until(lambda: js(ACTIVE) == 0))
    expect("the extension", until(isOwned))


try:
    begin()
    {f.__name__: f for f in (listing, activating, dialogs, placing, rounding, unseen, fixed, states, remembering, workspaces, dynamic, monitors,
                             refusing, events, leaving, toolkits, beside, picking, locking, sandbox, ended, life, owner, upgrade)}[sys.argv[1]]()
    print("held")
finally:
    end()
