public import Interchange
import System

/// A file that the next changes may write is kept; undoing them brings it back as it was.
public struct FileSnapshot: Change, Equatable {
  public static let kind = "snapshot"
  let path: String

  init(_ path: String) { self.path = path }

  public var description: String { "keep \(path) for an undo" }

  /// - Returns: nil where there is no such file.
  public func prepare() throws -> String? {
    try userText(of: path)
  }

  public func apply(in context: QuirkContext) throws {}

  /// Cannot be told: the next changes may have left it as it was.
  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    (try? prepare()) == .some(before) ? .before : .changed
  }

  public func undo(before: String?, in context: QuirkContext) throws {
    guard let before else {
      if try userText(of: path) != nil { try unlink(path) }
      return
    }
    guard let slash = path.lastIndex(of: "/") else { throw ChangeError("it is no path") }
    try makeDirectories(String(path[..<slash]))
    let permissions = (try? Status(of: path))?.permissions ?? 0o600
    try atomicWrite(Array(before.utf8), to: path, permissions: UInt32(permissions))
  }

  public var fields: [JSON.Field] { [.init("file", .string(path))] }

  public init?(_ json: JSON) {
    guard let path = json["file"]?.string else { return nil }
    self.init(path)
  }
}

/// Reads a text file of the user's; nil where there is none.
func userText(of path: String) throws(ChangeError) -> String? {
  guard (try? Status(of: path)) != nil else { return nil }
  guard let bytes = try? File.read(path, limit: 4 << 20) else {
    throw ChangeError("\(path) cannot be read")
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw ChangeError("\(path) is not in UTF-8")
  }
  return text
}
