import Support

/// The system calls that a program of a rig makes in some seconds: at rest it makes none.
func systemCalls(of name: String, in rig: LoginRig, seconds: Int = 5) throws -> [String] {
  let text = try rig.root(
    """
    timeout \(seconds) strace -f -p $(pidof \(name)) -o /run/trace 2>/run/strace || :
    grep -q attached /run/strace
    cat /run/trace
    """)
  return text.split(separator: "\n").map(String.init).filter { !$0.contains("detached") }
}
