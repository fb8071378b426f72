/// Programs as files.
public enum Program {
  /// The path of this process's own program, without symbolic links; nil if it has been deleted.
  public static var own: String? { realPath(of: "/proc/self/exe") }

  /// Finds a program as a shell does: execvp(3).
  ///
  /// - Parameters:
  ///   - name: a path if it contains a slash.
  ///   - folders: where to look, such as those of `PATH`; relative ones are passed over.
  public static func find(_ name: String, in folders: [String]) -> String? {
    let paths =
      name.utf8.contains(UInt8(ascii: "/"))
      ? [name] : folders.filter { $0.utf8.first == UInt8(ascii: "/") }.map { $0 + "/" + name }
    return paths.first { path in
      guard let status = try? Status(of: path) else { return false }
      return status.kind == .file && status.permissions & 0o111 != 0
    }
  }

  /// The folders of `PATH`'s value.
  public static func folders(_ path: String?) -> [String] {
    (path ?? "/usr/bin:/bin").unicodeScalars.split(separator: ":").map { String($0) }
  }
}

extension String {
  /// The text as one word of a POSIX shell, in quotes where it needs them.
  public var shellQuoted: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "/"):
        true
      // No shell takes a character beyond ASCII for its own.
      default: byte >= 0x80
      }
    }
    if isPlain && !isEmpty { return self }
    // Not by characters: with a combining mark behind it a quote is another one, but for a shell.
    let parts = unicodeScalars.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.map { String($0) }.joined(separator: "'\\''") + "'"
  }
}
