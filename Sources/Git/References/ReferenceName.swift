/// What a reference may be called: git-check-ref-format(1).
enum ReferenceName {
  /// Whether git takes it for a name; what it refuses could lead out of the directory.
  static func isValid(_ name: [UInt8]) -> Bool {
    guard !name.isEmpty, name != [UInt8(ascii: "@")], name.last != UInt8(ascii: ".") else {
      return false
    }
    var previous: UInt8 = UInt8(ascii: "/")
    for byte in name {
      switch byte {
      case 0...0x20, 0x7f, UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: ":"),
        UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "\\"):
        return false
      case UInt8(ascii: "."):
        if previous == byte || previous == UInt8(ascii: "/") { return false }
      case UInt8(ascii: "/"): if previous == byte { return false }
      case UInt8(ascii: "{"): if previous == UInt8(ascii: "@") { return false }
      default: break
      }
      previous = byte
    }
    guard previous != UInt8(ascii: "/") else { return false }
    return name.split(separator: UInt8(ascii: "/"))
      .allSatisfy { !$0.suffix(5).elementsEqual(".lock".utf8) }
  }

  /// Which references each work tree has for itself: git-worktree(1), "REFS".
  static func isPerWorktree(_ name: [UInt8]) -> Bool {
    !name.hasPrefix("refs/") || name.hasPrefix("refs/bisect/")
      || name.hasPrefix("refs/worktree/") || name.hasPrefix("refs/rewritten/")
  }
}
