// What Linux has and the Glibc module of Swift leaves out.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/netlink.h>
#include <linux/openat2.h>
#include <linux/stat.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/timerfd.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

// By number: older libcs have no wrapper for these, and Swift cannot call a variadic one.
static inline int detour_pidfd_open(pid_t process, unsigned flags) {
  return (int)syscall(SYS_pidfd_open, process, flags);
}

static inline int detour_pidfd_send_signal(int pidfd, int number) {
  return (int)syscall(SYS_pidfd_send_signal, pidfd, number, 0, 0);
}

static inline int detour_pipe(int ends[2]) {
  return (int)syscall(SYS_pipe2, ends, O_CLOEXEC);
}

// The handler is in a union, which Swift sees under another name in each libc.
static inline int detour_ignores(int number) {
  struct sigaction action;
  return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

// POSIX_SPAWN_SETSID, which only GNU programs are shown.
static const int detour_spawn_setsid = 0x80;

// mallopt(3); other libcs have one heap anyway.
static inline void detour_share_heap(void) {
#ifdef M_ARENA_MAX
  mallopt(M_ARENA_MAX, 1);
#endif
}

// open(2) and fcntl(2) are variadic.
static inline int detour_openat(int directory, const char *path, int flags, mode_t mode) {
  return openat(directory, path, flags, mode);
}
// openat2(2), for which no libc has a wrapper: EXDEV where something is mounted.
static inline int detour_open_here(int directory, const char *path, int flags) {
  const struct open_how how = {.flags = (unsigned)flags, .resolve = RESOLVE_NO_XDEV};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
}
static inline int detour_duplicate(int descriptor) {
  return fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}
static inline int detour_is_open(int descriptor) { return fcntl(descriptor, F_GETFD) != -1; }
static inline int detour_set_inherited(int descriptor, int inherited) {
  return fcntl(descriptor, F_SETFD, inherited ? 0 : FD_CLOEXEC);
}
static inline int detour_set_nonblocking(int descriptor) {
  return fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

// ioctl(2) is variadic.
static inline int detour_window_size(int descriptor, struct winsize *size) {
  return ioctl(descriptor, TIOCGWINSZ, size);
}

// getdents(2), which has a wrapper only in newer libcs.
static inline long detour_getdents(int directory, void *buffer, unsigned size) {
  return syscall(SYS_getdents64, directory, buffer, size);
}

// fstatfs(2) for the kind of the file system alone.
static inline int detour_file_system(int descriptor, long *kind) {
  struct statfs status;
  if (fstatfs(descriptor, &status) == -1) return -1;
  *kind = (long)status.f_type;
  return 0;
}

// statx(2) as stat(2), of a name that is no link to follow, without asking another machine or mounting
// anything. Only GNU programs are shown it.
static inline int detour_stat_known(int directory, const char *path, struct stat *status) {
  const int flags = AT_SYMLINK_NOFOLLOW | 0x800 /* AT_NO_AUTOMOUNT */ | 0x4000 /* AT_STATX_DONT_SYNC */;
  struct statx found;
  if (syscall(SYS_statx, directory, path, flags, STATX_BASIC_STATS, &found) == -1) return -1;
  if ((found.stx_mask & STATX_BASIC_STATS) != STATX_BASIC_STATS) {
    errno = ENODATA;
    return -1;
  }
  memset(status, 0, sizeof *status);
  status->st_dev = makedev(found.stx_dev_major, found.stx_dev_minor);
  status->st_ino = found.stx_ino;
  status->st_mode = found.stx_mode;
  status->st_nlink = found.stx_nlink;
  status->st_uid = found.stx_uid;
  status->st_gid = found.stx_gid;
  status->st_size = (off_t)found.stx_size;
  status->st_mtim.tv_sec = found.stx_mtime.tv_sec;
  status->st_mtim.tv_nsec = found.stx_mtime.tv_nsec;
  status->st_ctim.tv_sec = found.stx_ctime.tv_sec;
  status->st_ctim.tv_nsec = found.stx_ctime.tv_nsec;
  return 0;
}

// pthread_create(3), detached: what a thread is differs between C libraries. Its stack is as large as the
// first thread's is by default; musl gives the others 128 KiB.
static inline int detour_start_thread(void *_Nullable (*_Nonnull body)(void *_Nullable), void *_Nonnull work) {
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 8 << 20);
  int code = pthread_create(&thread, &attributes, body, work);
  pthread_attr_destroy(&attributes);
  return code;
}

// makedev(3): a macro.
static inline unsigned long long detour_device(unsigned major, unsigned minor) {
  return makedev(major, minor);
}

// sched_getaffinity(2), which only GNU programs are shown.
static inline long detour_processors(void *set, unsigned size) {
  return syscall(SYS_sched_getaffinity, 0, size, set);
}

// socket(2) for the kernel's own news of its devices: constants of enumerations in some C libraries.
static inline int detour_device_socket(void) {
  return socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
}

// bind(2) to the kernel's own news of its devices, whose address type Swift cannot cast.
static inline int detour_join_devices(int socket) {
  struct sockaddr_nl address = {.nl_family = AF_NETLINK, .nl_groups = 1};
  return bind(socket, (struct sockaddr *)&address, sizeof address);
}

// inotify_init1(2): constants of an enumeration.
static const int detour_inotify_flags = IN_NONBLOCK | IN_CLOEXEC;

// Sockets for whole messages on this machine, whose address type Swift cannot cast, and constants
// of enumerations.
static inline int detour_packet_socket(void) {
  return socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
}
static inline int detour_local_address(struct sockaddr_un *address, const unsigned char *path,
                                       size_t length) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (length >= sizeof address->sun_path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  memcpy(address->sun_path, path, length);
  return 0;
}
static inline int detour_connect_local(int descriptor, const unsigned char *path, size_t length) {
  struct sockaddr_un address;
  if (detour_local_address(&address, path, length) == -1) return -1;
  return connect(descriptor, (struct sockaddr *)&address, sizeof address);
}
static inline int detour_bind_local(int descriptor, const unsigned char *path, size_t length) {
  struct sockaddr_un address;
  if (detour_local_address(&address, path, length) == -1) return -1;
  return bind(descriptor, (struct sockaddr *)&address, sizeof address);
}
static inline int detour_accept(int descriptor) {
  int connection = accept(descriptor, 0, 0);
  if (connection == -1) return -1;
  fcntl(connection, F_SETFD, FD_CLOEXEC);
  fcntl(connection, F_SETFL, O_NONBLOCK);
  return connection;
}
static inline long detour_send(int descriptor, const unsigned char *bytes, size_t count) {
  return send(descriptor, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
}
static inline long detour_receive(int descriptor, unsigned char *bytes, size_t count) {
  return recv(descriptor, bytes, count, MSG_DONTWAIT);
}

// SO_PEERCRED: struct ucred, which only GNU programs are shown, is process, user and group.
static inline int detour_peer(int descriptor, unsigned numbers[3]) {
  socklen_t size = 3 * sizeof *numbers;
  return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, numbers, &size);
}

// prctl(2) is variadic, and what waitid(2) fills in is a union.
static inline int detour_set_subreaper(int adopts) {
  return prctl(PR_SET_CHILD_SUBREAPER, (unsigned long)adopts, 0UL, 0UL, 0UL);
}
static inline int detour_has_children(void) {
  siginfo_t info;
  return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0;
}
// P_PIDFD, which older libcs do not name.
static inline int detour_reap(int pidfd) {
  siginfo_t info;
  return waitid((idtype_t)3, (id_t)pidfd, &info, WEXITED | WNOHANG);
}

// setpriority(2) of the calling thread, whose first parameter is an enumeration to C++ and GNU.
static inline int detour_lower_priority(int steps) {
  return setpriority(PRIO_PROCESS, 0, steps);
}
