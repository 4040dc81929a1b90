/* Runs a fuzz target over every file of a folder: the corpus as a test, for any compiler. */
#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *folder, const char *name)
{
    _cleanup_free_ char *path = str_format("%s/%s", folder, name);
    _cleanup_str_ struct str text = STR_INIT;
    struct err err;

    if (file_read(path, 64 << 20, &text, &err) < 0) {
        fprintf(stderr, "%s\n", err.text);
        return -1;
    }
    /* A copy of exactly its size, so that a sanitizer sees a read one byte behind the end. */
    uint8_t *exact = mem_copy(str_text(&text), text.len);
    LLVMFuzzerTestOneInput(exact, text.len);
    free(exact);
    return 0;
}

int main(int argc, char **argv)
{
    int n = 0;

    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);
        if (!dir) {
            perror(argv[i]);
            return 1;
        }
        for (struct dirent *d; (d = readdir(dir));) {
            if (d->d_name[0] == '.')
                continue;
            if (replay_file(argv[i], d->d_name) < 0)
                return 1;
            n++;
        }
        closedir(dir);
    }
    printf("%d files\n", n);
    return n > 0 ? 0 : 1;
}
