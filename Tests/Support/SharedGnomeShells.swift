import Foundation
import Synchronization

/// The shells of this process that outlive the tests that use them: a start takes one or two seconds
/// of a processor, putting one back some milliseconds.
private let kept = Mutex<[String: GnomeShell]>([:])

/// Ends them with the process, and waits for that.
private let ending: Void = { atexit { kept.withLock { $0.removeAll() } } }()

extension GnomeShell {
  /// A shell that the tests of a suite use one after the other, as it was when it started: no
  /// windows, the first workspace active, and X clients told nothing of which is current.
  ///
  /// The suite has to be `.serialized`, and its tests leave nothing else changed.
  ///
  /// - Parameters:
  ///   - settings: those that it starts with; tests that ask for others have other shells.
  ///   - suite: whose tests share it; those of one file by itself.
  ///   - prepare: is called with the home directory before anything starts in it.
  public static func shared(
    _ release: Release = .installed, monitors: [String] = ["1280x720"], workspaces: Int? = nil,
    settings: [Setting] = [], suite: String = #fileID,
    prepare: (_ home: String) throws -> Void = { _ in }
  ) throws -> GnomeShell {
    let key = "\(suite) \(release) \(monitors) \(settings)"
    if let shell = kept.withLock({ $0[key] }), shell.isRunning {
      do {
        try shell.putBack(workspaces: workspaces)
        return shell
      } catch {
        // What hangs, or keeps a window, is not what is tested next.
        FileHandle.standardError.write(Data("another shell instead: \(error)\n".utf8))
        kept.withLock { $0[key] = nil }
      }
    }
    let shell = try GnomeShell(
      release, monitors: monitors, workspaces: workspaces, settings: settings, prepare: prepare)
    _ = ending
    kept.withLock { $0[key] = shell }
    return shell
  }

  /// Makes it as it was when it started.
  ///
  /// - Parameter workspaces: that many for good; dynamic ones when missing.
  func putBack(workspaces: Int?) throws {
    // The shell of 43 has a window of its own among them.
    let left =
      "global.get_window_actors().map(a => a.meta_window.title).filter(t => t !== 'gnome-shell')"
    guard try eventually({ try evaluate("\(left).length") == "0" }) else {
      throw Unexpected("a test has left windows: \(try evaluate(left))")
    }
    try evaluate(
      """
      {const {Gio} = imports.gi;
      while (Main.sessionMode.currentMode === 'unlock-dialog') Main.sessionMode.popMode('unlock-dialog');
      const names = new Gio.Settings({schema_id: 'org.gnome.desktop.wm.preferences'});
      const mutter = new Gio.Settings({schema_id: 'org.gnome.mutter'});
      names.reset('workspace-names');
      \(workspaces.map { "names.set_int('num-workspaces', \($0));" } ?? "names.reset('num-workspaces');")
      \(workspaces == nil ? "mutter.reset('dynamic-workspaces')" : "mutter.set_boolean('dynamic-workspaces', false)");
      global.workspace_manager.get_workspace_by_index(0).activate(0);
      1}
      """)
    try overview(false)
    let count = workspaces.map { "=== \($0)" } ?? "<= 2"
    let isBack = try eventually {
      try evaluate(
        "global.workspace_manager.n_workspaces \(count)"
          + " && global.workspace_manager.get_active_workspace_index() === 0") == "true"
    }
    guard isBack else { throw Unexpected("the workspaces are not as they were\n\(log)") }
    for property in ["_NET_CURRENT_DESKTOP", "_NET_DESKTOP_LAYOUT"] {
      try run(["xprop", "-root", "-remove", property], variables: variables)
    }
  }
}
