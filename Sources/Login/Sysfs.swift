import System

/// The machine's lid, power, temperature and displays, from sysfs.
public struct Sysfs: Sendable {
  private let root: String

  /// - Parameter root: where sysfs is.
  public init(root: String = "/sys") { self.root = root }

  /// The percentage of the machine's fullest battery; nil without one.
  ///
  /// Batteries of mice and the like do not count: their scope is `Device`.
  public var battery: Int? {
    entries("class/power_supply").filter {
      text("class/power_supply/\($0)/type") == "Battery"
        && text("class/power_supply/\($0)/scope") != "Device"
    }.compactMap { Int(text("class/power_supply/\($0)/capacity")) }.max()
  }

  /// The connectors of external displays that are in use, such as `card0-HDMI-A-1`.
  ///
  /// The kinds, and what counts as in use, are logind's own, so that this agrees with its `Docked`:
  /// a connector of another kind, such as `USB-1` or `Unknown-1`, does not keep logind from
  /// suspending.
  public var externalDisplays: [String] {
    entries("class/drm").filter { name in
      let connector = name.drop { $0 != "-" }.dropFirst()
      return Self.externalConnectors.contains { connector.hasPrefix($0) }
        && text("class/drm/\(name)/enabled") == "enabled"
        && text("class/drm/\(name)/status") != "disconnected"
    }.sorted()
  }

  public var hasExternalDisplay: Bool { !externalDisplays.isEmpty }

  /// Copied from logind, including the missing comma that merges two kinds.
  private static let externalConnectors = [
    "VGA-", "DVI-I-", "DVI-D-", "DVI-A-Composite-", "SVIDEO-", "Component-", "DIN-", "DP-",
    "HDMI-A-", "HDMI-B-", "TV-",
  ]

  /// The hottest thermal zone in degrees Celsius; nil if the kernel reports none.
  public var temperature: Int? {
    entries("class/thermal").filter { $0.hasPrefix("thermal_zone") }
      .compactMap { Int(text("class/thermal/\($0)/temp")).map { $0 / 1000 } }
      // A sensor that is switched off reports nonsense.
      .filter { (1...150).contains($0) }.max()
  }

  /// Whether the machine has a lid: an input device with the switch `SW_LID`.
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
