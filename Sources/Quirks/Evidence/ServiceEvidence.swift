/// Evidence about services of the user's: the SSH agent and the indexer.
public enum ServiceEvidence: Hashable, Sendable {
  /// `SSH_AUTH_SOCK` is not set.
  case noSSHAgentSet
  /// `SSH_AUTH_SOCK` leads to an agent.
  case sshAgent(socket: String)
  /// `SSH_AUTH_SOCK` leads to a socket that nobody has.
  case deadSSHAgent(socket: String)
  case notGNOME
  case gcrHasNoAgent
  /// gcr's agent listens there.
  case gcrListens(socket: String)
  case gcrIsOff
  /// The indexer's unit is masked.
  case indexerIsMasked(unit: String)
  case noIndexer
  case indexerUnreadable(unit: String)
  case indexerEnded(unit: String)
  /// What the indexer uses.
  case indexerUses(unit: String, percent: Int, kilobytes: Int)
}
