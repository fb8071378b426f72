import DBus
import System

extension Logind {
  /// Takes one lock.
  ///
  /// One kind at a time: logind before 257 asks polkit about one kind only of several, and refuses
  /// together what it allows one by one. Wraps `Inhibit` of org.freedesktop.login1.Manager.
  ///
  /// - Parameters:
  ///   - who: who holds it, for people.
  ///   - why: for people.
  ///   - interactive: lets polkit ask the person at the terminal for a password.
  public func inhibit(
    _ what: InhibitWhat, who: String, why: String, mode: InhibitMode = .block,
    interactive: Bool = false
  ) throws(Refusal) -> InhibitorLock {
    do throws(DBusError) {
      let call = try manager.message(
        "Inhibit",
        [.string(what.rawValue), .string(who), .string(why), .string(mode.rawValue)])
      if interactive { call.allowInteraction() }
      // A person types the password.
      let patience = interactive ? Duration.seconds(120) : Connection.defaultTimeout
      let values = try connection.call(call, within: patience).values("h")
      guard let descriptor = values.first?.descriptor else {
        throw DBusError(.invalidSignature, "no descriptor came with the lock")
      }
      do throws(Errno) {
        return InhibitorLock(what, mode, try descriptor.file.duplicate())
      } catch {
        throw DBusError(.failed, error.description)
      }
    } catch {
      throw .inhibit(what, mode, error)
    }
  }

  /// Takes a lock of each kind, or none.
  public func inhibit(
    all kinds: [InhibitWhat], who: String, why: String, mode: InhibitMode = .block,
    interactive: Bool = false
  ) throws(Refusal) -> InhibitorLocks {
    let locks = InhibitorLocks()
    for kind in kinds {
      locks.add(try inhibit(kind, who: who, why: why, mode: mode, interactive: interactive))
    }
    return locks
  }
}
