// The extension for GNOME Shell 45 and later, whose extensions are modules; 43/extension.js is the same as a script.
//
// Keep it small: the Shell reads this file once a session. Everything else is in the folder that the file "current"
// names; another name there is loaded by switching the extension off and on, without a new login.
import Gio from 'gi://Gio';
import * as Main from 'resource:///org/gnome/shell/ui/main.js';
import * as Config from 'resource:///org/gnome/shell/misc/config.js';

export default class {
    constructor({path}) {
        this._path = path;
    }

    _read(name) {
        return new Promise((resolve, reject) => Gio.File.new_for_path(`${this._path}/${name}`).load_contents_async(null,
            (file, result) => {
                try {
                    resolve(new TextDecoder().decode(file.load_contents_finish(result)[1]));
                } catch (e) {
                    reject(e);
                }
            }));
    }

    // disable(), and another enable(), may come before all of it is loaded.
    async enable() {
        const enabled = this._enabled = {};
        const folder = (await this._read('current')).trim();
        const {Service} = await import(`file://${this._path}/${folder}/service.js`);
        const xml = await this._read(`${folder}/interface.xml`);
        if (this._enabled !== enabled)
            return;
        this._service = new Service(Main, xml, Config.PACKAGE_VERSION);
        await this._service.start();
    }

    disable() {
        this._enabled = null;
        this._service?.stop();
        this._service = null;
    }
}
