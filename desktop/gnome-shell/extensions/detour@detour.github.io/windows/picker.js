// Lets the user click on a window.
import Clutter from 'gi://Clutter';
import Shell from 'gi://Shell';

import {listed} from './snapshot.js';

const LONGEST = 60000;

export class Picker {
    constructor(Main, waits) {
        this._Main = Main;
        this._waits = waits;
    }

    // The uppermost window at the click; 0 beside all of them, and for any key.
    async pick(time) {
        if (this._actor)
            return ['refused', 0];
        const actor = this._actor = new Clutter.Actor({
            reactive: true, width: global.stage.width, height: global.stage.height});
        this._Main.layoutManager.uiGroup.add_child(actor);
        let grab = null;
        try {
            grab = this._Main.pushModal(actor, {actionMode: Shell.ActionMode.POPUP});
            // Up to 48 a grab says what it has; after that, whether somebody has taken it.
            const failed = grab.get_seat_state
                ? grab.get_seat_state() === Clutter.GrabState.NONE : grab.is_revoked();
            if (failed)
                return ['refused', 0];
            let chosen = null;
            actor.connect('event', (_actor, event) => {
                switch (event.type()) {
                case Clutter.EventType.BUTTON_PRESS:
                case Clutter.EventType.TOUCH_BEGIN:
                    chosen = this._at(...event.get_coords());
                    break;
                case Clutter.EventType.KEY_PRESS:
                    chosen = 0;
                    break;
                case Clutter.EventType.ENTER:
                case Clutter.EventType.LEAVE:
                    return Clutter.EVENT_PROPAGATE;
                default:
                    return Clutter.EVENT_STOP;
                }
                actor.name = 'chosen';
                return Clutter.EVENT_STOP;
            });
            const outcome = await this._waits.until(null, () => chosen !== null, time, [[actor, 'notify::name']],
                {longest: LONGEST});
            return [outcome, chosen ?? 0];
        } finally {
            if (grab)
                this._Main.popModal(grab);
            actor.destroy();
            this._actor = null;
        }
    }

    _at(x, y) {
        const isIn = r => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height;
        const shown = listed().filter(w => w.showing_on_its_workspace() &&
            w.located_on_workspace(global.workspace_manager.get_active_workspace()));
        return global.display.sort_windows_by_stacking(shown).reverse()
            .find(w => isIn(w.get_frame_rect()))?.get_id() ?? 0;
    }
}
