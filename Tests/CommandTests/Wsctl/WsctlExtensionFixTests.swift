import Foundation
import Support
import Testing

/// The quirk that scripts' tools know X11 alone: its fix installs the extension.
extension WsctlExtensionTests {
  @Test func `is what detour fixes, and undoes`() throws {
    let (scratch, _) = try Self.installed("wsctl detour")
    let shell = try Self.plainShell()
    func detour(_ words: String...) throws -> Outcome {
      try run([scratch.path("usr/bin/detour")] + words, variables: shell.variables)
    }
    func setting() throws -> String {
      try run(
        ["gsettings", "get", "org.gnome.shell", "enabled-extensions"], variables: shell.variables
      ).output
    }
    let folder = "\(shell.home)/.local/share/gnome-shell/extensions/\(ExtensionRig.uuid)"
    let before = try setting()
    #expect(try detour("check", "tools-of-x11").output.hasPrefix("affected"))
    let fixed = try detour("fix", "tools-of-x11", "--yes")
    #expect(fixed.code == 0, "\(fixed)")
    #expect(FileManager.default.fileExists(atPath: "\(folder)/metadata.json"))
    #expect(try setting().contains(ExtensionRig.uuid))
    #expect(try detour("check", "tools-of-x11").output.hasPrefix("fixed"))
    let undone = try detour("undo", "tools-of-x11")
    #expect(undone.code == 0, "\(undone)")
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try setting() == before)
    #expect(try detour("check", "tools-of-x11").output.hasPrefix("affected"))
  }

  /// What its user has removed meanwhile is undone all the same; what was there before stays.
  @Test func `is undone after its removal, and where it was before`() throws {
    let (scratch, wsctl) = try Self.installed("wsctl detour")
    let shell = try Self.plainShell()
    func detour(_ words: String...) throws -> Outcome {
      try run([scratch.path("usr/bin/detour")] + words, variables: shell.variables)
    }
    func answer(_ word: String) throws -> Outcome {
      try run([wsctl, "extension", word], variables: shell.variables)
    }
    let folder = "\(shell.home)/.local/share/gnome-shell/extensions/\(ExtensionRig.uuid)"
    #expect(try detour("fix", "tools-of-x11", "--yes").code == 0)
    #expect(try answer("remove").code == 0)
    #expect(
      try answer("remove") == Outcome(output: "it is not installed in \(folder)\n"))
    let undone = try detour("undo", "tools-of-x11")
    #expect(undone.code == 0, "\(undone)")
    #expect(try detour("status").output == "detour has changed nothing\n")

    #expect(try answer("install").code == 0)
    #expect(try answer("disable").code == 0)
    #expect(try detour("fix", "tools-of-x11", "--yes").code == 0)
    #expect(try detour("undo", "tools-of-x11").code == 0)
    #expect(FileManager.default.fileExists(atPath: "\(folder)/metadata.json"))
    #expect(try detour("check", "tools-of-x11").output.hasPrefix("affected"))
    #expect(try answer("remove").code == 0)
  }
}
