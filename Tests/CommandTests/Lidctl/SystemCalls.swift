import Support

/// Whether a program of a rig comes to rest: for five seconds on end it makes no system call.
///
/// What was set going before takes a busy machine a while.
func comesToRest(_ name: String, in rig: LoginRig) throws -> Bool {
  try eventually(within: .seconds(60)) { try systemCalls(of: name, in: rig) == [] }
}

/// The system calls that it makes in some seconds.
private func systemCalls(of name: String, in rig: LoginRig, seconds: Int = 5) throws -> [String] {
  let text = try rig.root(
    """
    timeout \(seconds) strace -f -p $(pidof \(name)) -o /run/trace 2>/run/strace || :
    grep -q attached /run/strace
    cat /run/trace
    """)
  return text.split(separator: "\n").map(String.init).filter { !$0.contains("detached") }
}
