/// What git's configuration says, later files over earlier ones: git-config(1).
public struct Configuration: Sendable {
  /// Whose word a variable is, the last one counting most.
  public enum Scope: Int, Comparable, Sendable {
    case system, global, local, worktree, command

    public static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }

    /// Whether no repository can have a say in it.
    var isProtected: Bool { self != .local && self != .worktree }
  }

  private struct Value: Sendable {
    /// Nothing where the variable stands alone, which means true.
    let bytes: [UInt8]?
    let scope: Scope
  }

  private var values: [[UInt8]: [Value]] = [:]

  public init() {}

  mutating func add(_ variable: ConfigurationFile.Variable, _ scope: Scope) {
    values[variable.key, default: []].append(Value(bytes: variable.value, scope: scope))
  }

  /// The last value of `key`, whose section and name are in lower case.
  ///
  /// A variable that stands alone, without a value, has the text `true` here.
  public func text(_ key: String) -> [UInt8]? { text(Array(key.utf8)) }

  /// The last value of a key whose subsection need not be UTF-8.
  public func text(_ key: [UInt8]) -> [UInt8]? {
    values[key]?.last.map { $0.bytes ?? Array("true".utf8) }
  }

  /// All values of `key`, first to last.
  public func texts(_ key: String) -> [[UInt8]] {
    texts(Array(key.utf8))
  }

  /// All values of a key whose subsection need not be UTF-8.
  public func texts(_ key: [UInt8]) -> [[UInt8]] {
    (values[key] ?? []).map { $0.bytes ?? Array("true".utf8) }
  }

  /// The values of `key` that no repository has set: of the system, the user and the environment;
  /// nothing for a variable that stands alone.
  func protectedValues(_ key: String) -> [[UInt8]?] {
    (values[Array(key.utf8)] ?? []).filter(\.scope.isProtected).map(\.bytes)
  }

  /// The subsections that `section` has with the variable `name`, in the order of their bytes.
  public func subsections(of section: String, with name: String) -> [[UInt8]] {
    let start = Array((section + ".").utf8)
    let end = Array(("." + name).utf8)
    return values.keys.compactMap { key in
      guard key.count > start.count + end.count, key.starts(with: start),
        key.suffix(end.count).elementsEqual(end)
      else { return nil }
      return Array(key[start.count..<(key.count - end.count)])
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The names of the variables that `section` has by itself, without a subsection.
  func names(of section: String) -> [String] {
    let start = Array((section + ".").utf8)
    return values.keys.compactMap { key in
      let name = key.dropFirst(start.count)
      guard key.starts(with: start), !name.contains(UInt8(ascii: ".")) else { return nil }
      return name.text
    }
  }

  /// The last value of `key` that the repository itself has set.
  func repositoryText(_ key: String) -> [UInt8]? {
    values[Array(key.utf8)]?.last { !$0.scope.isProtected }
      .map { $0.bytes ?? Array("true".utf8) }
  }

  /// The same as a boolean.
  func repositoryBoolean(_ key: String) -> Bool? {
    repositoryText(key).flatMap(Self.boolean)
  }

  /// The last value of `key` as git reads a boolean; nothing where it is not set or is none.
  public func boolean(_ key: String) -> Bool? {
    guard let last = values[Array(key.utf8)]?.last else { return nil }
    return last.bytes.map(Self.boolean) ?? true
  }

  /// What git takes for a boolean; nothing where it is none.
  static func boolean(_ bytes: [UInt8]) -> Bool? {
    switch bytes.text.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off", "": false
    default: integer(bytes).map { $0 != 0 }
    }
  }

  /// The last value of `key` as a number, with git's suffixes k, m and g.
  public func integer(_ key: String) -> Int? {
    values[Array(key.utf8)]?.last?.bytes.flatMap(Self.integer)
  }

  static func integer(_ bytes: [UInt8]) -> Int? {
    let text = bytes.drop { $0.isSpace }.text.lowercased()
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    guard let last = text.last, let unit = units[last] else { return Int(text) }
    guard let number = Int(text.dropLast()) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? nil : product
  }

  /// The last value of `key` as a path: `~/` is the home directory, `%(prefix)/` git's own.
  ///
  /// - Parameter home: `$HOME`
  public func path(_ key: String, home: String?) -> String? {
    text(key).flatMap { Self.path($0, home: home) }
  }

  static func path(_ bytes: [UInt8], home: String?) -> String? {
    // That it may be missing changes nothing for us.
    let mark = ":(optional)"
    let text = bytes.hasPrefix(":(optional)") ? bytes.dropFirst(mark.utf8.count).path : bytes.path
    // Where git is installed: as distributions have it.
    if text.utf8.starts(with: "%(prefix)/".utf8) { return "/usr" + text.dropFirst(9) }
    guard text.utf8.first == UInt8(ascii: "~") else { return text }
    // A home of another user would need the user database, which a static program cannot ask.
    guard let home, text == "~" || text.utf8.starts(with: "~/".utf8) else { return nil }
    return home + text.dropFirst()
  }
}
