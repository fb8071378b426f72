import CArguments
import System

/// The arguments of this process, without its own name; bytes that are not UTF-8 are kept as in a
/// path.
public var commandLineArguments: [String] {
  // CommandLine.arguments would instantiate types that nothing else needs.
  Array(commandLine { String(path: $0) }.dropFirst())
}

/// The bytes of the command line, the process's own name first: an argument need not be UTF-8.
public var commandLineBytes: [[UInt8]] {
  commandLine { argument in
    var bytes: [UInt8] = []
    var end = argument
    while end.pointee != 0 {
      bytes.append(UInt8(bitPattern: end.pointee))
      end += 1
    }
    return bytes
  }
}

private func commandLine<Argument>(
  _ decode: (UnsafeMutablePointer<CChar>) -> Argument
) -> [Argument] {
  (0..<Int(detour_argument_count())).compactMap { detour_argument_vector()?[$0].map(decode) }
}
