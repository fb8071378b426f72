import Foundation
import Support
import Testing

/// The GNOME Shell extension in real Shells, with real windows, called over the bus as a client
/// would; `Tests/Rigs/shell-windows.py` says what each scenario does, and asks the Shell itself.
@Suite(.serialized) struct ShellExtensionTests {
  @Test(arguments: GnomeShell.Release.allCases)
  func `acts on every window, and says what became of it`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    for scenario in [
      "listing", "activating", "dialogs", "placing", "rounding", "unseen", "fixed", "states",
      "workspaces", "refusing", "events",
    ] {
      try Self.holds(scenario, in: shell)
    }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `knows workspaces on demand and a second monitor`(release: GnomeShell.Release) throws {
    let shell = try ExtensionRig.start(release, monitors: ["1280x720", "1024x768"])
    for scenario in ["dynamic", "monitors"] { try Self.holds(scenario, in: shell) }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `answers nobody in a sandbox, nor while the screen is locked`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    for scenario in ["locking", "sandbox"] { try Self.holds(scenario, in: shell) }
  }

  @Test(arguments: GnomeShell.Release.allCases)
  func `leaves nothing behind, and takes a new module without a login`(
    release: GnomeShell.Release
  ) throws {
    let shell = try ExtensionRig.start(release, workspaces: 4)
    for scenario in ["owner", "upgrade", "life"] { try Self.holds(scenario, in: shell) }
  }

  /// The other variant is not loaded, which the Shell says, and does no harm.
  @Test func `is put together for the Shell that is there`() throws {
    let scratch = try Scratch()
    for (release, isScript) in [("43.9", true), ("44", true), ("45", false), ("51.0", false)] {
      let folder = scratch.path(release)
      try ExtensionRig.install(release, in: folder)
      let text = try String(
        contentsOfFile: "\(folder)/\(ExtensionRig.uuid)/extension.js", encoding: .utf8)
      #expect(text.contains("imports.gi") == isScript, "\(release)")
      let data = try Data(contentsOf: URL(filePath: "\(folder)/\(ExtensionRig.uuid)/metadata.json"))
      let metadata = try JSONDecoder().decode(Metadata.self, from: data)
      #expect(metadata.uuid == ExtensionRig.uuid)
      let major = String(release.prefix(2))
      #expect(metadata.shellVersions.contains(major), "\(release)")
    }
    // In the place of an older one: nothing of that stays.
    let folder = scratch.path("43.9")
    try shell(
      "mv '\(folder)/\(ExtensionRig.uuid)'/windows-* '\(folder)/\(ExtensionRig.uuid)/windows-old'")
    try ExtensionRig.install("48", in: folder)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: "\(folder)/\(ExtensionRig.uuid)")
    let current = try String(
      contentsOfFile: "\(folder)/\(ExtensionRig.uuid)/current", encoding: .utf8
    ).dropLast()
    #expect(files.sorted() == ["current", "extension.js", "metadata.json", String(current)])
    for wrong in ["42", "3.38", "", "x", "43x"] {
      let outcome = try run([ExtensionRig.script, wrong, scratch.path("wrong")])
      #expect(outcome.code == 1 && outcome.error.hasPrefix("extension: "), "\(wrong): \(outcome)")
    }
  }

  private struct Metadata: Decodable {
    let uuid: String
    let shellVersions: [String]
    enum CodingKeys: String, CodingKey {
      case uuid
      case shellVersions = "shell-version"
    }
  }

  private static func holds(_ scenario: String, in shell: GnomeShell) throws {
    let outcome = try run(
      ["/usr/bin/python3", "-B", rig("shell-windows.py"), scenario], variables: shell.variables,
      within: .seconds(120))
    #expect(outcome == Outcome(output: "held\n"), "\(scenario)\n\(shell.log.suffix(2_000))")
  }
}
