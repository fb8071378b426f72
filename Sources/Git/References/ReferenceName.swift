import System

/// The rules for a reference's name: git-check-ref-format(1).
enum ReferenceName {
  /// Returns whether git takes it for a name; what it refuses could lead out of the directory.
  static func isValid(_ name: [UInt8]) -> Bool {
    guard !name.isEmpty, name != [UInt8(ascii: "@")], name.last != UInt8(ascii: ".") else {
      return false
    }
    var previous: UInt8 = UInt8(ascii: "/")
    for (place, byte) in name.enumerated() {
      switch byte {
      case 0...0x20, 0x7f, UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: ":"),
        UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "\\"):
        return false
      case UInt8(ascii: "."):
        if previous == byte || previous == UInt8(ascii: "/") { return false }
      case UInt8(ascii: "/"):
        if previous == byte || isLock(name, upTo: place) { return false }
      case UInt8(ascii: "{"): if previous == UInt8(ascii: "@") { return false }
      default: break
      }
      previous = byte
    }
    return previous != UInt8(ascii: "/") && !isLock(name, upTo: name.count)
  }

  /// Returns whether the part that ends there is called as the file of a lock.
  private static func isLock(_ name: [UInt8], upTo end: Int) -> Bool {
    end >= 5 && name[end - 1] == UInt8(ascii: "k")
      && name[..<end].suffix(5).elementsEqual(".lock".utf8)
  }

  /// Which references each work tree has for itself: git-worktree(1), "REFS".
  static func isPerWorktree(_ name: [UInt8]) -> Bool {
    !name.hasPrefix("refs/") || name.hasPrefix("refs/bisect/")
      || name.hasPrefix("refs/worktree/") || name.hasPrefix("refs/rewritten/")
  }
}

extension Collection<[UInt8]> {
  /// The names as git sorts them: byte by byte.
  var sortedNames: [[UInt8]] { ordered { $0.span.order(before: $1.span) < 0 } }
}
