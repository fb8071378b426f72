/* exported init */
// The extension for GNOME Shell 43 and 44, whose extensions are scripts; 45/extension.js is the same as a module.
//
// Keep it small: the Shell reads this file once a session. Everything else is in the folder that the file "current"
// names; another name there is loaded by switching the extension off and on, without a new login.
const {Gio} = imports.gi;
const Main = imports.ui.main;
const Config = imports.misc.config;
const path = imports.misc.extensionUtils.getCurrentExtension().path;

const read = name => new Promise((resolve, reject) => Gio.File.new_for_path(`${path}/${name}`).load_contents_async(null,
    (file, result) => {
        try {
            resolve(new TextDecoder().decode(file.load_contents_finish(result)[1]));
        } catch (e) {
            reject(e);
        }
    }));

class Extension {
    enable() {
        this._start(this._enabled = {}).catch(logError);
    }

    // disable(), and another enable(), may come before all of it is loaded.
    async _start(enabled) {
        const folder = (await read('current')).trim();
        const {Service} = await import(`file://${path}/${folder}/service.js`);
        const xml = await read(`${folder}/interface.xml`);
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

function init() {
    return new Extension();
}
