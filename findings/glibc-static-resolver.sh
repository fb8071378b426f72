#!/bin/bash
# glibc 2.36, linked statically: a program that does nothing but start a thread has the DNS resolver
# in it, 68 KB of its 734 KB. pthread_create.o sets __libc_resp, the thread's own pointer to the
# state of the resolver, which res_libc.o defines beside res_init: with that come the parser of
# /etc/resolv.conf, getifaddrs, netlink and strncasecmp. Where the program has a weak definition of
# that thread-local variable, nothing of it comes. (Debian 12's libc6-dev, gcc and GNU ld; nm, size
# and the linker's map are the witnesses.)
# shellcheck disable=SC1091,SC2154
. "$(dirname "$0")/fetch"
fetch libc6-dev=2.36-9+deb12u14 \
  gcc-12=12.2.0-14+deb12u1 cpp-12=12.2.0-14+deb12u1 libgcc-12-dev=12.2.0-14+deb12u1 \
  binutils=2.40-2 binutils-x86-64-linux-gnu=2.40-2 libbinutils=2.40-2 libctf0=2.40-2 \
  libctf-nobfd0=2.40-2 libjansson4=2.14-2 \
  libgmp10=2:6.2.1+dfsg1-1.1 libisl23=0.25-1.1 libmpc3=1.3.1-1 libmpfr6=4.2.0-1
cd "$work" || exit
cat >nothing.c <<'C'
int main(void) { return 0; }
C
cat >thread.c <<'C'
#include <pthread.h>
static void *run(void *argument) { return argument; }
int main(void) {
  pthread_t thread;
  return pthread_create(&thread, 0, run, 0) || pthread_join(thread, 0);
}
C
cat >weak.c <<'C'
__attribute__((weak)) __thread void *__libc_resp;
C
build() { # build PROGRAM SOURCE...
  local program=$1
  shift
  gcc-12 --sysroot="$root" -fuse-ld=bfd -O2 -static -Wl,-Map="$program.map" "$@" -o "$program"
  "./$program"
}
build nothing nothing.c
build thread thread.c
build kept-out thread.c weak.c
linked=$(realpath --relative-to="$root" "$(sed -n 's|^LOAD \(.*/libc.a\)$|\1|p' thread.map | head -n 1)")
expect 'linked with' "$linked" usr/lib/x86_64-linux-gnu/libc.a
brings() { # brings MEMBER: what refers to it, as the linker says
  grep -F -A 1 "libc.a($1)" thread.map | sed -nE '2s/.*\((.*\.o)\) \((.*)\)$/\2, for \1/p'
}
expect 'what brings res_libc.o' "$(brings res_libc.o)" '__libc_resp, for pthread_create.o'
expect 'what brings res_init.o' "$(brings res_init.o)" '__res_vinit, for res_libc.o'
expect 'what brings resolv_conf.o' "$(brings resolv_conf.o)" \
  '__resolv_conf_get_current, for res_init.o'
resolver() { # resolver PROGRAM: what of it is there
  nm "$1" | awk '{ print $3 }' | grep -xE \
    '__res_vinit|__resolv_conf_load|__getifaddrs|__netlink_open|strncasecmp' | sort | paste -sd ' '
}
expect 'the resolver in a program that starts a thread' "$(resolver thread)" \
  '__getifaddrs __netlink_open __res_vinit __resolv_conf_load strncasecmp'
expect 'how much of that with a __libc_resp of its own' "$(resolver kept-out | wc -w)" 0
text() { size "$1" | awk 'END { print $1 }'; }
for program in nothing thread kept-out; do
  strip -o stripped "$program"
  echo "$program: $(text "$program") bytes of text, stripped $(stat -c %s stripped) bytes"
done
expect 'bytes of text that the resolver takes' "$(($(text thread) - $(text kept-out)))" 68160
exit "$failed"
