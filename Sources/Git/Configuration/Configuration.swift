/// What git's configuration says, later files over earlier ones: git-config(1).
public struct Configuration: Sendable {
  private var values: [[UInt8]: [[UInt8]?]] = [:]

  public init() {}

  /// Adds the variables of a file over those that are there.
  mutating func add(_ file: ConfigurationFile) {
    for variable in file.variables { values[variable.key, default: []].append(variable.value) }
  }

  /// The last value of `key`, whose section and name are in lower case.
  ///
  /// A variable that stands alone, without a value, has the text `true` here.
  public func text(_ key: String) -> [UInt8]? {
    values[Array(key.utf8)]?.last.map { $0 ?? Array("true".utf8) }
  }

  /// All values of `key`, first to last.
  public func texts(_ key: String) -> [[UInt8]] {
    (values[Array(key.utf8)] ?? []).map { $0 ?? Array("true".utf8) }
  }

  /// The last value of `key` as git reads a boolean; nothing where it is not set or is none.
  public func boolean(_ key: String) -> Bool? {
    guard let all = values[Array(key.utf8)], let last = all.last else { return nil }
    guard let last else { return true }
    switch last.text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default: return integer(key).map { $0 != 0 }
    }
  }

  /// The last value of `key` as a number, with git's suffixes k, m and g.
  public func integer(_ key: String) -> Int? {
    guard let text = text(key)?.text.lowercased() else { return nil }
    let units: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    guard let last = text.last, let unit = units[last] else { return Int(text) }
    guard let number = Int(text.dropLast()) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: unit)
    return overflow ? nil : product
  }
}
