// What changes, for those who subscribed; nothing is connected while nobody listens. Kinds and numbers, no titles.
import GLib from 'gi://GLib';

import {isListed, listed} from './snapshot.js';

const CALM = 50; // milliseconds in which many frames of one window are told once

const KINDS = {
    'notify::title': 'title', 'workspace-changed': 'workspace', 'notify::minimized': 'state', 'notify::above': 'state',
    'notify::on-all-workspaces': 'state', 'notify::fullscreen': 'state', 'notify::maximized-horizontally': 'state',
    'notify::maximized-vertically': 'state', 'notify::demands-attention': 'state',
};

export class Events {
    constructor(tell) {
        this._send = tell;
        this._handlers = new Map();
        this._frames = new Set();
        this._timer = 0;
    }

    start() {
        if (this._handlers.size)
            return;
        const {display, workspace_manager: manager} = global;
        const tell = (kind, window, workspace = -1) => this._send(kind, window?.get_id() ?? 0, workspace);
        this._on(display, 'window-created', (_display, window) => {
            if (this._watch(window, tell))
                tell('opened', window);
        });
        this._on(display, 'notify::focus-window', () => tell('focus', display.focus_window));
        this._on(manager, 'active-workspace-changed', () => tell('active', null, manager.get_active_workspace_index()));
        this._on(manager, 'workspace-added', (_manager, index) => tell('added', null, index));
        this._on(manager, 'workspace-removed', (_manager, index) => tell('removed', null, index));
        for (const window of listed())
            this._watch(window, tell);
    }

    stop() {
        for (const [object, ids] of this._handlers)
            ids.forEach(id => object.disconnect(id));
        this._handlers.clear();
        this._frames.clear();
        if (this._timer)
            GLib.source_remove(this._timer);
        this._timer = 0;
    }

    _on(object, signal, act) {
        if (!this._handlers.has(object))
            this._handlers.set(object, []);
        this._handlers.get(object).push(object.connect(signal, act));
    }

    _watch(window, tell) {
        if (!isListed(window))
            return false;
        for (const [signal, kind] of Object.entries(KINDS))
            this._on(window, signal, () => tell(kind, window));
        for (const signal of ['position-changed', 'size-changed'])
            this._on(window, signal, () => this._frame(window.get_id()));
        this._on(window, 'unmanaged', () => {
            this._handlers.get(window)?.forEach(id => window.disconnect(id));
            this._handlers.delete(window);
            this._frames.delete(window.get_id());
            tell('closed', window);
        });
        return true;
    }

    // A window that is dragged changes its frame sixty times a second.
    _frame(id) {
        this._frames.add(id);
        this._timer ||= GLib.timeout_add(GLib.PRIORITY_DEFAULT, CALM, () => {
            this._timer = 0;
            for (const each of this._frames)
                this._send('frame', each, -1);
            this._frames.clear();
            return GLib.SOURCE_REMOVE;
        });
    }
}
