/* store_writer write FOLDER RUN N: prints "RUN-I" for each entry that was acknowledged, and on standard error
 * the sentence for each that was not; exits 1 when any was not. store_writer verify FOLDER: reads what was
 * acknowledged, and exits 1 unless everything is there and the file is sound. */
#include "acknowledged.h"

#include "paletti/base/mem.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int write_some(const char *folder, int run, int n)
{
    _cleanup_(store_close_p) struct store *store = fault_open(folder);
    int failed = !store;

    for (int i = 0; store && i < n; i++) {
        struct err err = {0};
        if (fault_put(store, run, i, &err) == 0) {
            printf("%d-%d\n", run, i);
            fflush(stdout);
        } else {
            fprintf(stderr, "%s\n", err.text);
            failed = 1;
        }
    }
    return failed;
}

static int verify(const char *folder)
{
    _cleanup_(store_close_p) struct store *store = fault_open(folder);
    int run, i, lost = 0;
    char line[64];

    while (store && fgets(line, sizeof line, stdin))
        if (sscanf(line, "%d-%d", &run, &i) == 2 && !fault_has(store, run, i)) {
            printf("lost: %s", line);
            lost++;
        }
    return !store || lost || !fault_sound(store);
}

int main(int argc, char **argv)
{
    /* Past a limit of the file size, writing fails rather than ends the process. */
    signal(SIGXFSZ, SIG_IGN);
    if (argc == 5 && strcmp(argv[1], "write") == 0)
        return write_some(argv[2], atoi(argv[3]), atoi(argv[4]));
    if (argc == 3 && strcmp(argv[1], "verify") == 0)
        return verify(argv[2]);
    fprintf(stderr, "usage: store_writer write FOLDER RUN N | verify FOLDER\n");
    return 2;
}
