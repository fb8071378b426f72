import Foundation

/// A directory of its own for a test, removed when it goes.
public final class Scratch: Sendable {
  public let path: String

  /// - Parameter parent: where it is made; among temporary files when missing.
  public init(in parent: String? = nil) throws {
    let parent = parent ?? FileManager.default.temporaryDirectory.path
    var template = Array("\(parent)/detour-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unexpected("mkdtemp: \(errno)") }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in it.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and the directories above it; a script may be run.
  public func write(_ name: String, _ text: String) throws {
    if text.hasPrefix("#!") { return try writeScript(text, to: path(name)) }
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}

/// Writes a script that may be run, and the directories above it.
///
/// A process of its own writes it: what another thread starts meanwhile would keep our descriptor
/// for a moment, and the kernel runs nothing that is open for writing (ETXTBSY, execve(2)).
public func writeScript(_ text: String, to path: String) throws {
  let words = [
    "/bin/sh", "-c", "mkdir -p \"${1%/*}\" && cat >\"$1\" && chmod 755 \"$1\"", "sh", path,
  ]
  let outcome = try run(words, input: text)
  guard outcome.code == 0 else { throw Unexpected("\(path): \(outcome)") }
}
