// What can be done to a window or with workspaces. Each answers what has become of it: see interface.xml.
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import Meta from 'gi://Meta';

import {Refusal} from './refusal.js';
import {MAXIMISED, State, find, frameOf, isByMonitor, rectangle, stateOf, workspaceOf} from './snapshot.js';

const SETTABLE = State.MINIMISED | MAXIMISED | State.FULLSCREEN | State.ABOVE | State.EVERYWHERE;
const UNSEEN = 300; // milliseconds for a window that is not shown to take a size all the same
const FAR = 32767;
const MOST_WORKSPACES = 36; // GNOME's own limit

// The places that windows were asked to take, and the frames they have taken instead; also while the screen was locked.
const taken = new WeakMap();

const equal = (a, b) => a.every((value, index) => value === b[index]);

// In a call from the bus both clocks of the Shell say 0, with which a window of another workspace is not activated. It
// wraps round after 49.7 days, as X's does.
const now = () => Math.floor(GLib.get_monotonic_time() / 1000) % 2 ** 32;

export class Actions {
    constructor(Main, waits) {
        this._Main = Main;
        this._waits = waits;
    }

    async activate(id, time) {
        const w = find(id);
        // A window with a modal dialog hands the focus to it.
        const isReached = () => {
            for (let focus = global.display.focus_window; focus; focus = focus.get_transient_for()) {
                if (focus === w)
                    return true;
            }
            return false;
        };
        // First the workspace: activate() would bring a dialog, and its parent with it, to this one instead.
        if (!w.located_on_workspace(global.workspace_manager.get_active_workspace()))
            w.get_workspace().activate_with_focus(w, now());
        w.activate(now());
        if (this._Main.overview.visible)
            this._Main.overview.hide();
        const outcome = await this._waits.until(w, isReached, time, [[global.display, 'notify::focus-window']]);
        return [outcome, '', global.display.focus_window?.get_id() ?? 0];
    }

    async close(id, time) {
        const w = find(id);
        if (!w.can_close())
            return ['refused', 'not-closable'];
        w.delete(now());
        const outcome = await this._waits.until(w, () => false, time, []);
        return [outcome === 'gone' ? 'done' : outcome, ''];
    }

    async place(id, given, frame, time) {
        const w = find(id);
        const isSized = (given & 12) !== 0;
        const mayLeave = (given & 16) !== 0;
        if (!(given & 15) || given > 31 || frame.some(value => Math.abs(value) > FAR) ||
            given & 4 && frame[2] < 1 || given & 8 && frame[3] < 1)
            throw new Refusal('Invalid', 'that is no place for a window');
        if (w.is_attached_dialog())
            return ['refused', 'attached-dialog', frameOf(w)];
        const isLarge = w.fullscreen || w.maximized_horizontally || w.maximized_vertically;
        if (!isLarge && !w.allows_move())
            return ['refused', 'not-movable', frameOf(w)];
        if (!isLarge && isSized && !w.allows_resize())
            return ['refused', 'fixed-size', frameOf(w)];
        if (isLarge && !await this._restore(w, time))
            return ['gone', '', [0, 0, 0, 0]];
        if (isSized && !w.allows_resize())
            return ['refused', 'fixed-size', frameOf(w)];

        const before = frameOf(w);
        const wanted = frame.map((value, index) => given & 1 << index ? value : before[index]);
        if (!isSized) { // takes effect within the call
            w.move_frame(mayLeave, wanted[0], wanted[1]);
            return [equal(frameOf(w).slice(0, 2), wanted.slice(0, 2)) ? 'done' : 'constrained', '', frameOf(w)];
        }
        // A program that rounds its size, as terminals do, does not answer the same request a second time.
        const last = taken.get(w);
        if (last && equal(last.wanted, wanted) && equal(last.frame, before))
            return ['constrained', '', before];
        w.move_resize_frame(mayLeave, ...wanted);
        const isUnseen = this._isUnseen(w);
        // The size of an X11 window has changed within the call: nothing more may come.
        const outcome = await this._waits.until(w, () => equal(frameOf(w), wanted), isUnseen ? Math.min(time, UNSEEN) : time,
            [[w, 'size-changed', 'position-changed']],
            {settle: true, hasChanged: w.get_client_type() === Meta.WindowClientType.X11});
        if (outcome === 'gone')
            return ['gone', '', before];
        const reached = frameOf(w);
        if (outcome === 'settled') {
            taken.set(w, {wanted, frame: reached});
            return ['constrained', '', reached];
        }
        return outcome === 'late' && isUnseen ? ['pending', 'not-shown', reached] : [outcome, '', reached];
    }

    // Ends fullscreen and maximised: the flags change at once, the frame of a native window when its program has drawn.
    async _restore(w, time) {
        const before = frameOf(w);
        if (w.fullscreen)
            w.unmake_fullscreen();
        if (w.maximized_horizontally || w.maximized_vertically)
            this._maximise(w, MAXIMISED, false);
        if (w.get_client_type() !== Meta.WindowClientType.WAYLAND || this._isUnseen(w))
            return true;
        return await this._waits.until(w, () => !equal(frameOf(w), before), Math.min(time, 1000),
            [[w, 'size-changed']]) !== 'gone';
    }

    // Programs need not draw what nobody sees: minimised, on another workspace, or under one other window.
    _isUnseen(w) {
        if (w.minimized || w.is_hidden())
            return true;
        const frame = w.get_frame_rect();
        const stack = global.display.sort_windows_by_stacking(
            global.get_window_actors().map(actor => actor.meta_window).filter(other => other && !other.minimized &&
                other.located_on_workspace(w.get_workspace() ?? global.workspace_manager.get_active_workspace())));
        return stack.slice(stack.indexOf(w) + 1).some(other => other.get_transient_for() !== w &&
            other.get_frame_rect().contains_rect(frame));
    }

    _maximise(w, axes, on) {
        const flags = (axes & State.MAXIMISED_H ? Meta.MaximizeFlags.HORIZONTAL : 0) |
            (axes & State.MAXIMISED_V ? Meta.MaximizeFlags.VERTICAL : 0);
        if (w.set_maximize_flags) // 49 and later
            on ? w.set_maximize_flags(flags) : w.set_unmaximize_flags(flags);
        else
            on ? w.maximize(flags) : w.unmaximize(flags);
    }

    async setState(id, mask, values, time) {
        const w = find(id);
        if (!mask || mask & ~SETTABLE || values & ~mask)
            throw new Refusal('Invalid', 'that state cannot be set');
        const change = (stateOf(w) ^ values) & mask;
        const added = change & values;
        const axes = change & MAXIMISED;
        const reason = w.is_attached_dialog() && change ? 'attached-dialog'
            : added & MAXIMISED && !w.can_maximize() ? w.fullscreen ? 'fullscreen' : 'not-maximisable'
                : added & State.MINIMISED && !w.can_minimize() ? 'not-minimisable'
                    : change & State.EVERYWHERE && isByMonitor(w) ? 'other-monitor' : '';
        if (reason)
            return ['refused', reason, stateOf(w), frameOf(w)];

        const before = frameOf(w);
        if (change & State.MINIMISED)
            added & State.MINIMISED ? w.minimize() : w.unminimize();
        // Fullscreen ends first and begins last: else mutter takes the size of the work area for the window's own.
        if (change & State.FULLSCREEN & ~added)
            w.unmake_fullscreen();
        if (axes & added) // both axes in one call: each alone would save the other's size
            this._maximise(w, axes & added, true);
        if (axes & ~added)
            this._maximise(w, axes & ~added, false);
        if (added & State.FULLSCREEN)
            w.make_fullscreen();
        if (change & State.ABOVE)
            added & State.ABOVE ? w.make_above() : w.unmake_above();
        if (change & State.EVERYWHERE)
            added & State.EVERYWHERE ? w.stick() : w.unstick();

        const isSet = () => ((stateOf(w) ^ values) & mask) === 0;
        let outcome = await this._waits.until(w, isSet, time, [[w, 'notify::minimized', 'notify::above',
            'notify::on-all-workspaces', 'notify::fullscreen', 'notify::maximized-horizontally',
            'notify::maximized-vertically']]);
        // The state is there at once; the size of a native window, when its program has drawn.
        let late = '';
        if (outcome === 'done' && time && change & (MAXIMISED | State.FULLSCREEN) &&
            w.get_client_type() === Meta.WindowClientType.WAYLAND) {
            const expected = this._expected(w, before, change & ~added);
            const isUnseen = this._isUnseen(w);
            outcome = await this._waits.until(w, () => equal(frameOf(w), expected), isUnseen ? Math.min(time, UNSEEN) : time,
                [[w, 'size-changed']], {settle: true});
            if (outcome === 'settled')
                outcome = isSet() ? 'done' : 'late';
            else if (outcome === 'late' && isUnseen)
                [outcome, late] = ['pending', 'not-shown'];
            else if (outcome === 'late' && expected.includes(NaN) && isSet())
                outcome = 'done'; // the size from before is the one that it has
        }
        return outcome === 'gone' ? ['gone', '', 0, before] : [outcome, late, stateOf(w), frameOf(w)];
    }

    // The frame that a window has by its states, NaN where states have ended and its own size comes back.
    _expected(w, before, ended) {
        if (w.fullscreen)
            return rectangle(global.display.get_monitor_geometry(w.get_monitor()));
        const area = rectangle(w.get_work_area_current_monitor());
        return before.map((value, index) => {
            const [isMaximised, axis] = index % 2 ? [w.maximized_vertically, State.MAXIMISED_V]
                : [w.maximized_horizontally, State.MAXIMISED_H];
            return isMaximised ? area[index] : ended & (axis | State.FULLSCREEN) ? NaN : value;
        });
    }

    async setWorkspace(id, index, follow) {
        const w = find(id);
        const manager = global.workspace_manager;
        const count = manager.n_workspaces;
        if (index < 0 || index > count)
            throw new Refusal('NoSuchWorkspace', `there are ${count} workspaces`);
        if (w.is_attached_dialog())
            return ['refused', 'attached-dialog', workspaceOf(w)];
        if (isByMonitor(w))
            return ['refused', 'other-monitor', workspaceOf(w)];
        const space = index === count ? manager.append_new_workspace(false, now()) : manager.get_workspace_by_index(index);
        if (!space)
            return ['refused', 'not-taken', workspaceOf(w)];
        w.change_workspace(space);
        if (follow)
            space.activate_with_focus(w, now());
        if (await this._calmed(w) === 'gone')
            return ['gone', '', -1];
        return w.get_workspace() === space && !w.on_all_workspaces ? ['done', '', space.index()]
            : ['refused', 'not-taken', workspaceOf(w)];
    }

    restack(id, up) {
        const w = find(id);
        up ? w.raise() : w.lower();
        return ['done', ''];
    }

    async switchTo(index) {
        const manager = global.workspace_manager;
        const count = manager.n_workspaces;
        if (index < 0 || index > count)
            throw new Refusal('NoSuchWorkspace', `there are ${count} workspaces`);
        const space = index === count ? manager.append_new_workspace(false, now()) : manager.get_workspace_by_index(index);
        if (!space)
            return ['refused', 'not-taken', manager.get_active_workspace_index()];
        space.activate(now());
        await this._calmed(null);
        return [manager.get_active_workspace() === space ? 'done' : 'refused',
            manager.get_active_workspace() === space ? '' : 'not-taken', manager.get_active_workspace_index()];
    }

    async setCount(count, time) {
        const manager = global.workspace_manager;
        if (count < 1 || count > MOST_WORKSPACES)
            throw new Refusal('Invalid', `there can be 1 to ${MOST_WORKSPACES} workspaces`);
        if (Meta.prefs_get_dynamic_workspaces())
            return ['refused', 'dynamic', manager.n_workspaces];
        new Gio.Settings({schema_id: 'org.gnome.desktop.wm.preferences'}).set_int('num-workspaces', count);
        const outcome = await this._waits.until(null, () => manager.n_workspaces === count, time,
            [[manager, 'notify::n-workspaces']]);
        return [outcome, '', manager.n_workspaces];
    }

    setName(index, name) {
        const count = global.workspace_manager.n_workspaces;
        if (index < 0 || index >= count)
            throw new Refusal('NoSuchWorkspace', `there are ${count} workspaces`);
        if (name.length > 256)
            throw new Refusal('Invalid', 'that name is too long');
        Meta.prefs_change_workspace_name(index, name);
        // One without a name of its own is called by its number.
        const own = new Gio.Settings({schema_id: 'org.gnome.desktop.wm.preferences'}).get_strv('workspace-names')[index] ?? '';
        const taken = name ? Meta.prefs_get_workspace_name(index) : own;
        return taken === name ? ['done', ''] : ['refused', 'not-taken'];
    }

    setGrid(rows, columns) {
        const manager = global.workspace_manager;
        if (rows < 1 || columns < 1 || rows > MOST_WORKSPACES || columns > MOST_WORKSPACES ||
            rows * columns < manager.n_workspaces)
            throw new Refusal('Invalid', `${manager.n_workspaces} workspaces do not lie in ${columns}x${rows}`);
        manager.override_workspace_layout(Meta.DisplayCorner.TOPLEFT, false, rows, columns);
        return manager.layout_rows === rows && manager.layout_columns === columns ? ['done', ''] : ['refused', 'not-taken'];
    }

    // GNOME takes empty workspaces away a moment after the last one has got a window, or is shown: numbers change then.
    async _calmed(w) {
        if (!Meta.prefs_get_dynamic_workspaces())
            return 'done';
        return this._waits.until(w, () => false, 150,
            [[global.workspace_manager, 'workspace-added', 'workspace-removed']], {settle: true});
    }
}
