import Support
import Testing

@testable import Quirks

@Suite struct FingerprintLoginUnusedTests {
  static let stack = PAMStack(path: "/etc/pam.d/system-auth", remedy: "sudo authselect …")
  static let fix = Remedy.fix

  @Test(arguments: [
    ([], 0, String?.some("true"), false, [stack], Verdict.notApplicable, Remedy?.none),
    (["R"], 1, "true", false, [stack], .fine, nil),
    (["R"], 0, "true", false, [], .affected, fix),
    (["R"], 0, "true", true, [stack], .affected, fix),
    (["R"], 0, "false", true, [], .fixed, nil),
    (["R"], 0, "false", true, [stack], .affected, .run(stack.remedy)),
    (["R"], 0, nil, false, [stack], .affected, .run(stack.remedy)),
    (["R"], 0, nil, false, [], .fine, nil),
  ])
  func `decides`(
    readers: [String], known: Int, setting: String?, isUsers: Bool, stacks: [PAMStack],
    verdict: Verdict, remedy: Remedy?
  ) {
    let finding = FingerprintLoginUnused.finding(
      readers: readers, known: known, lockScreen: setting, isUsers: isUsers, stacks: stacks)
    #expect(finding.verdict == verdict)
    #expect(finding.remedy == remedy)
  }

  @Test(arguments: [
    ("common-auth", "auth [success=2 default=ignore] pam_fprintd.so max-tries=1\n", true),
    ("system-auth", "auth        sufficient    pam_fprintd.so\n", true),
    ("common-auth", "# auth sufficient pam_fprintd.so\nauth required pam_unix.so\n", false),
    ("gdm-fingerprint", "auth required pam_fprintd.so\n", false),
  ])
  func `reads PAM`(file: String, text: String, asks: Bool) throws {
    let root = try Scratch()
    try root.write("etc/pam.d/\(file)", text)
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(PAMStack.withFingerprints(on: context).isEmpty == !asks)
  }

  /// What is printed for root takes the fingerprint out of Debian's file: pam-auth-update itself,
  /// on files in a root of their own.
  @Test func `root's command takes it out of PAM`() throws {
    let root = try Scratch()
    try root.write(
      "usr/share/pam-configs/fprintd",
      """
      Name: Fingerprint authentication
      Default: no
      Priority: 260
      Auth-Type: Primary
      Auth:
      \t[success=end default=ignore]\tpam_fprintd.so max-tries=1 timeout=10

      """)
    try shell(
      """
      mkdir -p etc/pam.d var/lib/pam
      cp /usr/share/pam-configs/unix usr/share/pam-configs/
      cp /usr/share/pam/common-* etc/pam.d/
      """, directory: root.path)
    func update(_ words: [String]) throws {
      let outcome = try run(
        ["pam-auth-update", "--root", root.path] + words,
        variables: ["DEBIAN_FRONTEND": "noninteractive"])
      guard outcome.code == 0 else { throw Unexpected("\(words): \(outcome)") }
    }
    let context = QuirkContext(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    func finding() -> Finding {
      FingerprintLoginUnused.finding(
        readers: ["R"], known: 0, lockScreen: "false", isUsers: true,
        stacks: PAMStack.withFingerprints(on: context))
    }
    try update(["--package", "--force"])
    try update(["--enable", "fprintd"])
    #expect(finding().verdict == .affected)
    guard case .run(let line)? = finding().remedy else { throw Unexpected("no command") }
    let words = line.split(separator: " ").map(String.init)
    #expect(words.prefix(2) == ["sudo", "pam-auth-update"])
    try update(Array(words.dropFirst(2)))
    #expect(finding().verdict == .fixed)
    try update(["--enable", "fprintd"])
    #expect(finding().verdict == .affected)
  }
}
