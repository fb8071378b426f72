import Support
import Testing

@testable import Quirks

@Suite struct FingerprintLoginUnusedTests {
  static let stack = PAMStack(path: "/etc/pam.d/system-auth", remedy: "sudo authselect …")
  static let mend = "detour fix fingerprint-login-unused"

  @Test(arguments: [
    ([], 0, String?.some("true"), false, [stack], Verdict.notApplicable, String?.none),
    (["R"], 1, "true", false, [stack], .fine, nil),
    (["R"], 0, "true", false, [], .affected, mend),
    (["R"], 0, "true", true, [stack], .affected, mend),
    (["R"], 0, "false", true, [], .mended, nil),
    (["R"], 0, "false", true, [stack], .affected, stack.remedy),
    (["R"], 0, nil, false, [stack], .affected, stack.remedy),
    (["R"], 0, nil, false, [], .fine, nil),
  ])
  func decides(
    readers: [String], known: Int, setting: String?, isUsers: Bool, stacks: [PAMStack],
    verdict: Verdict, remedy: String?
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
  func readsPAM(file: String, text: String, asks: Bool) throws {
    let root = try Scratch()
    try root.write("etc/pam.d/\(file)", text)
    let machine = Machine(root: root.path, home: "/", systemBus: nil, sessionBus: nil)
    #expect(PAMStack.withFingerprints(on: machine).isEmpty == !asks)
  }
}
