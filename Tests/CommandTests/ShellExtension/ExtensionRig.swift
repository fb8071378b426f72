import Foundation
import Support
import Testing

/// The GNOME Shell extension in a headless Shell.
enum ExtensionRig {
  static let uuid = "detour@detour.github.io"
  static let script = "\(packageRoot)/desktop/packaging/extension"

  /// Puts the extension for that release into a folder of extensions.
  static func install(_ release: String, in folder: String) throws {
    let outcome = try run([script, release, folder])
    guard outcome.code == 0 else { throw Unexpected("extension \(release): \(outcome)") }
  }

  /// Starts a Shell with the extension, or takes that of an earlier test of the same file, and waits
  /// until the extension answers.
  static func start(
    _ release: GnomeShell.Release, monitors: [String] = ["1280x720"], workspaces: Int? = nil,
    settings: [GnomeShell.Setting] = [], suite: String = #fileID
  ) throws -> GnomeShell {
    let shell = try GnomeShell.shared(
      release, monitors: monitors, workspaces: workspaces,
      settings: settings + [.init("org.gnome.shell", "enabled-extensions", "['\(uuid)']")],
      suite: suite
    ) { home in
      try install(release.number, in: "\(home)/.local/share/gnome-shell/extensions")
    }
    if try !isThere(in: shell) {
      try shell.evaluate("Main.extensionManager.enableExtension('\(uuid)'); 1")
    }
    guard try eventually({ try isThere(in: shell) }) else {
      throw Unexpected("the extension does not answer\n\(shell.log)")
    }
    return shell
  }

  /// Whether the extension has its name.
  static func isThere(in shell: GnomeShell) throws -> Bool {
    let outcome = try run(
      [
        "busctl", "--user", "--json=short", "call", "org.freedesktop.DBus", "/org/freedesktop/DBus",
        "org.freedesktop.DBus", "NameHasOwner", "s", "io.github.detour.Windows",
      ], variables: shell.variables)
    return outcome.output.contains("true")
  }

  /// Runs scenarios one after the other, and expects that all of each held.
  ///
  /// A Shell that crashes is told, and the scenario is run once more in the next one: what the
  /// extension makes crash would crash again.
  ///
  /// - Parameter start: gives the Shell, and another one once it has ended.
  /// - Returns: the Shell of the last one.
  @discardableResult
  static func hold(
    _ scenarios: [String], in start: () throws -> GnomeShell
  ) throws -> GnomeShell {
    var shell = try start()
    for scenario in scenarios {
      var outcome = try perform(scenario, in: shell)
      if outcome.code != 0 && !shell.isRunning {
        let told = "crashed: the Shell, in the scenario \(scenario)\n\(shell.log.suffix(2_000))\n"
        FileHandle.standardError.write(Data(told.utf8))
        shell = try start()
        outcome = try perform(scenario, in: shell)
      }
      #expect(outcome == Outcome(output: "held\n"), "\(scenario)\n\(shell.log.suffix(2_000))")
    }
    return shell
  }

  private static func perform(_ scenario: String, in shell: GnomeShell) throws -> Outcome {
    try run(
      ["/usr/bin/python3", "-B", rig("shell-windows.py"), scenario], variables: shell.variables,
      within: .seconds(600))
  }
}

extension GnomeShell.Release {
  /// The first number of its version.
  var number: String {
    switch self {
    case .installed: "43"
    case .newer: "48"
    case .newest: "50"
    case .unstable: "51"
    }
  }
}
