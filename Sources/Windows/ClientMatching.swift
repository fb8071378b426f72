#if !hasFeature(Embedded)
  import System

  extension Client {
    /// Returns whether its instance, its class or both with a dot between match.
    func hasClass(_ pattern: Pattern) -> Bool {
      let names = [instance, className].compactMap { $0 }
      return (names + [names.joined(separator: ".")]).contains { pattern.matches($0) }
    }

    /// Whether its program runs on this machine, so that its process's number means something here.
    ///
    /// Programs that do not tell a machine are taken for local ones.
    var isOfThisMachine: Bool {
      guard let machine else { return true }
      let own = (try? File.read("/proc/sys/kernel/hostname", limit: 4096)) ?? []
      let host = String(decoding: own.filter { $0 > 0x20 }, as: UTF8.self)
      return machine == host || machine == "localhost"
        || machine.split(separator: ".").first == host.split(separator: ".").first
    }

    /// Returns whether the application that it says it belongs to, or that its sandbox has,
    /// matches: the name of its .desktop file, with that ending or without.
    func isOf(application pattern: Pattern) -> Bool {
      let names = [application, sandbox].compactMap { $0 }
      return names.contains { name in
        let bare = name.hasSuffix(".desktop") ? String(name.dropLast(8)) : name
        return pattern.matches(bare) || pattern.matches(bare + ".desktop")
      }
    }

    /// The application that flatpak runs its process as.
    private var sandbox: String? {
      guard let process, isOfThisMachine,
        let bytes = try? File.read("/proc/\(process)/root/.flatpak-info", limit: 1 << 16)
      else { return nil }
      for line in bytes.split(separator: UInt8(ascii: "\n")) {
        if line.starts(with: "name=".utf8) {
          return String(decoding: line.dropFirst(5), as: UTF8.self)
        }
      }
      return nil
    }

    /// Returns whether the executable of its process matches, by its name or by its whole path.
    func runs(program pattern: Pattern) -> Bool {
      guard let process, isOfThisMachine, let bytes = try? target(ofLink: "/proc/\(process)/exe")
      else { return false }
      let path = String(decoding: bytes, as: UTF8.self)
      let name = path.unicodeScalars.split(separator: "/").last.map { String($0) } ?? path
      return pattern.matches(name) || pattern.matches(path)
    }
  }
#endif
