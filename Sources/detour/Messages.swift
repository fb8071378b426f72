public import Quirks
import Tool

extension Remedy {
  /// The command line that a user runs.
  ///
  /// - Parameter quirk: the quirk's name.
  func text(for quirk: String) -> String {
    switch self {
    case .fix: "detour fix \(quirk)"
    case .undo: "detour undo \(quirk)"
    case .enrol(let finger): "detour fingers enrol\(finger.isEmpty ? "" : " \(finger)")"
    case .listFingers: "detour fingers"
    case .run(let line): line
    case .runOnHost(let line): "on the host: \(line)"
    }
  }
}

extension FixError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .damagedJournal(let path):
      "\(path) is not as detour wrote it: repair it, or move it away to forget what can be undone"
    case .newerJournal(let path):
      "\(path) was written by a newer version of detour: use that version to undo what it fixed"
    case .journal(let path, let why): "\(path): \(why)"
    case .busy: "another fix is running; try again when it is done"
    case .noFix(let quirk):
      "\(quirk) is not fixed by changing anything of yours: see detour explain \(quirk)"
    case .notOurs(let advice): "\(advice)"
    case .takesMore(let remedy):
      "this takes you at the reader, or more rights: run \(remedy.text(for: ""))"
    case .failed(let change, let why): "could not \(change.action): \(why); nothing was changed"
    case .failedHalfway(let change, let why, let left):
      "could not \(change.action): \(why); and these could not be undone: "
        + left.map(\.action.description).joined(separator: "; ")
    case .notUndone(let change, let why, let name) where why.isOfMissingProgram:
      "could not undo \"\(change.action)\": \(why); detour undo \(name) --force goes on without it"
    case .notUndone(let change, let why, let name):
      "could not undo \"\(change.action)\": \(why); detour undo \(name) continues from there"
    case .nothingToUndo(let name): "nothing was fixed under the name \(name): see detour status"
    case .changedSince(let change, let now):
      "it was changed after detour did \"\(change.action)\": it is \(now) now; --force restores what was before"
    }
  }
}

extension FixError.Advice: CustomStringConvertible {
  public var description: String {
    switch self {
    case .seen(let evidence): evidence.map(\.description).joined(separator: "; ")
    case .holderIsUnknown:
      "nobody can be asked who holds the keyboard: end the program that the check names"
    case .keysAreTaken(let keys):
      "\(keys.joined(separator: ", ")) are taken: add a shortcut in Settings, Keyboard"
    case .promptMissesOthers:
      "the prompt does not miss __git_ps1: take what it misses out of PS1 or PROMPT_COMMAND"
    case .notInstalled(let path): "\(path) is not there: run make install first"
    case .choose(let command):
      "which action shall keep the key is yours to say, such as by \(command)"
    case .noClash: "no two actions have the same key"
    }
  }
}

extension KeysError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .pattern(let pattern):
      "\"\(pattern)\" is one key for several workspaces: put %n where the number belongs, or %k to count from 1"
    case .twice(let text): "\(text) is requested twice"
    case .accelerator(let text):
      "\"\(text)\" is no key: write it as <Control>F5, <Super><Shift>1, <Alt>Tab"
    case .unknownKey(let key):
      "there is no key \"\(key)\": a key has one name, such as 5, a, F5, Left, Page_Up, XF86Tools; a digit by %n is 1 to 9"
    case .types(let text):
      "\"\(text)\" types a character: give it a modifier, such as <Super>"
    case .count(let number): "there can't be a workspace \(number): GNOME has 36 at most"
    case .clashes(let list):
      list.map(\.description).joined(separator: "; ") + ": --replace takes the key away from it"
    case .foreign(let what):
      "\(what), a program's own: take it away in Settings, Apps, Global Shortcuts"
    case .noFreeRow(let range):
      "no row of keys is free for all: choose one, with detour keys bind switch \(range.lowerBound)-\(range.upperBound) PATTERN --replace"
    }
  }
}

extension EnrolmentResult {
  /// What it means for the person at the reader, and what to do.
  var advice: String {
    switch rawValue {
    case "enroll-stage-passed": "good; lift the finger and put it on again"
    case "enroll-completed": "done"
    case "enroll-retry-scan": "it was not clear; once more"
    case "enroll-swipe-too-short": "that was too short; once more, slower and further"
    case "enroll-too-fast": "that was too fast; once more, slower"
    case "enroll-finger-not-centered": "the finger was not in the middle; once more"
    case "enroll-remove-and-retry": "lift the finger, wait a moment, and put it on again"
    case "enroll-duplicate":
      "the reader has this finger already, under another name or from another system: delete that first, or take another finger"
    case "enroll-data-full":
      "the reader's own memory is full: delete a finger with detour fingers delete"
    case "enroll-disconnected": "the reader has gone; plug it in and begin again"
    case "enroll-failed": "the reader gave up; begin again"
    case "enroll-unknown-error": "the service could not say what went wrong; begin again"
    default: rawValue
    }
  }
}

extension EnrolmentError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .inUse:
      "another program uses the reader; where none does, restart the service: sudo systemctl restart fprintd.service"
    case .doesNotOpen(let why):
      "the reader does not open (\(why)); after a suspend this helps: sudo systemctl restart fprintd.service"
    case .notAllowed(let why):
      "the system does not let this session enrol fingers: \(why)"
    case .service(let why): why
    case .ended(let result): result.advice
    case .untouched: "nobody touched the reader"
    case .notListed: "the reader took the finger and does not list it"
    case .isKnown(let finger):
      "the reader knows it: detour fingers delete \(finger) makes room for another"
    }
  }
}
