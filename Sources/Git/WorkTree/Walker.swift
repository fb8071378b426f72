import System

/// Walks pieces of a work tree on one thread, beside the index.
struct Walker {
  let job: WalkJob
  var way: Way
  var contents: ContentComparison
  /// What was found to hold, to be remembered.
  var facts = FactList()
  var listing = Listing()

  init(_ job: WalkJob) throws(Errno) {
    self.job = job
    way = try Way(job)
    contents = ContentComparison(job)
  }

  mutating func walk(_ piece: WalkPlan.Piece) {
    for number in piece.directories {
      if job.findings.isOver { break }
      way.go(to: number, job.index)
      visit(number, only: piece.entries)
    }
    remember()
  }

  mutating func remember() {
    job.memory.add(facts)
    facts.removeAll()
  }

  /// Looks at what is in one directory, or at one of its entries.
  mutating func look(at number: Int, only: Range<Int>?) {
    way.go(to: number, job.index)
    visit(number, only: only)
  }

  /// Looks at what is in the directory itself: for others first, which also tells whether there
  /// can be files that say how the tracked ones are compared, and then at those.
  private mutating func visit(_ number: Int, only: Range<Int>?) {
    let state = way.levels[way.levels.count - 1].state
    if only?.isEmpty ?? true, job.findings.seeksUntracked {
      switch state {
      case .there(let status): seekUntracked(in: number, status, job.index)
      case .missing: break
      case .closed: job.findings.missUntracked()
      }
    }
    if job.findings.seeksUnstaged, only.map({ !$0.isEmpty }) ?? true {
      compareFiles(of: number, only: only, state, job.index)
    }
  }
}
