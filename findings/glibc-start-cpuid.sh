#!/bin/bash
# glibc 2.36 on x86: a program that does nothing asks the processor what it is tens of times before
# main, by cpuid: 68 times where this was written, most of them for the sizes of the caches. That was
# in a virtual machine, which each cpuid leaves: it took 30 to 40 microseconds, and all of them two
# thirds of the time of an empty static program. How many there are depends on the processor: more
# than ten are expected on each. (Debian 12's libc6-dev, gcc and GNU ld; single steps of ptrace are
# the witness.)
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/fetch"
[ "$(uname -m)" = x86_64 ] || { echo 'this is about x86-64' >&2 && exit 3; }
fetch libc6-dev=2.36-9+deb12u14 \
  gcc-12=12.2.0-14+deb12u1 cpp-12=12.2.0-14+deb12u1 libgcc-12-dev=12.2.0-14+deb12u1 \
  binutils=2.40-2 binutils-x86-64-linux-gnu=2.40-2 libbinutils=2.40-2 libctf0=2.40-2 \
  libctf-nobfd0=2.40-2 libjansson4=2.14-2 \
  libgmp10=2:6.2.1+dfsg1-1.1 libisl23=0.25-1.1 libmpc3=1.3.1-1 libmpfr6=4.2.0-1
cd "$work" || exit
cat >nothing.c <<'C'
int main(void) { return 0; }
C
# Runs a program step by step, and says how many of them were cpuid, 0F A2.
cat >steps.c <<'C'
#include <stdio.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int count, char **words) {
  pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    execv(words[1], words + 1);
    _exit(127);
  }
  int status, found = 0;
  while (waitpid(child, &status, 0) == child && WIFSTOPPED(status)) {
    struct user_regs_struct now;
    ptrace(PTRACE_GETREGS, child, 0, &now);
    if ((ptrace(PTRACE_PEEKTEXT, child, now.rip, 0) & 0xffff) == 0xa20f) found++;
    ptrace(PTRACE_SINGLESTEP, child, 0, 0);
  }
  printf("%d\n", found);
  return !WIFEXITED(status) || WEXITSTATUS(status);
}
C
compile() { gcc-12 --sysroot="$root" -fuse-ld=bfd -O2 -static "$1.c" -o "$1"; }
compile nothing
compile steps
# The least that there can be: no library, and no start of one.
cat >bare.c <<'C'
void _start(void) { __asm__ volatile("mov $60, %eax; xor %edi, %edi; syscall"); }
C
gcc-12 --sysroot="$root" -fuse-ld=bfd -O2 -static -nostdlib bare.c -o bare
grep -m 1 'model name' /proc/cpuinfo || :
times=$(./steps ./nothing)
echo "cpuid before main and after: $times times"
expect 'more than ten times with glibc' "$([ "$times" -gt 10 ] && echo yes || echo no)" yes
expect 'without it' "$(./steps ./bare)" 0
exit "$failed"
