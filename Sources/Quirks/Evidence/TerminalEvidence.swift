/// Evidence about the user's shell and its prompt.
public enum TerminalEvidence: Hashable, Sendable {
  case notBash(shell: String)
  /// An interactive bash does not come to the end of its rc file.
  case bashDoesNotEnd
  case promptIsWhole
  /// By Detour's block in the rc file.
  case promptIsWholeByBlock
  /// What the prompt calls that the shell does not have.
  case promptMisses([String])
  /// What each prompt takes for it.
  case promptCost(milliseconds: Int)
  case noHandler
  case handlerCallsItself
  case handlerMisses(String)
  case handlerIsWhole
}
