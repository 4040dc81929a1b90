/* The median of 200 fdatasyncs of one byte, in microseconds: what a commit cannot be faster than. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    double us[200];
    int fd = argc > 1 ? open(argv[1], O_CREAT | O_WRONLY | O_APPEND, 0600) : -1;

    if (fd < 0)
        return 1;
    for (int i = 0; i < 200; i++) {
        struct timespec a, b;
        clock_gettime(CLOCK_MONOTONIC, &a);
        if (write(fd, "x", 1) != 1 || fdatasync(fd) != 0)
            return 1;
        clock_gettime(CLOCK_MONOTONIC, &b);
        us[i] = (double)(b.tv_sec - a.tv_sec) * 1e6 + (double)(b.tv_nsec - a.tv_nsec) / 1e3;
    }
    qsort(us, 200, sizeof *us, compare);
    printf("%.1f\n", us[100]);
    return 0;
}
