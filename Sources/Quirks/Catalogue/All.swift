/// All quirks, in the order in which they are shown.
public let quirks: [any Quirk] = [
  LidSuspends(), SuspendsOnPower(), ResumesUnlocked(), DisplayStandbySuspends(),
  StrayInhibitors(), UnlockBlocked(), NoWorkspaceShortcuts(), ShortcutClashes(), AltTabGroups(),
  NoTerminalKey(), BrightnessKeysLost(), AltDrag(), RightDragResize(), NoWindowButtons(),
  PrimaryPaste(), BlurryX11(), BrightnessWanders(), NotRespondingEarly(), DonationReminder(),
  ExtensionsOff(), IndexerBusy(), ToolsOfX11(), PromptFunctionMissing(), CommandNotFoundBroken(),
  SSHAgentMoved(), FingerprintsForgotten(), FingerprintLoginUnused(), FingerprintClaimed(),
  VMCirrus(), VMFingerprintNoUSB(), VMEntropy(),
]
