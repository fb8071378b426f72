/// Evidence about a virtual machine.
public enum VirtualMachineEvidence: Hashable, Sendable {
  /// This is none.
  case none
  case noCirrus(hypervisor: String)
  /// The card's address on the PCI bus.
  case cirrus(card: String)
  case hasUSB
  case fprintdAnswers
  case fprintdIsSilent
  case randomNumbers(from: String)
  case kernelHasNoVersion
  case needsNoGenerator(release: String)
  case waitsForEntropy(release: String)
}
