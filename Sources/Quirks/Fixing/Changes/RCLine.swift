public import Interchange
import System

/// A line is added to the end of ~/.bashrc; undoing it removes just that line.
public struct RCLine: Change, Equatable {
  public static let kind = "rc-line"
  let line: String

  /// Takes the handler of commands that are not found away.
  static let unsetHandler = RCLine("unset -f command_not_found_handle # detour")

  init(_ line: String) { self.line = line }

  public var action: ChangeAction { .addLine(line) }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? { nil }

  func isThere(_ context: QuirkContext) -> Bool {
    (try? lines(of: "\(context.home)/.bashrc"))?.contains(line) == true
  }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    try edit(context) { lines in lines.contains(line) ? lines : lines + [line] }
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    isThere(context) ? .changed : .before
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    try edit(context) { lines in lines.filter { $0 != line } }
  }

  private func lines(of path: String) throws(ChangeError) -> [String] {
    guard let text = try userText(of: path) else { return [] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Writes the file that a link leads to, with the permissions that it has.
  private func edit(_ context: QuirkContext, _ change: ([String]) -> [String]) throws(ChangeError) {
    let path = "\(context.home)/.bashrc"
    let real = realPath(of: path) ?? path
    let permissions = (try? Status(of: real))?.permissions ?? 0o644
    let lines = change(try lines(of: real))
    let text = lines.map { $0 + "\n" }.joined()
    do throws(Errno) {
      try atomicWrite(Array(text.utf8), to: real, permissions: UInt32(permissions))
    } catch {
      throw .file(error)
    }
  }

  public var fields: [JSON.Field] { [.init("line", .string(line))] }

  public init?(_ json: JSON) {
    guard let line = json["line"]?.string, !line.contains("\n") else { return nil }
    self.init(line)
  }
}

/// Reads a text file of the user's; nil where there is none.
private func userText(of path: String) throws(ChangeError) -> String? {
  guard (try? Status(of: path)) != nil else { return nil }
  guard let bytes = try? File.read(path, limit: 4 << 20) else {
    throw .unreadable(path)
  }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw .notUTF8(path)
  }
  return text
}
