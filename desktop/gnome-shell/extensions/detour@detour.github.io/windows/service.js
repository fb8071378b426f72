// The bus name, the gate at it, and what is called through it. The rest of the folder knows no bus.
import Gio from 'gi://Gio';
import GLib from 'gi://GLib';

import {Actions} from './actions.js';
import {Events} from './events.js';
import {Picker} from './picker.js';
import {Refusal} from './refusal.js';
import {Snapshots} from './snapshot.js';
import {Waits} from './waits.js';

const NAME = 'io.github.detour.Windows';
const PATH = '/io/github/detour/Windows';
const INTERFACE = `${NAME}1`;

const MOST_CALLS = 64; // at the same time
const MOST_SUBSCRIBERS = 16;
const PATIENCE = 2000; // milliseconds, with what tells of a caller
const MOST_REMEMBERED = 16; // callers that were looked at

export class Service {
    constructor(Main, xml, version) {
        this.Revision = 2;
        this.Shell = version;
        this._xml = xml;
        this._snapshots = new Snapshots(Main);
        this._waits = new Waits();
        this._actions = new Actions(Main, this._waits);
        this._picker = new Picker(Main, this._waits);
        this._events = new Events((...event) => this._tell(...event));
        this._calls = new Set();
        this._callers = new Map();
        this._subscribers = new Map();
        this._timers = new Set();
        this._serial = 0;
    }

    // A connection of its own: on the Shell's, a sandbox that may talk to org.gnome.Shell could talk to this, and one
    // that may talk to this could talk to all of the Shell.
    async start() {
        this._cancel = new Gio.Cancellable();
        const cancel = this._cancel;
        const address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, null); // reads a variable
        let connection;
        try {
            connection = await new Promise((resolve, reject) => Gio.DBusConnection.new_for_address(address,
                Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, null, cancel,
                (_source, result) => {
                    try {
                        resolve(Gio.DBusConnection.new_for_address_finish(result));
                    } catch (e) {
                        reject(e);
                    }
                }));
        } catch (e) {
            if (cancel.is_cancelled())
                return;
            throw e;
        }
        if (cancel.is_cancelled()) {
            connection.close(null, null);
            return;
        }
        this._connection = connection;
        // wrapJSObject() has GLib index the interface by its address, and nobody takes that back: once it is freed, the next
        // one at that address would be called by an index of what is no more. So stop() does.
        this._interface = Gio.DBusNodeInfo.new_for_xml(this._xml).interfaces[0];
        this._exported = Gio.DBusExportedObject.wrapJSObject(this._interface, this);
        this._exported.export(connection, PATH);
        // Queued behind another owner, if there is one. Clients compare the owner's process with the Shell's.
        this._owner = connection.own_name(NAME, Gio.BusNameOwnerFlags.NONE, null,
            () => console.warn(`${NAME} belongs to another program`));
    }

    stop() {
        this._cancel?.cancel();
        // Before the connection closes: the callers would wait for an answer else.
        for (const invocation of this._calls)
            invocation.return_dbus_error(`${INTERFACE}.Error.Ended`, 'the extension was switched off');
        this._calls.clear();
        // Before all else: nothing is there for anybody from here on, as on a locked screen.
        const connection = this._connection;
        if (connection) {
            connection.unown_name(this._owner);
            this._exported.unexport();
            this._interface.cache_release();
        }
        this._waits.end();
        this._events.stop();
        this._snapshots.stop();
        this._callers.clear();
        for (const timer of this._timers)
            GLib.source_remove(timer);
        this._timers.clear();
        if (!connection)
            return;
        for (const watch of this._subscribers.values())
            connection.signal_unsubscribe(watch);
        this._subscribers.clear();
        connection.flush(null, (_source, result) => {
            try {
                connection.flush_finish(result);
            } catch (e) {
                // The bus has gone before.
            }
            connection.close(null, null);
        });
        this._connection = this._exported = this._interface = null;
    }

    // ---- the gate

    // Every call: the caller is looked at, and exactly one answer is given, by stop() where this has not done it yet. A call
    // that only reads is worked out while the bus is asked about a new caller; the answer is sent once the caller is admitted.
    _serve(invocation, signature, work, {onlyReads = false} = {}) {
        if (this._calls.size >= MOST_CALLS) {
            invocation.return_dbus_error(`${INTERFACE}.Error.Busy`, 'too many calls wait already');
            return;
        }
        this._calls.add(invocation);
        const answer = give => {
            if (this._calls.delete(invocation))
                give();
        };
        const run = async () => {
            const sender = invocation.get_sender();
            const isNew = !this._callers.has(sender);
            const reply = async () => {
                const values = await work();
                return signature ? new GLib.Variant(signature, values) : null;
            };
            const admission = this._admit(sender);
            const early = onlyReads && isNew ? reply() : null;
            early?.catch(() => {}); // what failed is told below, to who may know
            await admission;
            if (!this._calls.has(invocation))
                return;
            const body = await (early ?? reply());
            answer(() => invocation.return_value(body));
        };
        run().catch(e => {
            if (!(e instanceof Refusal) && this._calls.has(invocation))
                console.error(e);
            const name = e instanceof Refusal ? e.error : 'Failed';
            answer(() => invocation.return_dbus_error(`${INTERFACE}.Error.${name}`, `${e.message}`));
        });
    }

    // A bus gives no unique name a second time, so what was found out about a caller stays true.
    async _admit(sender) {
        let look = this._callers.get(sender);
        if (!look) {
            if (this._callers.size >= MOST_REMEMBERED)
                this._callers.delete(this._callers.keys().next().value);
            look = this._isOutsideOfSandboxes(sender);
            this._callers.set(sender, look);
            look.catch(() => this._callers.delete(sender));
        }
        if (!await look)
            throw new Refusal('Sandboxed', 'programs in a sandbox may not see or control windows');
    }

    // What the bus says of one of its names.
    _askBus(method, name) {
        return new Promise((resolve, reject) => this._connection.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
            'org.freedesktop.DBus', method, new GLib.Variant('(s)', [name]), null, Gio.DBusCallFlags.NONE, PATIENCE,
            this._cancel, (connection, result) => {
                try {
                    resolve(connection.call_finish(result).recursiveUnpack());
                } catch (e) {
                    reject(e);
                }
            }));
    }

    async _isOutsideOfSandboxes(sender) {
        const [credentials] = await this._askBus('GetConnectionCredentials', sender);
        const label = credentials.LinuxSecurityLabel;
        if (label && new TextDecoder().decode(Uint8Array.from(label)).startsWith('snap.'))
            return false;
        if (!credentials.ProcessID)
            return false;
        // Flatpak and strict snaps have mounts of their own: a process with the Shell's is in neither. To read such a link
        // never waits.
        const mountsOf = process => {
            try {
                return GLib.file_read_link(`/proc/${process}/ns/mnt`);
            } catch (e) {
                return null; // it has ended, or is not to be looked at
            }
        };
        this._mounts ??= mountsOf('self');
        const mounts = mountsOf(credentials.ProcessID);
        if (!mounts || mounts === this._mounts)
            return Boolean(mounts);
        // Flatpak puts this file into the root of each sandbox and of its proxy. What cannot be seen counts as one.
        const file = Gio.File.new_for_path(`/proc/${credentials.ProcessID}/root/.flatpak-info`);
        return new Promise(resolve => {
            // Its root may be a file system that never answers.
            const timer = GLib.timeout_add(GLib.PRIORITY_DEFAULT, PATIENCE, () => {
                this._timers.delete(timer);
                resolve(false);
                return GLib.SOURCE_REMOVE;
            });
            this._timers.add(timer);
            file.query_info_async('standard::type', Gio.FileQueryInfoFlags.NONE, GLib.PRIORITY_DEFAULT, this._cancel,
                (_file, result) => {
                    if (this._timers.delete(timer))
                        GLib.source_remove(timer);
                    try {
                        file.query_info_finish(result);
                        resolve(false);
                    } catch (e) {
                        resolve(e.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.NOT_FOUND) &&
                            mountsOf(credentials.ProcessID) === mounts); // of one that has ended nothing is found
                    }
                });
        });
    }

    // ---- the methods of interface.xml

    SnapshotAsync(_arguments, invocation) {
        this._serve(invocation, '(ts)', () => [this._serial, this._snapshots.take()], {onlyReads: true});
    }

    ActivateAsync([window, wait], invocation) {
        this._serve(invocation, '(sst)', () => this._actions.activate(window, wait));
    }

    CloseAsync([window, wait], invocation) {
        this._serve(invocation, '(ss)', () => this._actions.close(window, wait));
    }

    PlaceAsync([window, given, frame, wait], invocation) {
        this._serve(invocation, '(ss(iiii))', () => this._actions.place(window, given, frame, wait));
    }

    SetStateAsync([window, mask, values, wait], invocation) {
        this._serve(invocation, '(ssu(iiii))', () => this._actions.setState(window, mask, values, wait));
    }

    SetWorkspaceAsync([window, workspace, follow], invocation) {
        this._serve(invocation, '(ssi)', () => this._actions.setWorkspace(window, workspace, follow));
    }

    RestackAsync([window, up], invocation) {
        this._serve(invocation, '(ss)', () => this._actions.restack(window, up));
    }

    SwitchAsync([workspace], invocation) {
        this._serve(invocation, '(ssi)', () => this._actions.switchTo(workspace));
    }

    SetCountAsync([count, wait], invocation) {
        this._serve(invocation, '(ssi)', () => this._actions.setCount(count, wait));
    }

    SetNameAsync([workspace, name], invocation) {
        this._serve(invocation, '(ss)', () => this._actions.setName(workspace, name));
    }

    SetGridAsync([rows, columns], invocation) {
        this._serve(invocation, '(ss)', () => this._actions.setGrid(rows, columns));
    }

    PickAsync([wait], invocation) {
        this._serve(invocation, '(st)', () => this._picker.pick(wait));
    }

    SubscribeAsync([on], invocation) {
        this._serve(invocation, null, () => {
            on ? this._subscribe(invocation.get_sender()) : this._unsubscribe(invocation.get_sender());
        });
    }

    // ---- events

    _subscribe(sender) {
        if (this._subscribers.has(sender))
            return;
        if (this._subscribers.size >= MOST_SUBSCRIBERS)
            throw new Refusal('Busy', 'too many programs listen already');
        this._subscribers.set(sender, this._connection.signal_subscribe('org.freedesktop.DBus', 'org.freedesktop.DBus',
            'NameOwnerChanged', '/org/freedesktop/DBus', sender, Gio.DBusSignalFlags.NONE, () => this._unsubscribe(sender)));
        this._events.start();
        // Of a caller that had gone before the bus took that rule it will tell nothing.
        this._askBus('NameHasOwner', sender).then(([isThere]) => isThere || this._unsubscribe(sender), () => {});
    }

    _unsubscribe(sender) {
        if (!this._subscribers.has(sender))
            return;
        this._connection.signal_unsubscribe(this._subscribers.get(sender));
        this._subscribers.delete(sender);
        if (!this._subscribers.size)
            this._events.stop();
    }

    _tell(kind, window, workspace) {
        this._serial++;
        const body = new GLib.Variant('(tsti)', [this._serial, kind, window, workspace]);
        for (const name of this._subscribers.keys())
            this._connection.emit_signal(name, PATH, INTERFACE, 'Changed', body);
    }
}
