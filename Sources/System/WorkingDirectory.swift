import Glibc

/// Changes the working directory of this process: chdir(2).
public func changeDirectory(to path: String) throws(Errno) {
  try throwing { path.withPointer { chdir($0) } }
}
