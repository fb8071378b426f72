import Glibc

/// Makes the directory `path`, and those above it that are missing, for this user alone.
///
/// One that is there already is no error. Wraps mkdir(2).
public func makeDirectory(_ path: String) throws(Errno) {
  do throws(Errno) {
    try throwing { mkdir(path, 0o700) }
  } catch .exists {
    return
  } catch .notFound {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw .notFound }
    try makeDirectory(String(path[..<slash]))
    do throws(Errno) {
      try throwing { mkdir(path, 0o700) }
    } catch .exists {
      return
    }
  }
}
