// The Shell's windows and workspaces, as they are at this moment; what a window tells the change of is remembered until then.
//
// Only functions are called here that mutter has had since 43 and still has; where one has gone, the code checks for it. Functions
// of shapes and frames of X11 are left alone: with a native window one of them ended the Shell of 43.
import Meta from 'gi://Meta';
import Shell from 'gi://Shell';

import {Refusal} from './refusal.js';

export const State = {
    MINIMISED: 1 << 0,
    MAXIMISED_H: 1 << 1,
    MAXIMISED_V: 1 << 2,
    FULLSCREEN: 1 << 3,
    ABOVE: 1 << 4,
    EVERYWHERE: 1 << 5, // on all workspaces
    ATTENTION: 1 << 6,
    SKIP_TASKBAR: 1 << 7,
    FOCUS: 1 << 8,
    BY_MONITOR: 1 << 11, // on all workspaces since its monitor has none
};
export const MAXIMISED = State.MAXIMISED_H | State.MAXIMISED_V;

// Popups of Wayland programs are in the Shell's list too, without a title, and not as override-redirect.
const TYPES = new Set([Meta.WindowType.NORMAL, Meta.WindowType.DESKTOP, Meta.WindowType.DOCK, Meta.WindowType.DIALOG,
    Meta.WindowType.MODAL_DIALOG, Meta.WindowType.TOOLBAR, Meta.WindowType.MENU, Meta.WindowType.UTILITY,
    Meta.WindowType.SPLASHSCREEN]);

export const isListed = w => !w.is_override_redirect() && TYPES.has(w.get_window_type());

export const rectangle = r => [r.x, r.y, r.width, r.height];

export const frameOf = w => rectangle(w.get_frame_rect());

const all = () => global.display.list_all_windows();

export const listed = () => all().filter(isListed);

export function find(id) {
    const window = all().find(w => lastingOf(w).id === id && isListed(w));
    if (!window)
        throw new Refusal('NoSuchWindow', `there is no window ${id}`);
    return window;
}

// GNOME has workspaces on the primary monitor alone by default: windows on the others are on all workspaces, and stay there.
export const isByMonitor = w =>
    Meta.prefs_get_workspaces_only_on_primary() && w.get_monitor() !== global.display.get_primary_monitor();

export const workspaceOf = w => w.on_all_workspaces ? -1 : w.get_workspace()?.index() ?? -2;

// Those that the window says itself, by properties that tell of each change.
function flagsOf(w, isX11) {
    let flags = 0;
    if (w.minimized)
        flags |= State.MINIMISED;
    if (w.maximized_horizontally)
        flags |= State.MAXIMISED_H;
    if (w.maximized_vertically)
        flags |= State.MAXIMISED_V;
    if (w.fullscreen)
        flags |= State.FULLSCREEN;
    if (w.above)
        flags |= State.ABOVE;
    if (w.demands_attention || isX11 && w.urgent) // a hint of X11's
        flags |= State.ATTENTION;
    if (w.skip_taskbar)
        flags |= State.SKIP_TASKBAR;
    return flags;
}

// Those that depend on the focus and on monitors.
function relationsOf(w, isFocus, isEverywhere) {
    let relations = isFocus ? State.FOCUS : 0;
    if (isEverywhere)
        relations |= isByMonitor(w) ? State.EVERYWHERE | State.BY_MONITOR : State.EVERYWHERE;
    return relations;
}

export const stateOf = w =>
    flagsOf(w, lastingOf(w).xid !== 0) | relationsOf(w, w.has_focus(), w.on_all_workspaces);

// No function gives scripts the number of an X window; its description is "0x60000c" on 43, "0x60000c (title)" later.
function xid(w) {
    if (w.get_client_type() !== Meta.WindowClientType.X11)
        return 0;
    const found = /^0x([0-9a-f]+)/.exec(w.get_description() ?? '');
    return found ? parseInt(found[1], 16) : 0;
}

// What a window keeps for its life.
const lasting = new WeakMap();

function lastingOf(w) {
    let its = lasting.get(w);
    if (!its) {
        its = {id: w.get_id(), xid: xid(w), order: w.get_stable_sequence(), isOverride: w.is_override_redirect(), pid: 0};
        lasting.set(w, its);
    }
    its.pid ||= w.get_pid(); // once it is known
    return its;
}

// A long list holds up the Shell, and each question to a window takes some tenths of a microsecond up to two: none is asked
// whose answer is known already, and of an object's many ways to say a thing the shortest is taken.
export class Snapshots {
    constructor(Main) {
        this._Main = Main;
        this._tracker = Shell.WindowTracker.get_default();
        // The Shell says so whenever a window has come, has gone, or has another class, application or title.
        this._handler = this._tracker.connect('tracked-windows-changed', () => this._forgetPrograms());
        this._forgetPrograms();
        this._properties = new Map();
    }

    stop() {
        this._tracker.disconnect(this._handler);
        for (const w of [...this._properties.keys()])
            this._forgetProperties(w);
        this._Main = this._tracker = this._programs = this._properties = null;
    }

    _forgetPrograms() {
        this._programs = new WeakMap();
    }

    // Class, instance and application.
    _program(w, isX11) {
        let its = this._programs.get(w);
        if (!its) {
            const name = w.get_wm_class() ?? '';
            // The instance of a native window is its class; null for all windows on 51.
            its = {name, instance: isX11 ? w.get_wm_class_instance() ?? name : name, app: this._app(w)};
            this._programs.set(w, its);
        }
        return its;
    }

    // What the window signals each change of, and nothing else may be here. The first change ends it, so that a window that
    // nobody lists any more costs nothing.
    _propertiesOf(w, isX11) {
        let its = this._properties.get(w);
        if (!its) {
            const forget = () => this._forgetProperties(w);
            const isEverywhere = w.on_all_workspaces;
            its = {
                type: w.get_window_type(), title: w.get_title() ?? '', isEverywhere,
                workspace: isEverywhere ? null : w.get_workspace(), flags: flagsOf(w, isX11),
                handlers: ['notify', 'workspace-changed', 'unmanaged'].map(signal => w.connect(signal, forget)),
            };
            this._properties.set(w, its);
        }
        return its;
    }

    _forgetProperties(w) {
        for (const handler of this._properties.get(w)?.handlers ?? [])
            w.disconnect(handler);
        this._properties.delete(w);
    }

    // The name of its .desktop file; "window:7" is the Shell's own name for a program that has none.
    _app(w) {
        const id = this._tracker.get_window_app(w)?.get_id() ?? '';
        return id.startsWith('window:') ? w.get_gtk_application_id() ?? w.get_sandboxed_app_id() ?? '' : id;
    }

    // What is told of each window of the list, from the lowest to the one on top.
    _windows(focus) {
        const indexes = new Map(); // of workspaces
        const isOne = this._Main.layoutManager.monitors.length === 1;
        const rows = [];
        for (const w of global.display.sort_windows_by_stacking(all())) {
            const {id, xid, order, isOverride, pid} = lastingOf(w);
            if (isOverride)
                continue;
            const isX11 = xid !== 0;
            const {type, title, flags, isEverywhere, workspace: space} = this._propertiesOf(w, isX11);
            if (!TYPES.has(type))
                continue;
            const {name, instance, app} = this._program(w, isX11);
            const frame = w.get_frame_rect();
            let workspace = -1;
            if (!isEverywhere) {
                workspace = indexes.get(space);
                if (workspace === undefined) {
                    workspace = space?.index() ?? -2;
                    indexes.set(space, workspace);
                }
            }
            const row = {
                id, xid, order, pid, type, title, class: name, instance, app, workspace,
                monitor: isOne ? 0 : w.get_monitor(), state: flags | relationsOf(w, w === focus, isEverywhere), frame: rectangle(frame),
            };
            // A native window has no other.
            if (isX11)
                row.client = rectangle(w.frame_rect_to_client_rect(frame));
            rows.push(row);
        }
        return rows;
    }

    // All of it, as JSON.
    take() {
        const {display, workspace_manager: manager} = global;
        const active = manager.get_active_workspace();
        const focus = display.focus_window;
        const names = Array.from({length: manager.n_workspaces}, (_, index) => Meta.prefs_get_workspace_name(index) ?? '');
        // One of them is given, mostly the rows; -1 is as many as it takes.
        const rows = manager.layout_rows > 0 ? manager.layout_rows : Math.ceil(names.length / manager.layout_columns);
        return JSON.stringify({
            rows,
            columns: manager.layout_columns > 0 ? manager.layout_columns : Math.ceil(names.length / rows),
            dynamic: Meta.prefs_get_dynamic_workspaces(),
            overview: this._Main.overview.visible,
            primary: display.get_primary_monitor(),
            focus: focus?.get_id() ?? 0,
            active: active.index(),
            workspaces: names,
            monitors: this._Main.layoutManager.monitors.map(monitor => ({
                geometry: rectangle(monitor),
                scale: monitor.geometry_scale,
                area: rectangle(active.get_work_area_for_monitor(monitor.index)),
            })),
            windows: this._windows(focus),
        });
    }
}
