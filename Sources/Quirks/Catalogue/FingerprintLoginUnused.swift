import DBus
import Settings

/// Logging in by fingerprint is switched on, and the reader knows none.
struct FingerprintLoginUnused: Quirk {
  let name = Fprint.loginQuirk
  let title = "the login asks for a fingerprint, and none is known"
  let explanation = """
    Where fingerprint login is switched on and no finger is enrolled, the screen to unlock starts the \
    reader for nothing, and logins that wait for it hang or loop. The fix switches it off for your \
    own lock screen; enrolling a finger switches it on again. The system's own PAM files are root's \
    to change, and the command is printed.
    """

  static let key = SettingKey("org.gnome.login-screen", "enable-fingerprint-authentication")

  var source: EvidenceSource { .fprintd }

  func check(_ context: QuirkContext) -> Finding {
    guard let bus = context.systemBus else {
      return .noBus("system", for: "fprintd")
    }
    var readers: [String] = []
    var known = 0
    do throws(DBusError) {
      for reader in try context.readers(on: bus) {
        known += try reader.fingers.get().count
        readers.append(reader.reader.name)
      }
    } catch {
      return .unanswered("fprintd", error)
    }
    return Self.finding(
      readers: readers, known: known, lockScreen: Self.key.value,
      isUsers: Self.key.userValue != nil, isOurs: isOurs(context),
      stacks: PAMStack.withFingerprints(on: context))
  }

  private func isOurs(_ context: QuirkContext) -> Bool {
    context.stateDirectory.flatMap { try? Journal(in: $0) }?.entries.contains { $0.name == name }
      == true
  }

  /// - Parameters:
  ///   - lockScreen: the setting, in GVariant's text format, where GNOME has it.
  ///   - isOurs: whether our own fix switched it off.
  ///   - stacks: the names of PAM's files that ask for a finger.
  static func finding(
    readers: [String], known: Int, lockScreen: String?, isUsers: Bool, isOurs: Bool = false,
    stacks: [PAMStack]
  ) -> Finding {
    guard let reader = readers.first else {
      return Finding(.notApplicable, [.fingerprints(.noReader)])
    }
    if known > 0, isOurs, lockScreen == "false" {
      return Finding(
        .affected,
        [.fingerprints(.fixIsStale(reader: reader, known))],
        remedy: .undo)
    }
    guard known == 0 else {
      return Finding(.fine, [.fingerprints(.knowsCount(reader: reader, known))])
    }
    let inPAM = stacks.map { Evidence.fingerprints(.pamAsks(path: $0.path)) }
    let none = Evidence.fingerprints(.noneEnrolled(reader: reader))
    if lockScreen == "true" {
      return Finding(
        .affected, [none, .setting(key, value: "true")] + inPAM,
        remedy: .fix)
    }
    guard let stack = stacks.first else {
      return Finding(
        lockScreen != nil && isUsers ? .fixed : .fine,
        [none, .fingerprints(.nobodyAsks)])
    }
    return Finding(.affected, [none] + inPAM, remedy: .run(stack.remedy))
  }

  func changes(on context: QuirkContext) throws -> [any Change] {
    let finding = check(context)
    guard finding.verdict == .affected else {
      throw FixError.notOurs(.seen(finding.evidence))
    }
    guard Self.key.value == "true" else {
      throw finding.remedy.map(FixError.takesMore) ?? .noFix(quirk: name)
    }
    return [SettingEdit(Self.key, to: "false")]
  }
}

/// One of PAM's files, which all logins read.
struct PAMStack: Equatable {
  let path: String
  /// What takes the fingerprint out of it.
  let remedy: String

  /// Those of the common files that ask for a fingerprint, Debian's and Fedora's.
  static func withFingerprints(on context: QuirkContext) -> [PAMStack] {
    [
      PAMStack(path: "/etc/pam.d/common-auth", remedy: "sudo pam-auth-update --disable fprintd"),
      PAMStack(
        path: "/etc/pam.d/system-auth", remedy: "sudo authselect disable-feature with-fingerprint"),
    ].filter { stack in
      (context.text(stack.path) ?? "").split(separator: "\n").contains { line in
        !line.drop { $0.isWhitespace }.hasPrefix("#") && line.contains("pam_fprintd.so")
      }
    }
  }
}
