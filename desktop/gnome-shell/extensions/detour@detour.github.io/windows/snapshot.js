// The Shell's windows and workspaces, as they are at this moment.
//
// Only functions are called here that mutter has had since 43 and still has; where one of them has gone, its absence is asked
// for. Functions of shapes and frames of X11 are left alone: with a native window one of them ended the Shell of 43.
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
    ATTACHED: 1 << 9, // a dialog that is drawn into its parent
    HIDDEN: 1 << 10,
    BY_MONITOR: 1 << 11, // on all workspaces since its monitor has none
    CAN_CLOSE: 1 << 12,
    CAN_MOVE: 1 << 13,
    CAN_RESIZE: 1 << 14,
    CAN_MAXIMISE: 1 << 15,
    CAN_MINIMISE: 1 << 16,
};
export const MAXIMISED = State.MAXIMISED_H | State.MAXIMISED_V;

// Popups of Wayland programs are in the Shell's list too, without a title, and not as override-redirect.
const TYPES = new Set([Meta.WindowType.NORMAL, Meta.WindowType.DESKTOP, Meta.WindowType.DOCK, Meta.WindowType.DIALOG,
    Meta.WindowType.MODAL_DIALOG, Meta.WindowType.TOOLBAR, Meta.WindowType.MENU, Meta.WindowType.UTILITY,
    Meta.WindowType.SPLASHSCREEN]);

export const isListed = w => !w.is_override_redirect() && TYPES.has(w.window_type);

export const rectangle = r => [r.x, r.y, r.width, r.height];

export const frameOf = w => rectangle(w.get_frame_rect());

export function listed() {
    return global.get_window_actors().map(actor => actor.meta_window).filter(w => w && isListed(w));
}

export function find(id) {
    const window = listed().find(w => w.get_id() === id);
    if (!window)
        throw new Refusal('NoSuchWindow', `there is no window ${id}`);
    return window;
}

// GNOME has workspaces on the primary monitor alone by default: windows on the others are on all workspaces, and stay there.
export const isByMonitor = w =>
    Meta.prefs_get_workspaces_only_on_primary() && w.get_monitor() !== global.display.get_primary_monitor();

export const workspaceOf = w => w.on_all_workspaces ? -1 : w.get_workspace()?.index() ?? -2;

export function stateOf(w) {
    const bits = [
        [w.minimized, State.MINIMISED], [w.maximized_horizontally, State.MAXIMISED_H],
        [w.maximized_vertically, State.MAXIMISED_V], [w.fullscreen, State.FULLSCREEN], [w.above, State.ABOVE],
        [w.on_all_workspaces, State.EVERYWHERE], [w.demands_attention || w.urgent, State.ATTENTION],
        [w.skip_taskbar, State.SKIP_TASKBAR], [w.has_focus(), State.FOCUS], [w.is_attached_dialog(), State.ATTACHED],
        [w.is_hidden(), State.HIDDEN], [w.on_all_workspaces && isByMonitor(w), State.BY_MONITOR],
        [w.can_close(), State.CAN_CLOSE], [w.allows_move(), State.CAN_MOVE], [w.allows_resize(), State.CAN_RESIZE],
        [w.can_maximize(), State.CAN_MAXIMISE], [w.can_minimize(), State.CAN_MINIMISE],
    ];
    return bits.reduce((all, [is, bit]) => is ? all | bit : all, 0);
}

// No function gives scripts the number of an X window; its description is "0x60000c" on 43, "0x60000c (title)" later.
function xid(w) {
    if (w.get_client_type() !== Meta.WindowClientType.X11)
        return 0;
    const found = /^0x([0-9a-f]+)/.exec(w.get_description() ?? '');
    return found ? parseInt(found[1], 16) : 0;
}

// The name of its .desktop file; "window:7" is the Shell's own name for a program that has none.
function app(w) {
    const id = Shell.WindowTracker.get_default().get_window_app(w)?.get_id() ?? '';
    return id.startsWith('window:') ? w.get_gtk_application_id() ?? w.get_sandboxed_app_id() ?? '' : id;
}

function row(w) {
    const frame = w.get_frame_rect();
    const windowClass = w.get_wm_class() ?? '';
    return {
        id: w.get_id(),
        xid: xid(w),
        order: w.get_stable_sequence(),
        used: w.user_time ?? 0,
        pid: w.get_pid(),
        type: w.window_type,
        title: w.title ?? '',
        class: windowClass,
        instance: w.get_wm_class_instance() ?? windowClass, // null for all windows on 51
        app: app(w),
        role: w.get_role() ?? '',
        parent: w.get_transient_for()?.get_id() ?? 0,
        workspace: workspaceOf(w),
        monitor: w.get_monitor(),
        state: stateOf(w),
        frame: rectangle(frame),
        client: rectangle(w.frame_rect_to_client_rect(frame)),
    };
}

export function snapshot(Main) {
    const manager = global.workspace_manager;
    const active = manager.get_active_workspace();
    const names = Array.from({length: manager.n_workspaces}, (_, index) => Meta.prefs_get_workspace_name(index) ?? '');
    // One of them is given, mostly the rows; -1 is as many as it takes.
    const rows = manager.layout_rows > 0 ? manager.layout_rows : Math.ceil(names.length / manager.layout_columns);
    return {
        rows,
        columns: manager.layout_columns > 0 ? manager.layout_columns : Math.ceil(names.length / rows),
        dynamic: Meta.prefs_get_dynamic_workspaces(),
        overview: Main.overview.visible,
        primary: global.display.get_primary_monitor(),
        focus: global.display.focus_window?.get_id() ?? 0,
        active: active.index(),
        workspaces: names,
        monitors: Main.layoutManager.monitors.map(monitor => ({
            geometry: rectangle(monitor),
            scale: monitor.geometry_scale,
            area: rectangle(active.get_work_area_for_monitor(monitor.index)),
        })),
        // From the lowest to the one on top.
        windows: global.display.sort_windows_by_stacking(listed()).map(row),
    };
}
