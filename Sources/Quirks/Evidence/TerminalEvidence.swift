public import System

/// Evidence about the user's shell and its prompt.
public enum TerminalEvidence: Hashable, Sendable {
  case notBash(shell: String)
  /// An interactive bash is still at its rc file when the time is out.
  case bashDoesNotEndItsFile
  /// An interactive bash exits in its rc file, or puts another program in its place.
  case bashEndsWithinItsFile
  /// An interactive bash has read its rc file, and what it was asked then it did not come to the end
  /// of.
  case bashDoesNotAnswer
  case bashDoesNotRun(Errno)
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
