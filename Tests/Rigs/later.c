/* Preloaded: the clock that only goes forward is ahead by as many seconds as the file that LATER
   names says. What sleeps already goes on sleeping. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *time) {
  int code = (int)syscall(SYS_clock_gettime, clock, time);
  const char *path = getenv("LATER");
  FILE *file = code == 0 && clock == CLOCK_MONOTONIC && path ? fopen(path, "re") : NULL;
  long ahead = 0;
  if (file) {
    if (fscanf(file, "%ld", &ahead) == 1) time->tv_sec += ahead;
    fclose(file);
  }
  return code;
}
