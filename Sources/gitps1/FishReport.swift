import Git
import Tool

/// The report for `profile.d/gitps1.fish`: a line for each fact.
///
/// The hook asks for what the user's variables want; the repository's configuration has the last
/// word on that, as it has in fish's own prompt.
struct FishReport {
  private let isInformative: Bool
  private let showsDirty: Bool
  /// The words for the upstream; nothing where it is not shown.
  private let upstream: [String]?
  private let report: Report
  private let format: Format

  /// - Parameter words: `informative`, `dirty`, `untracked` and `stashes`, each where it is wanted,
  ///   and after `upstream` the words for that.
  init(_ repository: Repository, _ words: [String], _ settings: Settings) throws(CommandError) {
    let configuration = repository.configuration
    var settings = settings
    let own = words.split(separator: "upstream", maxSplits: 1, omittingEmptySubsequences: false)
    settings.upstream = own.count > 1 ? Array(own[1]) : nil
    let followed = settings.upstreamWords(configuration)
    upstream = followed?.contains("none") == true ? nil : followed

    let dirty = configuration.boolean("bash.showdirtystate")
    isInformative =
      configuration.boolean("bash.showinformativestatus") == true
      || own[0].contains("informative") && dirty != false
    showsDirty = isInformative || dirty ?? own[0].contains("dirty")
    let showsUntracked =
      configuration.boolean("bash.showuntrackedfiles") ?? own[0].contains("untracked")

    // A line stands empty for what is not shown, which need not be found out.
    func fields(_ names: String, if isShown: Bool) -> String {
      isShown ? names : String(repeating: "\n", count: names.count { $0 == "\n" })
    }
    format = try Format(
      """
      {name}
      {commit}
      {detached:1}
      {unborn:1}
      {bare:1}
      {insideGitDirectory:1}
      {operation}
      {step}
      {steps}

      """ + fields("{staged}\n{unstaged}\n{conflicted}\n", if: showsDirty)
        + fields("{untracked}\n", if: showsUntracked)
        + fields("{stashes}\n", if: own[0].contains("stashes"))
        + fields("{upstream}\n{upstreamGone:1}\n{ahead}\n{behind}\n", if: upstream != nil))
    // As the git status that fish asks, which says so.
    report = Report(repository, settings, for: format, countsDirectories: true)
  }

  /// Whether counts are shown, and changes; the words for the upstream; and the facts.
  var text: String {
    (isInformative ? "1\n" : "\n") + (showsDirty ? "1\n" : "\n")
      + (upstream ?? []).joined(separator: " ") + "\n" + format.text(of: report, .none) + "end\n"
  }
}
