import ArgumentParser
import Glibc
import Login
import System
import Tool

/// The options of `on`, `toggle` and `enable`.
struct LidOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "lock (verified), blank, nothing, or a command line for /bin/sh.", valueName: "what"),
    completion: .list(["lock", "blank", "nothing"]))
  var onClose: String?

  @Option(
    help: ArgumentHelp(
      "A command line to run when the lid opens again; an empty one removes it.",
      valueName: "command"))
  var onOpen: String?

  @Option(
    help: ArgumentHelp(
      """
      Be active only while all of these hold: ac, battery, docked, undocked, external-display; with \
      commas between, or given more than once; ac/docked is one of the two. always: without \
      conditions.
      """, valueName: "conditions"), completion: .conditions)
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Be active only while none of these holds; may be combined with --only.",
      valueName: "conditions"), completion: .conditions)
  var unless: [String] = []

  @Option(
    help: ArgumentHelp(
      "Release the lock on battery below this percentage; 0 for never.", valueName: "percent"))
  var minBattery: Int?

  @Option(
    help: ArgumentHelp(
      """
      Release the lock when the lid was closed on battery for this long, so that a machine in a bag \
      sleeps; 0 for never.
      """, valueName: "duration"))
  var bag: String?

  @Option(
    help: ArgumentHelp(
      "Release the lock with the lid closed from this temperature on (Celsius); 0 for never.",
      valueName: "degrees"))
  var maxTemperature: Int?

  @Option(
    help: ArgumentHelp(
      """
      suspend, hibernate or suspend-then-hibernate after --after with the lid closed; never ends \
      that. Prefix with ac: or battery: to limit it to that power source.
      """, valueName: "sleep"),
    completion: .list(SleepKind.allCases.map(\.rawValue) + ["never"]))
  var then: [String] = []

  @Option(
    help: ArgumentHelp(
      "How long after closing --then sleeps; 10m when missing. With ac: or battery: only then.",
      valueName: "duration"))
  var after: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      If the action for the closed lid fails: suspend (release the lock, so that the machine sleeps) \
      or alarm (stay awake and say so).
      """, valueName: "policy"),
    completion: .list(LidSettings.IfLockFails.allCases.map(\.rawValue)))
  var ifLockFails: String?

  @Flag(help: "Start from the defaults instead of the remembered options.")
  var defaults = false

  @OptionGroup var expiry: Expiry

  func validate() throws {
    _ = try parsing { try applied(to: LidSettings(), isComplete: false) }
    if let onClose { try Self.check(action: onClose) }
  }

  /// `settings` with these options in the place of the remembered ones.
  ///
  /// - Parameter isComplete: `settings` are the remembered ones.
  func applied(to settings: LidSettings, isComplete: Bool = true) throws -> LidSettings {
    var result = (defaults ? LidSettings() : settings).lasting
    var entries: [String: String] = [:]
    entries["on-close"] = onClose
    entries["min-battery"] = minBattery.map { String($0) }
    entries["if-lock-fails"] = ifLockFails
    entries["max-temperature"] = maxTemperature.map { String($0) }
    if let bag { entries["bag"] = String(try Self.duration(bag)) }
    entries["on-open"] = onOpen
    if !only.isEmpty || !unless.isEmpty {
      let not = try LidSettings.conditions(unless.joined(separator: " "))
      entries["only"] =
        (only + not.flatMap(\.opposites).map(\.word)).joined(separator: " ")
    }
    switch try expiry.end {
    case .sinceBoot(let seconds): entries["until-since-boot"] = String(seconds)
    case .realTime(let seconds): entries["until"] = String(seconds)
    case nil: break
    }
    entries["pid"] = expiry.pid.map { String($0) }
    result = try LidSettings(result.entries.merging(entries) { $1 })
    try later(&result, isComplete)
    return result
  }

  private func later(_ settings: inout LidSettings, _ isComplete: Bool) throws {
    for text in then {
      let (places, word) = try Self.places(text)
      guard word == "never" || SleepKind(rawValue: word) != nil else {
        throw ValidationError(
          "\"\(word)\" is not suspend, hibernate, suspend-then-hibernate or never")
      }
      for place in places {
        settings[keyPath: place] = SleepKind(rawValue: word).map {
          LidSettings.Later($0, after: settings[keyPath: place]?.seconds ?? 600)
        }
      }
    }
    for text in after {
      let (places, word) = try Self.places(text)
      let seconds = try Self.duration(word)
      for place in places {
        guard let later = settings[keyPath: place] else {
          // The remembered options may have one.
          if !isComplete || places.count > 1 { continue }
          throw CommandError("--after says when --then sleeps: give --then, too")
        }
        settings[keyPath: place] = .init(later.kind, after: seconds)
      }
      if isComplete, settings.thenOnPower == nil, settings.thenOnBattery == nil {
        throw CommandError("--after says when --then sleeps: give --then, too")
      }
    }
  }

  private typealias Place = WritableKeyPath<LidSettings, LidSettings.Later?>

  /// The settings that a text such as `battery:suspend` is about, and its value.
  private static func places(_ text: String) throws -> ([Place], String) {
    guard let colon = text.firstIndex(of: ":") else {
      return ([\.thenOnPower, \.thenOnBattery], text)
    }
    let value = String(text[text.index(after: colon)...])
    switch text[..<colon] {
    case "ac": return ([\.thenOnPower], value)
    case "battery": return ([\.thenOnBattery], value)
    default: throw ValidationError("\"\(text[..<colon])\" is not ac or battery")
    }
  }

  private static func duration(_ text: String) throws(Refusal) -> Int {
    text == "0" ? 0 : try TimeParsing.seconds(text)
  }

  /// Refuses one word that is neither an action nor a program: a slip would only show when the lid
  /// closes.
  static func check(action text: String) throws {
    guard !["lock", "blank", "nothing"].contains(text), !text.isEmpty,
      text.allSatisfy({ $0.isLetter || $0.isNumber || "._-+/".contains($0) })
    else { return }
    let folders = Program.folders(nonEmptyEnvironment("PATH"))
    guard Program.find(text, in: folders) == nil else { return }
    let hint =
      SleepKind(rawValue: text) == nil
      ? "" : "; to sleep after some time use --then \(text) --after 10m"
    throw ValidationError(
      "\"\(text)\" is not lock, blank or nothing, and there is no such program\(hint)")
  }
}

extension LidSettings {
  /// The options that differ from the defaults, as they are written on the command line.
  var words: [String] {
    let standard = LidSettings()
    var words: [String] = []
    if onClose != standard.onClose { words.append("--on-close \(onClose.text.shellQuoted)") }
    if let onOpen { words.append("--on-open \(onOpen.shellQuoted)") }
    if !only.isEmpty { words.append("--only \(only.map(\.word).sorted().joined(separator: ","))") }
    if minimumBattery > 0 { words.append("--min-battery \(minimumBattery)") }
    if bag > 0 { words.append("--bag \(duration(bag))") }
    if maximumTemperature > 0 { words.append("--max-temperature \(maximumTemperature)") }
    for (place, later) in [("ac", thenOnPower), ("battery", thenOnBattery)] {
      if let later {
        words.append(
          "--then \(place):\(later.kind.rawValue) --after \(place):\(duration(later.seconds))")
      }
    }
    if ifLockFails != standard.ifLockFails {
      words.append("--if-lock-fails \(ifLockFails.rawValue)")
    }
    return words
  }
}
