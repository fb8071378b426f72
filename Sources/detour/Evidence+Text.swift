import DBus
public import Quirks

extension Evidence: CustomStringConvertible {
  /// A sentence, without a full stop.
  public var description: String {
    switch self {
    case .lid(let evidence): "\(evidence)"
    case .session(let evidence): "\(evidence)"
    case .keys(let evidence): "\(evidence)"
    case .terminal(let evidence): "\(evidence)"
    case .service(let evidence): "\(evidence)"
    case .fingerprints(let evidence): "\(evidence)"
    case .virtualMachine(let evidence): "\(evidence)"
    case .setting(let key, let value): "\(key) is \(value)"
    case .isLocked: "the system's administrator has locked the setting"
    case .noList(let key): "\(key) is no list of strings"
    case .unreadSetting(let error): "\(error)"
    case .otherDesktop(let name): "the desktop is \(name), which has settings of its own"
    case .noBus(let bus, let service): "there is no \(bus) bus to ask \(service) on"
    case .notInstalled(let service): "\(service) is not installed"
    case .cannotBeAsked(let service, let error): "\(service) cannot be asked: \(error.message)"
    case .doesNotAnswer(let service, let error): "\(service) does not answer: \(error)"
    case .display(let error): "\(error)"
    case .notEnded(let limit): "the check did not end within \(limit)"
    }
  }
}

extension VirtualMachineEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .none: "this is no virtual machine"
    case .noCirrus(let hypervisor): "this virtual machine (\(hypervisor)) has no Cirrus card"
    case .cirrus(let card): "the graphics card at \(card) is a Cirrus (1013:00b8)"
    case .hasUSB: "this virtual machine has a USB controller"
    case .fprintdAnswers: "fprintd answers without a USB bus"
    case .fprintdIsSilent: "there is no USB bus, and fprintd does not answer"
    case .randomNumbers(let source): "random numbers come from \(source)"
    case .kernelHasNoVersion: "the kernel does not say its version"
    case .needsNoGenerator(let release):
      "there is no generator of the host's, and Linux \(release) does without one"
    case .waitsForEntropy(let release):
      "there is no generator of the host's, and Linux \(release) waits for entropy"
    }
  }
}

extension TerminalEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notBash(let shell): "the shell is \(shell), not bash"
    case .bashDoesNotEndItsFile:
      "an interactive bash does not come to the end of ~/.bashrc within ten seconds"
    case .bashEndsWithinItsFile:
      "an interactive bash ends, or becomes another program, before the end of ~/.bashrc"
    case .bashDoesNotAnswer:
      "an interactive bash comes to the end of ~/.bashrc, and does not answer then"
    case .bashDoesNotRun(let error): "bash cannot be run: \(error)"
    case .promptIsWhole: "the prompt finds all that it calls"
    case .promptIsWholeByBlock:
      "the prompt finds all that it calls, by Detour's block in ~/.bashrc"
    case .promptMisses(let functions):
      "the prompt calls \(functions.joined(separator: ", ")), which the shell does not have"
    case .promptCost(let milliseconds): "each prompt takes \(milliseconds) ms for it"
    case .noHandler: "bash has no handler of commands that are not found"
    case .handlerCallsItself: "command_not_found_handle calls itself for what it does not find"
    case .handlerMisses(let program):
      "command_not_found_handle calls \(program), which is not there"
    case .handlerIsWhole: "command_not_found_handle finds all that it calls"
    }
  }
}

extension ServiceEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSSHAgentSet: "SSH_AUTH_SOCK is not set"
    case .sshAgent(let socket): "SSH_AUTH_SOCK leads to \(socket)"
    case .deadSSHAgent(let socket): "SSH_AUTH_SOCK leads to \(socket), and no agent is there"
    case .notGNOME: "this is no session of GNOME"
    case .gcrHasNoAgent: "gcr has no agent here"
    case .gcrListens(let socket):
      "gcr's agent listens at \(socket), where programs look from the next login on"
    case .gcrIsOff: "gcr's agent is installed, and not switched on"
    case .indexerIsMasked(let unit): "\(unit) is masked"
    case .noIndexer: "the file indexer does not run"
    case .indexerUnreadable(let unit): "the control group of \(unit) cannot be read"
    case .indexerEnded(let unit): "\(unit) has ended"
    case .indexerUses(let unit, let percent, let kilobytes):
      "\(unit) takes \(percent) % of a processor and moves \(kilobytes) kB a second"
    }
  }
}

extension FingerprintEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noReader: "there is no fingerprint reader"
    case .isFree(let reader): "\(reader) is free"
    case .isClaimed(let reader):
      "another program has claimed \(reader), and goes on holding it"
    case .doesNotOpen(let reader, let error): "\(reader) does not open: \(error)"
    case .knows(let reader, let fingers):
      "\(reader) knows " + (fingers.isEmpty ? "no finger" : fingers.joined(separator: ", "))
    case .knowsCount(let reader, let count): "\(reader) knows \(count) of your fingers"
    case .fixIsStale(let reader, let count):
      "\(reader) knows \(count) of your fingers, and the fix still keeps the login from asking"
    case .noneEnrolled(let reader): "no finger of yours is enrolled on \(reader)"
    case .nobodyAsks: "and neither GNOME nor PAM asks for one"
    case .pamAsks(let path): "\(path) asks for a finger"
    case .forgot(let reader, let finger):
      "\(reader) knew \(finger), and does not know it any more"
    case .doesNotTell(let reader, let error): "\(reader) does not tell its fingers: \(error)"
    case .readerIsGone(let reader): "\(reader) knew fingers, and is not there now"
    case .readerIsTwice(let reader, let error):
      "the service has \(reader) more than once, and one of them does not open: \(error)"
    case .foreignPrint(let path, let finger):
      "\(path) (\(finger)) is in a format that libfprint does not read any more"
    case .memoryDamaged(let path):
      "what was there before is not known: \(FingerprintMemory.Flaw.damaged(path))"
    case .memoryUnreadable(let path, let error):
      "what was there before is not known: \(FingerprintMemory.Flaw.file(path, error))"
    }
  }
}

extension KeyClash: CustomStringConvertible {
  public var description: String {
    "\(key) is "
      + owners.map { owner in
        "\(owner.program.map { "\($0)'s " } ?? "")\(owner.action) (\(owner.schema))"
      }.joined(separator: " and ")
  }
}

extension KeyEvidence: CustomStringConvertible {
  public var description: String {
    switch self {
    case .altTabSwitchesApplications: "<Alt>Tab is switch-applications"
    case .altTabIsNotForApplications: "<Alt>Tab does not switch applications"
    case .altTabSwitchesWindows: "<Alt>Tab is switch-windows"
    case .brightnessKeysAreOld: "this version has the keys where they were"
    case .noLostBrightnessKeys: "no keys for the brightness stayed under the old name"
    case .lostBrightnessKeys(let name, let keys):
      "\(name) was \(keys.joined(separator: " ")), which nothing reads any more"
    case .startsTerminal(let key, let program): "\(key) starts \(program ?? "a terminal")"
    case .noKnownTerminal: "no terminal that is known here is installed"
    case .terminalWithoutKey(let program):
      "\(program) is installed, and no key starts a terminal"
    case .workspacesHaveKeys: "the workspaces 5 to 12 each have a key"
    case .noWorkspaceHasKey: "none of the workspaces 5 to 12 has a key"
    case .workspacesWithoutKey(let missing, let bound):
      "the workspaces \(Self.list(missing)) have no key; \(Self.list(bound)) have"
    case .noShortcuts: "GNOME's shortcuts are not installed"
    case .noClashes(let count): "each of \(count) shortcuts has keys of its own"
    case .clash(let clash): "\(clash)"
    }
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ", ")
  }
}
