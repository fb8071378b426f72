import System

/// The users of this machine, as far as its own file knows them: passwd(5).
///
/// A program without shared libraries cannot ask the name services for others.
enum Users {
  /// Returns the home of the user of that name; nothing where the file does not have the name.
  static func home(of name: [UInt8]) -> String? {
    guard let bytes = try? File.read("/etc/passwd", limit: 16 << 20) else { return nil }
    for line in bytes.split(separator: 0x0a) where line.starts(with: name) {
      let fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      if fields.count > 5, fields[0].elementsEqual(name) { return fields[5].path }
    }
    return nil
  }
}
