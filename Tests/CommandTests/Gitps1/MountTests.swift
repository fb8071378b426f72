import Support
import Testing

/// File systems that a process answers for.
@Suite struct MountTests {
  /// A mount beneath the tree whose process does not answer: none of it is looked at.
  @Test(arguments: [
    ("a tracked directory", "mkdir m; echo 1 >m/a; git add .; git commit -qm m"),
    ("a large one", "mkdir m; touch m/{1..60}; git add .; git commit -qm m"),
    ("an untracked one", "mkdir m"),
    (
      "a submodule",
      "git init -q m; git -C m commit -q --allow-empty -m m; git add m; git commit -qm s"
    ),
  ]) func `a mount that hangs holds nobody`(kind: String, script: String) throws {
    let ground = try WatcherGround()
    try ground.repository.shell(script)
    let said = try ground.apart(
      """
      export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_SHOWUNTRACKEDFILES=1
      mkdir ../other
      touch ../other/a
      bindfs -f -o nonempty ../other "$(realpath m)" & mount=$!
      trap 'kill -KILL $mount' EXIT
      until mountpoint -q m; do sleep 0.05; done
      kill -STOP $mount
      timeout -s KILL 30 '\(product("gitps1"))'
      """)
    #expect(said == "main ~\n", "\(kind)")
  }

  /// Where it answers it is looked at when that is asked for, with its submodules.
  @Test func `a mount is walked when that is asked for`() throws {
    let ground = try WatcherGround()
    try ground.repository.shell(
      """
      mkdir m; echo 1 >m/a; git init -q s; echo 1 >s/f; git -C s add f; git -C s commit -qm s
      git add . 2>/dev/null; git commit -qm m; cp -r m s ..
      """)
    let said = try ground.apart(
      """
      export GIT_PS1_SHOWDIRTYSTATE=1 GIT_PS1_REMOTE=1
      mounts=
      trap 'kill $mounts' EXIT
      for name in m s; do
        bindfs -f -o nonempty ../$name $name & mounts="$mounts $!"
        until mountpoint -q $name; do sleep 0.05; done
      done
      '\(product("gitps1"))'
      echo 2 >../s/f
      '\(product("gitps1"))'
      """)
    #expect(said == "main\nmain *\n")
  }

  /// FAT's top directory has no times, and some of FUSE's have none.
  @Test func `a new file is seen where directories have no times`() throws {
    let ground = try WatcherGround()
    let said = try ground.apart(
      """
      export GIT_PS1_SHOWUNTRACKEDFILES=1 GIT_PS1_REMOTE=1
      mkdir ../mirror
      /usr/bin/python3 '\(rig("timeless.py"))' "$PWD" ../mirror & mount=$!
      trap 'kill $mount' EXIT
      until mountpoint -q ../mirror; do sleep 0.05; done
      sleep 0.2
      for _ in 1 2; do (cd ../mirror; '\(product("gitps1"))'); done
      touch new
      (cd ../mirror; '\(product("gitps1"))')
      """)
    #expect(said == "main\nmain\nmain %\n")
  }
}
