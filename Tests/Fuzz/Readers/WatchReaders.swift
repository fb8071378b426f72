@testable import Git

let watchReaders: [String: Reader] = [
  "watch-request": { bytes in
    guard let request = try? WatchRequest(bytes, version: "1") else { return }
    // There is one way to write each.
    precondition(request.encoded(version: "1") == bytes)
  },
  "watch-reply": { bytes in
    guard let reply = WatchReply(bytes) else { return }
    precondition(WatchReply(reply.encoded) == reply)
  },
]
