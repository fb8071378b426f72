#pragma once
#include <assert.h>
#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <iconv.h>
#include <inttypes.h>
#include <langinfo.h>
#include <limits.h>
#include <linux/netlink.h>
#include <locale.h>
#include <math.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

// Macros that Swift does not import.
static inline int detour_errno(void) { return errno; }
static inline void detour_set_errno(int number) { errno = number; }
static inline void *detour_map_failed(void) { return MAP_FAILED; }
static inline void (*detour_ignore(void))(int) { return SIG_IGN; }
static inline void (*detour_default(void))(int) { return SIG_DFL; }
extern char **environ;
static inline char **detour_environment(void) { return environ; }
