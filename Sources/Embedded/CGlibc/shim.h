// The headers of the C library that System, Tool and the modules above them use.
#pragma once
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <langinfo.h>
#include <limits.h>
#include <linux/netlink.h>
#include <locale.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Macros, and a global variable.
static inline int detour_errno(void) { return errno; }
static inline void detour_set_errno(int number) { errno = number; }
static inline void *detour_map_failed(void) { return MAP_FAILED; }
static inline void (*detour_ignore(void))(int) { return SIG_IGN; }
extern char **environ;
static inline char **detour_environment(void) { return environ; }
