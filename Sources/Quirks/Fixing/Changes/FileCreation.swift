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

  public var action: ChangeAction { .write(path: path) }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? {
    guard (try? Status(of: path)) == nil else { throw .exists }
    return nil
  }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    guard let slash = path.unicodeScalars.lastIndex(of: "/") else { throw .noPath }
    do throws(Errno) {
      try makeDirectories(String(path[..<slash]))
      let file = try FileDescriptor(opening: path, [.writeOnly, .create, .exclusive], mode: 0o644)
      try file.writeAll(Array(text.utf8))
    } catch {
      throw .file(error)
    }
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    do throws(Errno) {
      return try File.read(path, limit: 1 << 20) == Array(text.utf8)
        ? .changed : .otherwise(.otherText)
    } catch {
      return error == .notFound ? .before : .otherwise(.unreadable(error))
    }
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    guard state(before: before, in: context) != .before else { return }
    do throws(Errno) { try unlink(path) } catch { throw .file(error) }
  }

  public var fields: [JSON.Field] {
    [.init("file", .string(path)), .init("text", .string(text))]
  }

  public init?(_ json: JSON) {
    guard let path = json["file"]?.string, let text = json["text"]?.string else { return nil }
    self.init(path, text: text)
  }
}
