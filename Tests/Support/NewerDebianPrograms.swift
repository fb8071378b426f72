extension NewerDebian {
  /// Runs a program of its own in `directory`, apart from this machine but for what is in `shared`,
  /// which is there under the same name.
  public func apart(
    _ words: [String], variables: [String: String?] = [:], directory: String,
    sharing shared: String, within limit: Duration = .seconds(180)
  ) throws -> Outcome {
    try Support.run(
      ["bash", rig("newer-debian.sh"), "run", rawValue, "env", "-C", directory] + words,
      variables: variables.merging(["BIND": shared]) { $1 }, within: limit)
  }

  /// Starts a program of its own that answers lines, apart from this machine as ``apart`` has it.
  public func conversation(
    _ words: [String], variables: [String: String?] = [:], sharing shared: String
  ) throws -> Conversation {
    try Conversation(
      ["bash", rig("newer-debian.sh"), "run", rawValue] + words,
      variables: variables.merging(["BIND": shared]) { $1 })
  }

  /// A program of this build that it can run: beside it in `directory`, which is to be shared, are
  /// the libraries that it needs.
  ///
  /// - Returns: its path.
  public static func portable(_ program: String, in directory: String) throws -> String {
    let name = String(program.split(separator: "/").last ?? "")
    try shell(
      """
      rm -rf '\(directory)'; mkdir -p '\(directory)/lib'; cp '\(program)' '\(directory)/lib'
      ldd '\(program)' | awk '$3 ~ /^\\// { print $3 }' | grep -vE '/(libc|libm)\\.so' |
        xargs -I{} cp {} '\(directory)/lib'
      printf '#!/bin/sh\\nLD_LIBRARY_PATH=%s/lib exec %s/lib/\(name) "$@"\\n' '\(directory)' \
        '\(directory)' > '\(directory)/\(name)'
      chmod +x '\(directory)/\(name)'
      """)
    return directory + "/" + name
  }
}
