import SHA

/// Git's configuration, later files over earlier ones: git-config(1).
public struct Configuration: Sendable {
  /// Whose word a variable is, the last one counting most.
  public enum Scope: UInt8, Comparable, Sendable {
    case system, global, local, worktree, command

    public static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }

    /// Whether no repository can have a say in it.
    var isProtected: Bool { self != .local && self != .worktree }
  }

  // A configuration is short: to go through it takes less than to make the type of a table when the
  // program starts, or that of a list of anything else than these two.

  /// In the order of the files.
  private var variables: [ConfigurationFile.Variable] = []
  /// Of each of ``variables``.
  private var scopes: [Scope.RawValue] = []

  public init() {}

  mutating func add(_ variable: ConfigurationFile.Variable, _ scope: Scope) {
    variables.append(variable)
    scopes.append(scope.rawValue)
  }

  private func isProtected(_ place: Int) -> Bool {
    Scope(rawValue: scopes[place])?.isProtected ?? false
  }

  /// The last variable of that key.
  private func last(_ key: [UInt8]) -> ConfigurationFile.Variable? {
    var place = variables.count
    while place > 0 {
      place -= 1
      if variables[place].key == key { return variables[place] }
    }
    return nil
  }

  /// The last value of `key`, whose section and name are in lower case.
  ///
  /// A variable that stands alone, without a value, has the text `true` here.
  public func text(_ key: String) -> [UInt8]? { text(Array(key.utf8)) }

  /// The last value of a key whose subsection need not be UTF-8.
  @export(interface) public func text(_ key: [UInt8]) -> [UInt8]? {
    last(key)?.text
  }

  /// All values of `key`, first to last.
  @export(interface) public func texts(_ key: String) -> [[UInt8]] {
    texts(Array(key.utf8))
  }

  /// All values of a key whose subsection need not be UTF-8.
  @export(interface) public func texts(_ key: [UInt8]) -> [[UInt8]] {
    variables.filter { $0.key == key }.map { $0.text }
  }

  /// The values of `key` that no repository has set: of the system, the user and the environment;
  /// nothing for a variable that stands alone.
  func protectedValues(_ key: String) -> [[UInt8]?] {
    let key = Array(key.utf8)
    return variables.indices.filter { variables[$0].key == key && isProtected($0) }
      .map { variables[$0].value }
  }

  /// All values of `key`, first to last; nothing for a variable that stands alone.
  @export(interface) public func values(_ key: String) -> [[UInt8]?] {
    let key = Array(key.utf8)
    return variables.filter { $0.key == key }.map { $0.value }
  }

  /// Calls `body` with every variable whose key begins with one of `prefixes`.
  func forEach(in prefixes: [String], _ body: ([UInt8], [UInt8]?) -> Void) {
    for variable in variables
    where prefixes.contains(where: { variable.key.starts(with: $0.utf8) }) {
      body(variable.key, variable.value)
    }
  }

  /// A hash of all that it says: 32 bytes.
  public var digest: [UInt8] {
    var hash = Digest(.sha256)
    var bytes: [UInt8] = []
    for (variable, scope) in zip(variables, scopes) {
      bytes.append(scope)
      bytes.append(bigEndian: UInt32(truncatingIfNeeded: variable.key.count))
      bytes += variable.key
      bytes.append(variable.value == nil ? 0 : 1)
      bytes.append(bigEndian: UInt32(truncatingIfNeeded: variable.value?.count ?? 0))
      bytes += variable.value ?? []
    }
    hash.add(bytes.span)
    return hash.finished()
  }

  /// The subsections that `section` has with the variable `name`, in the order of their bytes.
  @export(interface) public func subsections(of section: String, with name: String) -> [[UInt8]] {
    let start = Array((section + ".").utf8)
    let end = Array(("." + name).utf8)
    let names = variables.compactMap { variable -> [UInt8]? in
      let key = variable.key
      guard key.count > start.count + end.count, key.starts(with: start),
        key.suffix(end.count).elementsEqual(end)
      else { return nil }
      return Array(key[start.count..<(key.count - end.count)])
    }.sortedNames
    return names.enumerated().filter { $0 == 0 || names[$0 - 1] != $1 }.map { $0.element }
  }

  /// The last value of `key` as git reads a boolean; nothing where it is not set or is none.
  @export(interface) public func boolean(_ key: String) -> Bool? {
    guard let last = last(Array(key.utf8)) else { return nil }
    return last.value.map(Self.boolean) ?? true
  }

  /// Returns what git takes for a boolean; nothing where it is none.
  @export(interface) public static func boolean(_ bytes: [UInt8]) -> Bool? {
    switch bytes.lowercasedText {
    case "true", "yes", "on": true
    case "false", "no", "off", "": false
    default: integer(bytes).map { $0 != 0 }
    }
  }

  /// The last value of `key` as a number, with git's suffixes k, m and g.
  @export(interface) public func integer(_ key: String) -> Int? {
    last(Array(key.utf8))?.value.flatMap(Self.integer)
  }

  static func integer(_ bytes: [UInt8]) -> Int? {
    var digits = bytes.drop { $0.isSpace }
    let unit: Int
    switch digits.last?.lowercased {
    case UInt8(ascii: "k")?: unit = 1 << 10
    case UInt8(ascii: "m")?: unit = 1 << 20
    case UInt8(ascii: "g")?: unit = 1 << 30
    default: unit = 1
    }
    if unit > 1 { digits = digits.dropLast() }
    guard let number = number(digits) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? nil : product
  }

  /// A number as C's strtol(3) reads it: decimal, `0x` and hexadecimal, or `0` and octal.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let isNegative = digits.first == UInt8(ascii: "-")
    var rest = digits
    if isNegative || digits.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard let first = rest.first, first.hexadecimalDigit != nil else { return nil }
    var radix = 10
    if first == UInt8(ascii: "0"), rest.count > 1 {
      let isHexadecimal = rest[rest.startIndex + 1].lowercased == UInt8(ascii: "x")
      radix = isHexadecimal ? 16 : 8
      rest = rest.dropFirst(isHexadecimal ? 2 : 1)
    }
    guard rest.first?.hexadecimalDigit != nil, let number = Int(rest.text, radix: radix) else {
      return nil
    }
    return isNegative ? -number : number
  }

  /// The last value of `key` as a path: `~/` is the home directory, `~user/` that of another user,
  /// `%(prefix)/` git's own.
  ///
  /// - Parameter home: `$HOME`
  @export(interface) public func path(_ key: String, home: String?) -> String? {
    text(key).flatMap { Self.path($0, home: home) }
  }

  private static let optionalMark = ":(optional)"

  /// Returns whether what a path leads to may be missing.
  static func isOptional(_ bytes: [UInt8]) -> Bool { bytes.hasPrefix(optionalMark) }

  /// Returns whether a path that may be missing is there; others are taken to be.
  static func isPresent(_ bytes: [UInt8], home: String?) -> Bool {
    guard isOptional(bytes),
      let path = path(bytes, home: home, mayBeOptional: true)
    else { return true }
    return kind(of: path) != nil
  }

  /// - Parameter mayBeOptional: whether the variable takes `:(optional)` before the path.
  static func path(_ bytes: [UInt8], home: String?, mayBeOptional: Bool = false) -> String? {
    let bytes =
      mayBeOptional && bytes.hasPrefix(optionalMark)
      ? Array(bytes.dropFirst(optionalMark.utf8.count)) : bytes
    // Where git is installed: as distributions have it.
    if bytes.hasPrefix("%(prefix)/") { return "/usr" + bytes.dropFirst(9).path }
    guard bytes.first == UInt8(ascii: "~") else { return bytes.path }
    let user = Self.user(in: bytes)
    guard let home = user.isEmpty ? home : Users.home(of: user) else { return nil }
    return home + bytes.dropFirst(1 + user.count).path
  }

  /// The name between `~` and the first slash of a path; empty where there is none.
  static func user(in path: [UInt8]) -> [UInt8] {
    guard path.first == UInt8(ascii: "~") else { return [] }
    return Array(path.dropFirst().prefix { $0 != 0x2f })
  }
}
