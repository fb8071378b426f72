import Git
import System

/// The prompt's text on where the branch stands to its upstream.
struct UpstreamText {
  /// The short form: `=`, `<`, `>` or `<>`.
  var flag: [UInt8] = []
  /// The long form: `|u+1-2`.
  var verbose: [UInt8] = []
  /// The name that goes with the long form, where it is wanted; empty where git has none, as for
  /// one that several references answer to.
  var name: [UInt8]?

  init() {}

  /// - Parameter words: those of `GIT_PS1_SHOWUPSTREAM`.
  init(_ context: PromptContext, _ words: [String], _ settings: Settings, _ deadline: Deadline) {
    let target = UpstreamTarget(context, words, settings, deadline)
    if case .none = target { return }
    guard case .reference(let reference, let id) = target,
      let aheadBehind = context.aheadBehind(from: id, until: deadline)
    else {
      if case .reference(_, let id) = target, context.isBroken(against: id) { return }
      // There is an upstream, and where the branch stands to it could not be known.
      if words.contains("verbose") {
        verbose = Array("|u~".utf8)
      } else {
        flag = Array("~".utf8)
      }
      return
    }
    let (ahead, behind) = (aheadBehind.ahead, aheadBehind.behind)
    guard words.contains("verbose") else {
      flag = Array((behind > 0 ? "<" : "").utf8) + Array((ahead > 0 ? ">" : "").utf8)
      if flag.isEmpty { flag = Array("=".utf8) }
      return
    }
    var text = "|u"
    if ahead > 0 { text += "+\(ahead)" }
    if behind > 0 { text += "-\(behind)" }
    if ahead == 0, behind == 0 { text += "=" }
    verbose = Array(text.utf8)
    if words.contains("name") {
      name =
        reference.starts(with: "refs/".utf8)
        ? context.references.shorten(reference, strictly: true) : []
    }
  }
}
