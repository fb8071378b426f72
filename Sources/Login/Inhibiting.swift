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
    _ what: Inhibition, who: String, why: String, mode: Mode = .block, interactive: Bool = false
  ) throws(Refusal) -> Lock {
    do throws(Failure) {
      let call = try Message(
        to: Self.name, path: Self.path, interface: Self.manager, method: "Inhibit",
        arguments: [.string(what.rawValue), .string(who), .string(why), .string(mode.rawValue)])
      if interactive { call.allowInteraction() }
      // A person types the password.
      let patience = interactive ? Duration.seconds(120) : Connection.patience
      let values = try connection.call(call, within: patience).values("h")
      guard let descriptor = values.first?.descriptor else {
        throw Failure(.invalidSignature, "no descriptor came with the lock")
      }
      do throws(Errno) {
        return Lock(what, mode, try descriptor.file.duplicate())
      } catch {
        throw Failure(.failed, error.description)
      }
    } catch {
      throw Refusal(error, holding: what, mode: mode)
    }
  }

  /// Takes a lock of each kind, or none.
  public func inhibit(
    all kinds: [Inhibition], who: String, why: String, mode: Mode = .block,
    interactive: Bool = false
  ) throws(Refusal) -> Locks {
    let locks = Locks()
    for kind in kinds {
      locks.add(try inhibit(kind, who: who, why: why, mode: mode, interactive: interactive))
    }
    return locks
  }
}
