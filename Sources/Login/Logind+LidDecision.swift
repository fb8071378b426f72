public import DBus
import System

extension Logind {
  /// Returns whether the machine has a lid, as the kernel or UPower sees it.
  public func hasLid(_ sysfs: Sysfs = Sysfs()) -> Bool {
    sysfs.hasLid || UPower(connection).hasLid
  }

  /// Returns what happens if the lid closes now.
  ///
  /// - Parameter process: a process whose locks are left out.
  public func decision(
    _ sysfs: Sysfs = Sysfs(), without process: UInt32? = nil
  ) throws(DBusError) -> LidDecision {
    LidDecision(
      try lidState(), hasLid: hasLid(sysfs),
      locks: try inhibitorStatuses().filter { $0.inhibitor.process != process },
      ignoresSleepLocks: LogindConfiguration().boolean("LidSwitchIgnoreInhibited") ?? true)
  }
}
