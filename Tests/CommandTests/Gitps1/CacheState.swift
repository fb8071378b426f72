import Support

/// What becomes of what prompts remember, between one prompt and the next.
enum CacheState: String, CaseIterable, Sendable {
  /// It is kept.
  case on
  /// It cannot be written.
  case off
  /// It is damaged at random: bytes of it change, or it ends too early.
  case corrupted

  /// Our hook over a program that remembers in a directory of its own, in this state.
  func hook(in scratch: Scratch) throws -> String {
    let hook = try installedHook(in: scratch)
    let cache = self == .off ? "/dev/null/none" : scratch.path("cache-\(rawValue)")
    let corrupt = self == .corrupted ? Self.corrupt : ""
    try scratch.write(
      "with-\(rawValue)",
      "#!/bin/bash\nexport XDG_CACHE_HOME='\(cache)'\n\(corrupt)\nexec \"$@\"\n")
    let path = scratch.path("hook-\(rawValue).sh")
    _ = try shell(
      """
      chmod +x '\(scratch.path("with-\(rawValue)"))'
      sed 's|exec "$__git_ps1_program"|exec "\(scratch.path("with-\(rawValue)"))" "$__git_ps1_program"|' \
        '\(hook)' > '\(path)'
      grep -q 'exec "/' '\(path)'
      """)
    return path
  }

  private static let corrupt = """
    for file in "$XDG_CACHE_HOME"/detour/gitps1/*; do
      [ -s "$file" ] || continue
      size=$(stat -c %s "$file")
      case $((RANDOM % 4)) in
      0) ;;
      1) truncate -s $((RANDOM % (size + 1))) "$file" ;;
      *)
        for _ in 1 2 3; do
          printf -v byte '\\\\x%02x' $((RANDOM % 255 + 1))
          printf -v byte "$byte"
          dd of="$file" bs=1 count=1 seek=$((RANDOM % size)) conv=notrunc status=none <<<"$byte"
        done
        ;;
      esac
    done
    """
}
