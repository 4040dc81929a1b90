/* What the domain may not touch, compiled in before every file of this room: data in, verdict out. A use of
 * any of these words stops the build. The headers come first, since their own declarations use the words.
 * house.md, rooms. */
#pragma once

#include "paletti/base/attr.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The clock and the machine's own time zone. */
#pragma GCC poison time gettimeofday clock_gettime clock timespec_get nanosleep usleep
#pragma GCC poison localtime localtime_r gmtime gmtime_r mktime timegm timelocal tzset
#pragma GCC poison asctime ctime strftime strptime
/* The environment. */
#pragma GCC poison getenv secure_getenv setenv putenv unsetenv environ setlocale localeconv getcwd
/* Streams, files and processes; not the word `system`, which interchange.md gives a field of a source. clang
 * and _FORTIFY_SOURCE make macros of the first five. */
#undef printf
#undef fprintf
#undef dprintf
#undef vprintf
#undef vfprintf
#pragma GCC poison printf fprintf dprintf vprintf vfprintf puts fputs putchar fputc perror scanf fscanf
#pragma GCC poison fopen fdopen freopen fclose fread fwrite fgets fgetc tmpfile mkstemp
#pragma GCC poison open openat creat fork execve execvp popen _exit
/* Randomness. */
#pragma GCC poison rand rand_r srand random srandom drand48 lrand48 getrandom getentropy arc4random
