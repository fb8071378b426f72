/// Our hook as an install puts it, over the command of this build.
public func installedHook(in scratch: Scratch, name: String = "gitps1.sh") throws -> String {
  let program = product("gitps1")
  let directory = program.split(separator: "/").dropLast().joined(separator: "/")
  _ = try shell(
    "sed 's|@bindir@|/\(directory)|' '\(packageRoot)/profile.d/\(name)' > '\(scratch.path(name))'")
  return scratch.path(name)
}
