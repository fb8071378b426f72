import Synchronization
import System

/// Runs checks: those that wait for different programs side by side, those that ask the same one in
/// turn, with its answers shared.
public enum CheckRunner {
  /// How long they may take together.
  public static let limit = Duration.seconds(30)

  /// Checks for quirks, and returns the findings in the order of the quirks.
  public static func run(
    _ quirks: [any Quirk], in context: QuirkContext, within limit: Duration = limit
  ) -> [Finding] {
    let findings = Findings()
    var context = context
    context.answers = SharedAnswers()
    let groups = groups(of: quirks, in: context, to: findings)
    do throws(Errno) {
      let threads = try ThreadGroup()
      // Started by one of the group: the group ends when nobody in it works, and the first check may
      // end before the second begins.
      try threads.start {
        for group in groups.dropLast() {
          do throws(Errno) { try threads.start(group) } catch { group() }
        }
        groups.last?()
      }
      _ = threads.wait(until: .after(limit))
    } catch {
      // Without threads they run one after the other.
      for group in groups { group() }
    }
    return quirks.indices.map { index in
      if let finding = findings.byIndex.withLock({ $0[index] }) { return finding }
      return Finding(.unknown, [.notEnded(within: limit)])
    }
  }

  /// The checks of each source, the slowest source first.
  private static func groups(
    of quirks: [any Quirk], in context: QuirkContext, to findings: Findings
  ) -> [@Sendable () -> Void] {
    EvidenceSource.allCases.compactMap { source in
      let group = quirks.enumerated().filter { $0.element.source == source }
      guard !group.isEmpty else { return nil }
      return {
        for (index, quirk) in group {
          let finding = quirk.check(context)
          findings.byIndex.withLock { $0[index] = finding }
        }
      }
    }
  }

  private final class Findings: Sendable {
    let byIndex = Mutex<[Int: Finding]>([:])
  }
}

/// The source that a check asks, and so waits for.
public enum EvidenceSource: Hashable, Sendable, CaseIterable {
  /// The user's own interactive shell.
  case bash
  /// A service's use of the processor, over a while.
  case usage
  /// The X server.
  case display
  case fprintd
  case logind
  /// GSettings, files, and GNOME Shell beside them. GLib has locks about its settings, so that
  /// several threads that read them take longer than one.
  case settings
}

/// Answers that several checks need, each asked for once in a run of checks.
final class SharedAnswers: Sendable {
  private let byName = Mutex<[String: any Sendable]>([:])

  fileprivate func answer<Answer: Sendable>(_ name: String, _ ask: () -> Answer) -> Answer {
    if let known = byName.withLock({ $0[name] }) as? Answer { return known }
    let answer = ask()
    byName.withLock { $0[name] = answer }
    return answer
  }
}

extension QuirkContext {
  /// The answer to a question, asked only once in a run of checks.
  ///
  /// - Parameter name: the question's own.
  func once<Answer: Sendable>(_ name: String, _ ask: () -> Answer) -> Answer {
    answers?.answer(name, ask) ?? ask()
  }
}
