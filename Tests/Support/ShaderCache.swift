import Foundation

/// A folder where Mesa keeps the shaders that it has compiled for a user's programs, whichever test
/// they are of: each is compiled once, and each release of Mesa finds its own.
///
/// Without it Mesa takes the home of passwd(5), whatever `HOME` says.
func shaderCache(of user: uid_t = getuid()) -> String {
  let path = FileManager.default.temporaryDirectory.path + "/detour-rig-shaders-\(user)"
  if mkdir(path, 0o700) == 0, user != getuid() { chown(path, user, user) }
  return path
}
