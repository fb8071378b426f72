import Foundation
import Support
import Testing

/// What goes on before an uninstallation, with a real logind and its lid.
@Suite(.serialized) struct UninstallTests {
  static let shared = Result { try LoginRig(commands: ["detour"]) }
  let rig: LoginRig

  init() throws {
    rig = try Self.shared.get()
    try rig.reset()
    try rig.root("rm -rf /run/home/.local/state/detour /run/home/.bashrc")
    try isInstalled(true)
  }

  /// Whether there is what `copy` writes down.
  private func isInstalled(_ isThere: Bool) throws {
    let folder = "\(rig.directory)/share/detour"
    try shell("mkdir -p '\(folder)'; \(isThere ? "touch" : "rm") '\(folder)/manifest'")
  }

  private var script: String { "\(packageRoot)/desktop/packaging/pre-uninstall" }

  private func uninstall(undo: String) throws -> Outcome {
    try rig.run([script, rig.directory, undo])
  }

  private func isHeld() throws -> Bool {
    try rig.inhibitors().contains { $0.contains("handle-lid-switch") }
  }

  private func exists(_ file: String) throws -> Bool {
    try rig.run(["test", "-e", "/run/home/\(file)"]).code == 0
  }

  /// Undoing a fix brings back what lidctl did before, with a program that goes away.
  @Test func `lets go of the lid for good`() throws {
    #expect(try rig.run(["lidctl", "enable", "--only", "docked"]).code == 0)
    let fix = try rig.run(["detour", "fix", "lid-suspends", "--yes"])
    #expect(fix.code == 0, "\(fix)")
    let outcome = try uninstall(undo: "yes")
    #expect(outcome.code == 0 && outcome.output.contains("undone: "), "\(outcome)")
    #expect(try eventually { try rig.run(["pidof", "lidctl"]).output == "" })
    #expect(try !isHeld())
    #expect(try !exists(".config/detour") && !exists(".local/state/detour"))
  }

  @Test func `stops while the lid is closed`() throws {
    let locker = try rig.startLocker()
    defer { locker.stop() }
    #expect(try rig.run(["lidctl", "enable"]).code == 0)
    try rig.set(.lid, true)
    #expect(try eventually { try rig.isLocked() })
    let refused = try uninstall(undo: "yes")
    #expect(refused.code == 1 && refused.error.contains("the lid is closed"), "\(refused)")
    #expect(refused.error.filter { $0 == "\n" }.count == 1, "\(refused)")
    #expect(try isHeld() && exists(".config/detour/lid.conf"))
    #expect(try exists(".config/autostart/detour-lid.desktop"))
    try rig.set(.lid, false)
    let outcome = try uninstall(undo: "yes")
    #expect(outcome.code == 0, "\(outcome)")
    #expect(outcome.output.contains("closing the lid follows the system setting again\n"))
    #expect(try eventually { try !isHeld() })
  }

  /// Nothing undoes that without being told to, and nothing else waits for it.
  @Test func `leaves what was changed since a fix`() throws {
    #expect(try rig.run(["detour", "fix", "lid-suspends", "--yes"]).code == 0)
    #expect(try rig.run(["lidctl", "on", "--min-battery", "20"]).code == 0)
    let outcome = try uninstall(undo: "yes")
    #expect(outcome.code == 0 && outcome.error.contains("--force"), "\(outcome)")
    #expect(outcome.output.contains("that stays as it is"), "\(outcome)")
    #expect(try exists(".local/state/detour/changes.json"))
    #expect(try eventually { try !isHeld() })
  }

  /// Another one may be installed elsewhere.
  @Test func `leaves what is not of this installation`() throws {
    #expect(try rig.run(["lidctl", "enable"]).code == 0)
    let block =
      "# >>> detour >>>\nif [ -r '/usr/hook' ]; then . '/usr/hook'; fi\n# <<< detour <<<\n"
    try rig.shell("printf %s \"\(block)\" >~/.bashrc")
    try isInstalled(false)
    #expect(try uninstall(undo: "yes") == Outcome())
    #expect(try isHeld() && exists(".config/detour/lid.conf"))
    try isInstalled(true)
    #expect(try uninstall(undo: "yes").code == 0)
    #expect(try rig.shell("cat ~/.bashrc") == block)
  }

  @Test func `names the locks of other users`() throws {
    #expect(try rig.run(["lidctl", "on"]).code == 0)
    let outcome = try rig.run(
      [
        "env", "-u", "DBUS_SESSION_BUS_ADDRESS", "-u", "XDG_RUNTIME_DIR",
        "HOME=\(rig.directory)/root", script, rig.directory, "no",
      ], in: .system, as: 0)
    let process = try rig.run(["pidof", "lidctl"]).output.dropLast()
    #expect(outcome.code == 0)
    #expect(
      outcome.output.contains(
        "note: process \(process) of tester goes on holding the lid; to end it: kill \(process)\n"),
      "\(outcome)")
    try rig.root("kill \(process)")
    #expect(try eventually { try !isHeld() })
  }
}
