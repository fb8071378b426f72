public import DBus
public import System

/// A connection to logind that is restored when the bus or logind goes and comes back.
///
/// It calls back when the lid may have moved, and when logind is back or the machine has resumed.
public final class LogindMonitor {
  private let loop: Loop
  private let address: Bus
  /// The lid may have moved.
  var lid: () -> Void = {}
  /// The power or a battery may have changed, as UPower says.
  var power: () -> Void = {}
  /// Logind is there again, or the machine has woken up.
  var returned: () -> Void = {}

  private(set) var logind: Logind?
  private var watch: Loop.Registration?
  private var retry: Loop.Registration?
  private var looking: Loop.Registration?
  private var charge: Connection.Subscription?
  /// Whether UPower is there, which tells when a battery changes.
  private(set) var hasUPower = false

  /// Whether ``power`` is for the battery's charge, too: it wakes the process up often.
  var followsCharge = false {
    didSet { if followsCharge != oldValue { try? followCharge() } }
  }

  public init(_ loop: Loop, _ address: Bus) {
    self.loop = loop
    self.address = address
  }

  deinit {
    for registration in [watch, retry, looking] { registration.map(loop.cancel) }
  }

  var isConnected: Bool { logind?.connection.isConnected ?? false }

  /// Connects and listens.
  ///
  /// - Throws: ``Refusal`` when that is not possible now.
  func connect() throws(Refusal) {
    disconnect()
    do throws(DBusError) {
      let connection = try Connection(address)
      let logind = Logind(connection)
      try listen(to: logind)
      watch = try connection.attach(to: loop)
      self.logind = logind
      try followCharge()
    } catch {
      throw .noBus(address: address.address, error)
    }
  }

  /// Connects again, for as long as it takes: the bus restarts.
  func reconnect() throws {
    do throws(Refusal) {
      try connect()
    } catch {
      retry = try loop.after(.seconds(1)) { [unowned self] in try reconnect() }
      return
    }
    returned()
  }

  private func disconnect() {
    for registration in [watch, retry, looking] { registration.map(loop.cancel) }
    (watch, retry, looking) = (nil, nil, nil)
    charge = nil
    logind = nil
  }

  private func listen(to logind: Logind) throws(DBusError) {
    let connection = logind.connection
    try logind.manager.subscribe(to: "PrepareForSleep") { [unowned self] signal in
      // After a resume the world may be another.
      if signal.values == [.boolean(false)] { returned() }
    }
    try connection.subscribe(
      MatchRule(
        sender: "org.freedesktop.DBus", interface: "org.freedesktop.DBus",
        member: "NameOwnerChanged", firstArgument: Logind.name)
    ) { [unowned self] signal in
      if signal.values.count == 3, signal.values[2].string?.isEmpty == false { returned() }
    }
    let tells = (try? logind.announcesLid()) ?? false
    if tells {
      try logind.manager.onChange {
        [unowned self] changed, invalidated in
        // It tells of everybody's locks as well.
        if changed["LidClosed"] != nil || invalidated.contains("LidClosed") { lid() }
      }
    }
    let upower = try UPower(connection).follow { [unowned self] in
      power()
      guard !tells else { return }
      lid()
      // Both read the switch, and logind may be the later one.
      _ = try? loop.after(.milliseconds(300)) { [unowned self] in lid() }
    }
    hasUPower = upower.isThere
    if !tells, !upower.hasLid { try? look() }
  }

  private func followCharge() throws(DBusError) {
    guard let connection = logind?.connection else { return }
    if let charge { try connection.unsubscribe(charge) }
    charge = nil
    guard followsCharge else { return }
    charge = try UPower(connection).followCharge { [unowned self] in power() }
  }

  /// Nobody tells when the lid closes: a logind before 257, and no UPower. One must look.
  private func look() throws {
    looking = try loop.after(.seconds(1)) { [unowned self] in
      lid()
      try look()
    }
  }
}
