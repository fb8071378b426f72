import Foundation

/// A directory of its own for a test, removed when it goes.
public final class Scratch: Sendable {
  public let path: String

  public init() throws {
    let parent = FileManager.default.temporaryDirectory.path
    var template = Array("\(parent)/detour-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unexpected("mkdtemp: \(errno)") }
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in it.
  public func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and the directories above it.
  public func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}
