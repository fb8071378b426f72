import DBus
import Login
public import Quirks
import Tool

extension ChangeAction: CustomStringConvertible {
  /// A line, as an imperative.
  public var description: String {
    switch self {
    case .set(let key, let value): "set \(key) to \(value)"
    case .reset(let key): "reset \(key)"
    case .add(let values, let key): "add to \(key): \(values.joined(separator: " "))"
    case .remove(let values, let key): "remove from \(key): \(values.joined(separator: " "))"
    case .write(let path): "write \(path)"
    case .addLine(let line): "add to ~/.bashrc: \(line)"
    case .enrol(let finger, let reader): "enrol \(finger) on \(reader)"
    case .run(let words): "run \(words.joined(separator: " "))"
    }
  }
}

extension ChangeError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .setting(let error): "\(error)"
    case .settings(let obstacle): "\(obstacle)"
    case .isStill(let value): "it is still \(value)"
    case .noList(let key): "\(key) is no list of strings"
    case .exists: "it exists already"
    case .noPath: "it is no path"
    case .file(let error): "\(error)"
    case .unreadable(let path): "\(path) cannot be read"
    case .readOnly(let path): "\(path) is read-only"
    case .notStarted(let program, let error): "\(program): \(error)"
    case .notEnded: "it did not end within a minute"
    case .programFailed(let code, let line): line ?? "it ended with code \(code)"
    case .takesPerson: "that takes a person at the reader"
    case .noSessionBus: "there is no session bus"
    case .noSystemBus: "there is no system bus"
    case .sessionBus(let error): "\(error)"
    case .lid(let refusal): Self.words(refusal)
    case .fingerprints(let error):
      error.name == .serviceUnknown
        ? "the service for fingerprints, fprintd, is not installed" : "\(error)"
    case .stillListed: "\(DeletionError.stillListed)"
    case .memoryDamaged(let path): "\(FingerprintMemory.Flaw.damaged(path))"
    case .memory(let path, let error): "\(FingerprintMemory.Flaw.file(path, error))"
    }
  }

  private static func words(_ refusal: Refusal) -> String {
    switch refusal {
    case .unreadable(let path, let error), .unwritable(let path, let error): "\(path): \(error)"
    case .inhibit(_, _, let error), .logind(let error): "logind: \(error.message)"
    case .noBus(_, let error), .service(let error):
      "the lid service does not answer as it should: \(error.message)"
    default: "the lid service refuses it: \(refusal.fields.joined(separator: " "))"
    }
  }
}

extension DeletionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .service(let error): "\(error)"
    case .stillListed: "the reader still lists it"
    }
  }
}

extension SettingsObstacle: CustomStringConvertible {
  public var description: String {
    switch self {
    case .throughSudo: "the settings are those of your own session: run detour without sudo"
    case .notInDconf:
      "settings are not kept in dconf here, where the desktop has them: unset GSETTINGS_BACKEND, "
        + "and install dconf's module for GIO (dconf-gsettings-backend, dconf)"
    case .noSessionBus: "there is no session bus to tell dconf-service on"
    case .silent:
      "dconf-service, which keeps the settings, does not answer; to restart it: "
        + "pkill -KILL dconf-service"
    case .notInstalled: "dconf-service, which keeps the settings, is not installed"
    case .refused(let error):
      "dconf-service, which keeps the settings, can't be asked: \(error.message)"
    }
  }
}

extension ChangeState.Present: CustomStringConvertible {
  public var description: String {
    switch self {
    case .value(let value): value
    case .otherText: "another text"
    case .unreadable(let error): "\(error)"
    case .otherOptions: "lidctl with other options"
    case .noReader: "gone with its reader"
    }
  }
}

extension FingerprintMemory.Flaw: CustomStringConvertible {
  package var description: String {
    switch self {
    case .damaged(let path):
      "\(path) is not as detour wrote it: repair it, or move it away to start again"
    case .file(let path, let error): "\(path): \(error)"
    }
  }
}
