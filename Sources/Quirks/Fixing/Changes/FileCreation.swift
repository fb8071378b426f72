public import Interchange
import System

/// A file that does not exist is written; undoing it removes the file.
public struct FileCreation: Change, Equatable {
  public static let kind = "file"
  let path: String
  let text: String

  init(_ path: String, text: String) {
    self.path = path
    self.text = text
  }

  public var description: String { "write \(path)" }

  public func prepare(in context: QuirkContext) throws -> String? {
    guard (try? Status(of: path)) == nil else { throw ChangeError("it exists already") }
    return nil
  }

  public func apply(in context: QuirkContext) throws {
    guard let slash = path.lastIndex(of: "/") else { throw ChangeError("it is no path") }
    try makeDirectories(String(path[..<slash]))
    let file = try FileDescriptor(opening: path, [.writeOnly, .create, .exclusive], mode: 0o644)
    try file.writeAll(Array(text.utf8))
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    do throws(Errno) {
      return try File.read(path, limit: 1 << 20) == Array(text.utf8)
        ? .changed : .otherwise("another text")
    } catch {
      return error == .notFound ? .before : .otherwise("\(error)")
    }
  }

  public func undo(before: String?, in context: QuirkContext) throws {
    guard state(before: before, in: context) != .before else { return }
    try unlink(path)
  }

  public var fields: [JSON.Field] {
    [.init("file", .string(path)), .init("text", .string(text))]
  }

  public init?(_ json: JSON) {
    guard let path = json["file"]?.string, let text = json["text"]?.string else { return nil }
    self.init(path, text: text)
  }
}
