import Synchronization
import System

/// Checks that run side by side, so that all of them take as long as the slowest.
public enum Checks {
  /// How long they may take together.
  public static let limit = Duration.seconds(30)

  /// Checks for quirks, and returns the findings in the order of the quirks.
  public static func run(
    _ quirks: [any Quirk], in context: QuirkContext, within limit: Duration = limit
  ) -> [Finding] {
    let findings = Findings()
    do throws(Errno) {
      let threads = try ThreadGroup()
      // Started by one of the group: the group ends when nobody in it works, and the first check may
      // end before the second begins.
      try threads.start {
        for (index, quirk) in quirks.enumerated() {
          let check: @Sendable () -> Void = {
            let finding = quirk.check(context)
            findings.byIndex.withLock { $0[index] = finding }
          }
          do throws(Errno) { try threads.start(check) } catch { check() }
        }
      }
      _ = threads.wait(until: .after(limit))
    } catch {
      // Without threads they run one after the other.
      return quirks.map { $0.check(context) }
    }
    return quirks.indices.map { index in
      if let finding = findings.byIndex.withLock({ $0[index] }) { return finding }
      return Finding(.unknown, ["the check did not end within \(limit)"])
    }
  }

  private final class Findings: Sendable {
    let byIndex = Mutex<[Int: Finding]>([:])
  }
}
