import System

extension ObjectStore {
  /// The shortest text that names `id` here, as `git rev-parse --short` gives it.
  ///
  /// Follows `core.abbrev`: a number, `no`, or by default as many digits as the count of packed
  /// objects asks for, at least seven.
  @export(interface) public func abbreviate(_ id: ObjectID) -> String {
    let full = format.size * 2
    let packs = openPacks()
    var digits: Int
    switch configuration.text("core.abbrev")?.lowercasedText {
    case "no", "off", "false": return id.prefix(full)
    case nil, "auto"?: digits = Self.digits(forObjects: packs.reduce(0) { $0 + $1.count })
    default:
      guard let number = configuration.integer("core.abbrev"), (4...full).contains(number) else {
        digits = Self.digits(forObjects: packs.reduce(0) { $0 + $1.count })
        break
      }
      digits = number
    }
    for pack in packs { digits = max(digits, pack.commonDigits(with: id) + 1) }
    for directory in directories {
      digits = max(digits, Self.commonDigits(with: id, ofLooseIn: directory) + 1)
    }
    return id.prefix(min(digits, full))
  }

  /// Half of the bits that it takes to count the objects, as git has it.
  private static func digits(forObjects count: Int) -> Int {
    let bits = Int.bitWidth - count.leadingZeroBitCount
    return max(7, (bits + 1) / 2)
  }

  private static func commonDigits(with id: ObjectID, ofLooseIn directory: String) -> Int {
    let folder = id.prefix(2)
    guard var entries = try? Directory(directory + "/" + folder) else { return -1 }
    var longest = -1
    while let entry = try? entries.next() {
      guard let other = ObjectID(hexadecimal: Array(folder.utf8) + entry.name), other != id else {
        continue
      }
      longest = max(longest, id.commonDigits(with: other))
    }
    return longest
  }
}
