import Git
import System
import Tool

/// The segment of a prompt: the specification is git's own `__git_ps1`, of version 2.47.
struct Prompt {
  /// What the prompt shows; where names stand behind variables, it holds the variables.
  let text: [UInt8]
  /// The value of `__git_ps1_branch_name`.
  let branch: [UInt8]
  /// The value of `__git_ps1_upstream_name`.
  let upstreamName: [UInt8]

  /// Nothing where the prompt is to stay as it is outside of a repository.
  init?(_ repository: Repository, _ settings: Settings) {
    let context = PromptContext(repository)
    let configuration = context.asked
    let deadline = Deadline.after(.milliseconds(settings.timeout))
    let isInside = !repository.isInsideGitDirectory && repository.isInsideWorkTree
    let mayHide =
      settings.hidesIgnored && repository.isInsideWorkTree
      && configuration.boolean("bash.hideifpwdignored") != false
    let isIgnored =
      mayHide ? WorkTreeStatus.ignoresDirectory(of: repository, until: deadline) : false
    if isIgnored == true { return nil }

    let name = context.name(settings.describe, until: deadline)
    let isSparse = configuration.boolean("core.sparsecheckout") == true
    let status = Self.status(context, settings, isInside: isInside, deadline)

    var bare: [UInt8] = []
    var shown = name.bytes
    var flags: [UInt8] = []
    var upstream = UpstreamText()
    if repository.isInsideGitDirectory {
      if repository.isBare {
        bare = Array("BARE:".utf8)
      } else {
        shown = Array("GIT_DIR!".utf8)
      }
    } else if isInside {
      if settings.compressesSparse, isSparse { flags.append(UInt8(ascii: "?")) }
      flags += Self.flags(status, context, settings, isUnknown: isIgnored == nil)
      if let words = settings.upstreamWords(configuration) {
        upstream = UpstreamText(context, words, settings, deadline)
        flags += upstream.flag
      }
    }

    branch = Self.quoted(shown, settings)
    upstreamName = Self.quoted(upstream.name ?? [], settings)
    var text = bare.isEmpty ? [] : Self.paint(bare, name.isDetached ? .red : .green, settings)
    text += Self.paint(
      settings.isIndirect ? Array("${__git_ps1_branch_name}".utf8) : branch,
      name.isDetached ? .red : .green, settings)
    if !flags.isEmpty { text += settings.separator + flags }
    if isSparse, !settings.compressesSparse, !settings.omitsSparse { text += Array("|SPARSE".utf8) }
    if let state = context.state {
      text += Array("|\(state.kind.rawValue)".utf8)
      if let step = state.step {
        text += [0x20] + step.current + [UInt8(ascii: "/")] + step.total
      }
    }
    text += upstream.verbose
    if upstream.name != nil {
      text += [0x20]
      text += settings.isIndirect ? Array("${__git_ps1_upstream_name}".utf8) : upstreamName
    }
    if settings.showsConflict, status.conflicted.isAny == true { text += Array("|CONFLICT".utf8) }
    self.text = text
    context.remember()
  }

  private static func status(
    _ context: PromptContext, _ settings: Settings, isInside: Bool, _ deadline: Deadline
  ) -> WorkTreeStatus {
    let configuration = context.asked
    var wanted: WorkTreeStatus.Wanted = []
    if settings.showsConflict { wanted.formUnion([.conflicted, .conflictsHere]) }
    if isInside, settings.showsDirtyState, configuration.boolean("bash.showdirtystate") != false {
      wanted.formUnion([.staged, .unstaged])
    }
    if isInside, settings.showsUntracked(configuration) {
      wanted.insert(.untracked)
    }
    let scope = settings.untrackedScope(in: context.repository)
    // The watcher counts all of them.
    if scope.isWhole {
      context.askWatcher(wanting: wanted, until: deadline) {
        [isInside && settings.upstreamWords(configuration) != nil ? context.upstream?.id : nil]
      }
    }
    return context.status(wanting: wanted, untrackedIn: scope, until: deadline)
  }

  private static func flags(
    _ status: WorkTreeStatus, _ context: PromptContext, _ settings: Settings, isUnknown: Bool
  ) -> [UInt8] {
    let configuration = context.asked
    let showsDirtyState =
      settings.showsDirtyState && configuration.boolean("bash.showdirtystate") != false
    let showsUntracked = settings.showsUntracked(configuration)
    // What could not be known is not clean.
    let isUnknown =
      isUnknown || showsDirtyState && (status.unstaged.isAny == nil || status.staged.isAny == nil)
      || showsUntracked && status.untracked.isAny == nil
      || settings.showsConflict && status.conflicted.isAny == nil
    var flags = isUnknown ? Array("~".utf8) : []
    if showsDirtyState {
      if status.unstaged.isAny == true { flags += paint(Array("*".utf8), .red, settings) }
      if status.staged.isAny == true {
        flags += paint(Array("+".utf8), .green, settings)
      } else if context.headID == nil {
        flags += paint(Array("#".utf8), .green, settings)
      }
    }
    if settings.showsStash, context.references.resolve("refs/stash") != nil {
      flags += paint(Array("$".utf8), .blue, settings)
    }
    if showsUntracked, status.untracked.isAny == true {
      flags += paint(Array(settings.quoting.quoted("%").utf8), .red, settings)
    }
    return flags
  }

  private static func paint(
    _ text: [UInt8], _ colour: Colours.Colour, _ settings: Settings
  ) -> [UInt8] {
    settings.colours?.paint(text, colour) ?? text
  }

  /// A name from a repository: nothing in it steers the terminal or the shell.
  private static func quoted(_ name: [UInt8], _ settings: Settings) -> [UInt8] {
    Array(settings.quoting.quoted(visible(name)).utf8)
  }
}
