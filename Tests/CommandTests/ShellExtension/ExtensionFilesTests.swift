import Foundation
import Support
import Testing

/// How the GNOME Shell extension is put together.
@Suite(.serialized) struct ExtensionFilesTests {
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
}
