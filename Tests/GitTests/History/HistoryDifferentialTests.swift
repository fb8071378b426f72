import Support
import System
import Testing

@testable import Git

/// The witnesses are `git rev-list` and `git describe`, over random histories in all the ways of
/// storing them.
@Suite struct HistoryDifferentialTests {
  private static let stores = [
    "", "git commit-graph write --reachable", "git repack -q -a -d; git pack-refs --all",
    "git -c commitGraph.generationVersion=1 commit-graph write --reachable",
    "git rev-parse HEAD~9 | git commit-graph write --split --stdin-commits; git commit-graph write --reachable --split=no-merge",
    "git rev-parse HEAD~9 | git commit-graph write --stdin-commits",
    "git repack -q -a -d; git multi-pack-index write; git commit-graph write --reachable",
  ]
  /// By how much clocks are wrong. More than a day is only got right with a commit-graph.
  private static func skew(_ seed: Int) -> Int {
    switch seed % 4 {
    case 0: 0
    case 1: 400
    case 2: 40_000
    default: [1, 3, 6].contains(seed % stores.count) ? 500_000 : 80_000
    }
  }

  private func random(_ seed: Int, tags: Int = 12) throws -> RandomHistory {
    let history = try RandomHistory(
      seed: UInt64(seed), count: 60 + seed * 7 % 90, skew: Self.skew(seed), tags: tags,
      options: seed % 5 == 0 ? ["--object-format=sha256"] : [])
    // A history of less than ten first parents has no such commit.
    try history.repository.shell("set +e; \(Self.stores[seed % Self.stores.count]) 2>/dev/null; :")
    return history
  }

  @Test(arguments: 0..<21) func `counts as git`(seed: Int) throws {
    let random = try random(seed)
    let history = History(ObjectStore(try random.repository.opened()))
    var chance = SeededGenerator(seed: UInt64(seed))
    let pairs = (0..<40).map { _ in
      (chance.below(random.ids.count), chance.below(random.ids.count))
    }
    let answers = try random.answers(
      pairs.map { one, other in
        "rev-list --count --left-right \(random.ids[other])...\(random.ids[one])"
      })
    for ((one, other), answer) in zip(pairs, answers) {
      let ours = history.aheadBehind(of: random.ids[one], from: random.ids[other])
      // Where clocks are wrong git may miscount; then only the truth is as good.
      let isRight =
        "\(ours?.behind ?? -1)\t\(ours?.ahead ?? -1)" == answer
        || Self.skew(seed) > 0 && ours == random.aheadBehind(of: one, from: other)
      #expect(isRight, "\(other)...\(one) seed \(seed): \(String(describing: ours)), git \(answer)")
    }
  }

  /// By later tags names are made in another way since git 2.40: see NamesTests.
  @Test(arguments: 0..<21) func `describes as git`(seed: Int) throws {
    let isTagged = seed % 3 > 0
    let styles: [(DescribeStyle, String)] =
      isTagged
      ? [(.describe, ""), (.tag, "--tags"), (.exact, "--tags --exact-match")]
      : [(.branch, "--contains --all"), (.contains, "--contains"), (.tag, "--tags")]
    let random = try random(seed, tags: isTagged ? [3, 12][seed % 2] : 0)
    let opened = try random.repository.opened()
    let references = References(opened)
    let history = History(ObjectStore(opened))
    var chance = SeededGenerator(seed: UInt64(seed))
    let questions = (0..<20).flatMap { _ in
      let id = random.ids[chance.below(random.ids.count)]
      return styles.map { (id, $0.0, "describe \($0.1) \(id)") }
    }
    let answers = try random.answers(questions.map(\.2))
    for ((id, style, question), answer) in zip(questions, answers) {
      let ours = history.describe(id, style, references)?.text ?? "-"
      #expect(ours == answer, "\(question) seed \(seed)")
    }
  }

  @Test(arguments: 30..<36) func `follows grafts, replacements and shallow cuts`(seed: Int) throws {
    let random = try random(seed, tags: 0)
    let middle = random.ids[random.ids.count / 2]
    let old = random.ids[random.ids.count / 4]
    try random.repository.shell(
      """
      case \(seed % 3) in
      0) git replace --graft \(middle) \(old) ;;
      1) echo \(middle) > .git/shallow ;;
      2) mkdir -p .git/info; echo \(middle) \(old) > .git/info/grafts ;;
      esac
      git config advice.graftFileDeprecated false
      """)
    let opened = try random.repository.opened()
    let references = References(opened)
    let history = History(ObjectStore(opened))
    var chance = SeededGenerator(seed: UInt64(seed))
    let pairs = (0..<20).map { _ in
      (chance.pick(random.ids), chance.pick(random.ids))
    }
    let counts = try random.answers(
      pairs.map { "rev-list --count --left-right \($0.1)...\($0.0)" })
    for ((one, other), answer) in zip(pairs, counts) {
      let ours = history.aheadBehind(of: one, from: other)
      #expect(
        "\(ours?.behind ?? -1)\t\(ours?.ahead ?? -1)" == answer, "\(other)...\(one) seed \(seed)")
    }
    let names = try random.answers(pairs.map { "describe --contains --all \($0.0)" })
    for ((one, _), answer) in zip(pairs, names) {
      #expect(
        history.describe(one, .branch, references)?.text ?? "-" == answer, "\(one) seed \(seed)")
    }
  }

  @Test func `gives up at the deadline`() throws {
    let random = try RandomHistory(seed: 1, count: 600, skew: 0, tags: 100)
    let opened = try random.repository.opened()
    let history = History(ObjectStore(opened))
    let late = Deadline.after(.zero)
    let (first, last) = (random.ids[0], try #require(random.ids.last))
    #expect(history.aheadBehind(of: first, from: last, until: late) == nil)
    #expect(history.describe(first, .branch, References(opened), until: late) == nil)
  }
}
