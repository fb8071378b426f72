// Waiting within the Shell for what a request does, so that a client needs no second call.
import GLib from 'gi://GLib';

const QUIET = 60; // milliseconds without a further change, after which a size counts as settled
const LONGEST = 10000;

export class Waits {
    constructor() {
        this._open = new Set();
    }

    // Ends all of them, with 'gone'.
    end() {
        for (const end of [...this._open])
            end('gone');
    }

    // 'done' once test() is true; 'asked' if there is no time for it; 'gone' with the window; 'late' when the time is over;
    // with settle, 'settled' once something has changed and then nothing more; with hasChanged it has already.
    until(window, test, time, sources, {settle = false, hasChanged = false, longest = LONGEST} = {}) {
        if (test())
            return Promise.resolve('done');
        if (!time)
            return Promise.resolve('asked');
        return new Promise(resolve => {
            const handlers = [];
            let timer = 0;
            let quiet = 0;
            const end = outcome => {
                if (!this._open.delete(end))
                    return;
                for (const [object, id] of handlers)
                    object.disconnect(id);
                for (const source of [timer, quiet].filter(id => id))
                    GLib.source_remove(source);
                resolve(outcome);
            };
            const after = (milliseconds, act) => GLib.timeout_add(GLib.PRIORITY_DEFAULT, milliseconds, () => {
                act();
                return GLib.SOURCE_REMOVE;
            });
            const look = () => {
                if (test()) {
                    end('done');
                } else if (settle) {
                    if (quiet)
                        GLib.source_remove(quiet);
                    quiet = after(QUIET, () => {
                        quiet = 0;
                        end('settled');
                    });
                }
            };
            this._open.add(end);
            for (const [object, ...signals] of sources)
                signals.forEach(signal => handlers.push([object, object.connect(signal, look)]));
            if (window)
                handlers.push([window, window.connect('unmanaged', () => end('gone'))]);
            timer = after(Math.min(time, longest), () => {
                timer = 0;
                end(test() ? 'done' : 'late');
            });
            if (hasChanged)
                look();
        });
    }
}
