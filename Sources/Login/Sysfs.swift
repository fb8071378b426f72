import System

/// What the machine's own files say of its power and its displays.
public struct Sysfs: Sendable {
  private let root: String

  /// - Parameter root: where sysfs is.
  public init(root: String = "/sys") { self.root = root }

  /// The percent in the fullest of the machine's batteries, or nothing where there is none.
  ///
  /// Batteries of mice and the like do not count: their scope is `Device`.
  public var battery: Int? {
    entries("class/power_supply").filter {
      text("class/power_supply/\($0)/type") == "Battery"
        && text("class/power_supply/\($0)/scope") != "Device"
    }.compactMap { Int(text("class/power_supply/\($0)/capacity")) }.max()
  }

  /// Whether a display is attached that is not the machine's own panel.
  public var hasExternalDisplay: Bool {
    entries("class/drm").contains { name in
      let connector = name.drop { $0 != "-" }.dropFirst()
      return !connector.isEmpty
        && !["eDP", "LVDS", "DSI", "Virtual", "Writeback"].contains { connector.hasPrefix($0) }
        && text("class/drm/\(name)/status") == "connected"
    }
  }

  /// Whether it has a lid: a device with the switch `SW_LID`.
  public var hasLid: Bool {
    entries("class/input").contains { name in
      // The last word is the lowest; SW_LID is its lowest bit.
      let words = text("class/input/\(name)/device/capabilities/sw").split(separator: " ")
      guard let bits = words.last.flatMap({ UInt64($0, radix: 16) }) else { return false }
      return bits & 1 == 1
    }
  }

  private func entries(_ path: String) -> [String] {
    guard var directory = try? Directory("\(root)/\(path)"), let entries = try? directory.entries()
    else { return [] }
    return entries.map { String(decoding: $0.name, as: UTF8.self) }
  }

  private func text(_ path: String) -> String {
    let bytes = (try? File.read("\(root)/\(path)", limit: 4096)) ?? []
    return String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
  }
}
