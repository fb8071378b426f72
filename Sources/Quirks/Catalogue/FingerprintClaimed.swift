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

  var source: EvidenceSource { .fprintd }

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else { return .noBus("system", for: "fprintd") }
    do throws(DBusError) {
      let readers = try context.readers(on: bus).map(\.reader)
      guard !readers.isEmpty else {
        return Finding(.notApplicable, [.fingerprints(.noReader)])
      }
      let fprint = Fprint(try Connection(bus, within: QuirkContext.patience))
      for reader in readers {
        guard let error = Self.refusal(of: reader, fprint) else { continue }
        guard error.name == .alreadyInUse else {
          return Finding(.unknown, [.fingerprints(.doesNotOpen(reader: reader.name, error))])
        }
        return Finding(
          .affected, [.fingerprints(.isClaimed(reader: reader.name))],
          remedy: .run("sudo systemctl restart fprintd.service"))
      }
      return Finding(.fine, [.fingerprints(.isFree(reader: readers[0].name))])
    } catch {
      return .unanswered("fprintd", error)
    }
  }

  /// Returns why the reader cannot be claimed for as long as a person needs for a touch; nil once
  /// it can.
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
