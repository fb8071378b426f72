// least FILES   asks for the status of each file named in FILES and of each directory that they
// are in, on two threads, and does nothing else: the least that comparing a work tree costs.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static char *part(char *from, char *to) {
  char last[4096] = "";
  struct stat status;
  for (char *end; from < to; from = end + 1) {
    end = strchr(from, '\n');
    *end = 0;
    char *slash = strrchr(from, '/');
    size_t length = slash ? (size_t)(slash - from) : 0;
    if (length && length < sizeof last && (strncmp(last, from, length) || last[length])) {
      memcpy(last, from, length);
      last[length] = 0;
      fstatat(AT_FDCWD, last, &status, AT_SYMLINK_NOFOLLOW);
    }
    fstatat(AT_FDCWD, from, &status, AT_SYMLINK_NOFOLLOW);
  }
  return from;
}

static char *start, *middle, *end;
static void *second(void *unused) { return part(middle, end); }

int main(int count, char **arguments) {
  int file = open(arguments[count - 1], O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status)) return 1;
  start = mmap(NULL, status.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  if (start == MAP_FAILED) return 1;
  end = start + status.st_size;
  middle = strchr(start + status.st_size / 2, '\n') + 1;
  pthread_t thread;
  if (pthread_create(&thread, NULL, second, NULL)) return 1;
  part(start, middle);
  return pthread_join(thread, NULL);
}
