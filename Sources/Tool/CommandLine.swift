/// The arguments of this process, without its own name.
public var commandLineArguments: [String] {
  // CommandLine.arguments would instantiate types that nothing else needs.
  (1..<max(1, Int(argumentCount))).compactMap { index in
    argumentVector?[index].map { String(cString: $0) }
  }
}

/// The bytes of the command line, the process's own name first: an argument need not be UTF-8.
public var commandLineBytes: [[UInt8]] {
  (0..<Int(argumentCount)).compactMap { index in
    argumentVector?[index].map { argument in
      var bytes: [UInt8] = []
      var end = argument
      while end.pointee != 0 {
        bytes.append(UInt8(bitPattern: end.pointee))
        end += 1
      }
      return bytes
    }
  }
}
