/// This process's command line in bytes, its own name first: a word need not be UTF-8.
public var words: [[UInt8]] {
  (0..<Int(argumentCount)).compactMap { index in
    argumentVector?[index].map { word in
      var bytes: [UInt8] = []
      var end = word
      while end.pointee != 0 {
        bytes.append(UInt8(bitPattern: end.pointee))
        end += 1
      }
      return bytes
    }
  }
}
