public import Interchange
import System

/// A line is added to the end of ~/.bashrc; undoing it removes just that line. All else stays as it is,
/// byte by byte: the file may be in any encoding, and end its lines as DOS does.
public struct RCLine: Change, Equatable {
  public static let kind = "rc-line"
  let line: String

  /// Takes the handler of commands that are not found away.
  static let unsetHandler = RCLine("unset -f command_not_found_handle # detour")

  init(_ line: String) { self.line = line }

  public var action: ChangeAction { .addLine(line) }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? {
    _ = try file(of: context)
    return nil
  }

  func isThere(_ context: QuirkContext) -> Bool {
    (try? rcLines(of: Self.path(context)))?.contains(where: isOurs) == true
  }

  public func apply(in context: QuirkContext) throws(ChangeError) {
    try edit(context) { lines in
      guard !lines.contains(where: isOurs) else { return }
      if let last = lines.last, last.last != newline { lines[lines.count - 1].append(newline) }
      lines.append(Array(line.utf8) + [newline])
    }
  }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    // Where the file cannot be read it may be there, and the undoing says why.
    guard let lines = try? rcLines(of: Self.path(context)) else { return .changed }
    return lines.contains(where: isOurs) ? .changed : .before
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    try edit(context) { $0.removeAll(where: isOurs) }
  }

  /// Whether a line, with its end, is this one.
  private func isOurs(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.last == newline { rest.removeLast() }
    if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
    return rest.elementsEqual(line.utf8)
  }

  private static func path(_ context: QuirkContext) -> String { "\(context.home)/.bashrc" }

  /// Returns the file that a link leads to, with the permissions that it has.
  ///
  /// - Throws: ``ChangeError`` for one that its user may not write, or that is none.
  private func file(
    of context: QuirkContext
  ) throws(ChangeError) -> (path: String, permissions: UInt32) {
    let path = Self.path(context)
    guard (try? Status(of: path, followingLinks: false)) != nil else { return (path, 0o644) }
    guard let real = realPath(of: path), let status = try? Status(of: real),
      status.kind == .file
    else { throw .unreadable(path) }
    guard status.permissions & 0o200 != 0, context.user == 0 || context.user == status.owner
    else { throw .readOnly(path) }
    return (real, status.permissions)
  }

  private func edit(
    _ context: QuirkContext, _ change: (inout [[UInt8]]) -> Void
  ) throws(ChangeError) {
    let (path, permissions) = try file(of: context)
    let before = try rcLines(of: path)
    var lines = before
    change(&lines)
    guard lines != before else { return }
    do throws(Errno) {
      try atomicWrite(Array(lines.joined()), to: path, permissions: permissions)
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

private let newline = UInt8(ascii: "\n")

/// Reads the lines of a file, each with its end; none where there is no file.
private func rcLines(of path: String) throws(ChangeError) -> [[UInt8]] {
  let bytes: [UInt8]
  do throws(Errno) {
    bytes = try File.read(path, limit: 4 << 20)
  } catch {
    // A link that leads nowhere is no missing file.
    if (try? Status(of: path, followingLinks: false)) == nil { return [] }
    throw .unreadable(path)
  }
  var lines: [[UInt8]] = []
  var rest = bytes[...]
  while let end = rest.firstIndex(of: newline) {
    lines.append(Array(rest[...end]))
    rest = rest[(end + 1)...]
  }
  return rest.isEmpty ? lines : lines + [Array(rest)]
}
