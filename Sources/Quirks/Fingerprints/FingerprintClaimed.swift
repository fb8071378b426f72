import DBus
import System

/// A program has claimed the fingerprint reader and does not release it.
struct FingerprintClaimed: Quirk {
  let name = "fingerprint-claimed"
  let title = "the fingerprint reader is taken, and nothing uses it"
  let explanation = """
    A program claims the reader while it waits for a finger. After a suspend, or when a login \
    screen did not end well, the claim may stay, and every other program is told that the reader is \
    in use. Restarting the service releases it, which takes root.
    """

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else { return .noBus("system", for: "fprintd") }
    do throws(DBusError) {
      let limit = QuirkContext.patience
      let fprint = Fprint(try Connection(bus, within: limit))
      let readers = try fprint.readers(within: limit)
      guard !readers.isEmpty else {
        return Finding(.notApplicable, ["there is no fingerprint reader"])
      }
      for reader in readers {
        guard let error = Self.refusal(of: reader, fprint) else { continue }
        guard error.name == .alreadyInUse else {
          return Finding(.unknown, ["\(reader.name) does not open: \(error)"])
        }
        return Finding(
          .affected, ["another program has claimed \(reader.name), and goes on holding it"],
          remedy: .run("sudo systemctl restart fprintd.service"))
      }
      return Finding(.fine, ["\(readers[0].name) is free"])
    } catch {
      return .unanswered("fprintd", error)
    }
  }

  /// Why the reader cannot be claimed for as long as a person needs for a touch; nil once it can.
  private static func refusal(of reader: Fprint.Reader, _ fprint: Fprint) -> DBusError? {
    var refusal: DBusError?
    for _ in 0..<4 {
      do throws(DBusError) {
        try fprint.open(reader, within: QuirkContext.patience)
        return nil
      } catch {
        refusal = error
        guard error.name == .alreadyInUse else { return error }
        sleep(for: .milliseconds(250))
      }
    }
    return refusal
  }
}
