import DBus
public import Interchange
import Login

/// lidctl holds the lid, now and from each login on; undoing it brings back what lidctl did and
/// remembered before.
public struct LidChoice: Change, Equatable {
  public static let kind = "lid"
  /// The path of lidctl.
  let lidctl: String
  /// What it is to be active for: words of ``LidCondition``.
  let only: [String]

  init(_ lidctl: String, only: [String] = []) {
    self.lidctl = lidctl
    self.only = only
  }

  /// The whole set of options: what is remembered of others has no say in a fix.
  private var command: [String] {
    [lidctl, "enable", "--defaults", "--on-close", "lock"]
      + (only.isEmpty ? [] : ["--only", only.joined(separator: ",")])
  }

  public var action: ChangeAction { .run(command) }

  public func replaces(_ other: any Change) -> Bool { other is LidChoice }

  public func prepare(in context: QuirkContext) throws(ChangeError) -> String? {
    try LidChoiceState(context).json.description
  }

  public func apply(in context: QuirkContext) throws(ChangeError) { try CommandRun.run(command) }

  public func state(before: String?, in context: QuirkContext) -> ChangeState {
    guard let now = try? LidChoiceState(context) else { return .changed }
    if let before = LidChoiceState(before), now == before { return .before }
    let ours = try? LidSettings(["only": only.joined(separator: " ")])
    guard let options = now.remembered, (try? LidSettings(options)) != ours else { return .changed }
    return .otherwise(.otherOptions)
  }

  public func undo(before: String?, in context: QuirkContext) throws(ChangeError) {
    let before = LidChoiceState(before) ?? LidChoiceState()
    let client = LidServiceClient(try context.sessionConnection())
    func lidctl(_ verb: String) throws(ChangeError) {
      try CommandRun.run(context.located([self.lidctl, verb]))
    }
    // With the lid closed it is refused, because the machine would suspend: so it comes first.
    if before.options == nil { try lidctl("off") }
    if !before.isEnabled { try lidctl("disable") }
    if let options = before.options {
      if try !client.runs() { try lidctl("on") }
      do throws(Refusal) { try client.hold(LidSettings(options)) } catch { throw .lid(error) }
    }
    let file = context.lidConfiguration
    guard let remembered = before.remembered else { return file.remove() }
    do throws(Refusal) { try file.write(remembered) } catch { throw .lid(error) }
  }

  public var fields: [JSON.Field] {
    [.init("program", .string(lidctl)), .init("only", strings: only)]
  }

  public init?(_ json: JSON) {
    guard let lidctl = json["program"]?.string, let only = json["only"]?.strings else { return nil }
    self.init(lidctl, only: only)
  }
}

/// The state and the remembered options of lidctl.
private struct LidChoiceState: Equatable {
  /// The options of the service, where it runs and has not come to its end.
  var options: [String: String]?
  /// The options in its file.
  var remembered: [String: String]?
  /// It starts with each session.
  var isEnabled = false

  init() {}

  init(_ context: QuirkContext) throws(ChangeError) {
    let bus = try context.sessionConnection()
    let client = LidServiceClient(bus)
    let runs = try client.runs()
    do throws(Refusal) {
      if runs { options = try client.state().settings.entries }
      remembered = try context.lidConfiguration.read()
    } catch {
      throw .lid(error)
    }
    isEnabled = Autostart(bus, configuration: context.configuration, program: "").isEnabled
  }

  /// From what ``json`` wrote; an end that has passed meanwhile is kept to.
  init?(_ text: String?) {
    guard let text, let json = try? JSON(Array(text.utf8)) else { return nil }
    options = Self.entries(json["options"])
    if let entries = options, let settings = try? LidSettings(entries), settings.areOver {
      options = nil
    }
    remembered = Self.entries(json["remembered"])
    isEnabled = json["enabled"] == .bool(true)
  }

  var json: JSON {
    .object([
      ("options", Self.json(options)), ("remembered", Self.json(remembered)),
      ("enabled", .bool(isEnabled)),
    ])
  }

  private static func json(_ entries: [String: String]?) -> JSON {
    guard let entries else { return .null }
    return .object(entries.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }

  private static func entries(_ json: JSON?) -> [String: String]? {
    json?.fields.map { fields in
      Dictionary(fields.compactMap { field in field.value.string.map { (field.name, $0) } }) { $1 }
    }
  }
}

extension LidServiceClient {
  fileprivate func runs() throws(ChangeError) -> Bool {
    do throws(DBusError) { return try isRunning() } catch { throw .sessionBus(error) }
  }
}

extension QuirkContext {
  fileprivate var lidConfiguration: KeyValueFile {
    KeyValueFile(configuration + "/detour/lid.conf")
  }

  fileprivate func sessionConnection() throws(ChangeError) -> Connection {
    guard let sessionBus else { throw .noSessionBus }
    do throws(DBusError) {
      return try Connection(sessionBus, within: Self.patience)
    } catch {
      throw .sessionBus(error)
    }
  }
}
