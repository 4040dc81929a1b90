#include "confine_files.h"

#include "paletti/base/mem.h"

#include <fcntl.h>
#include <libintl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's interface (linux/landlock.h), of which this system's header may know an older version only. */
enum {
    CREATE_RULESET = 444,
    ADD_RULE = 445,
    RESTRICT_SELF = 446,
    RULE_PATH = 1,
    RULE_PORT = 2,
};
#define VERSION     (1U << 0)
#define READ_FILE   (UINT64_C(1) << 2)
#define WRITE_FILE  (UINT64_C(1) << 1)
#define READ_DIR    (UINT64_C(1) << 3)
#define REMOVE_FILE (UINT64_C(1) << 5)
#define MAKE_REG    (UINT64_C(1) << 8)
#define TRUNCATE    (UINT64_C(1) << 14)
#define CONNECT_TCP (UINT64_C(1) << 1)

struct ruleset {
    uint64_t files, net, scoped;
};
struct path_rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));
struct port_rule {
    uint64_t allowed, port;
};

/* What each version knows: all of it is forbidden, then some is allowed. */
static const struct {
    uint64_t files, net, scoped;
    size_t size;
} versions[] = {
    {(UINT64_C(1) << 13) - 1, 0, 0, 8}, /* 1 */
    {(UINT64_C(1) << 14) - 1, 0, 0, 8},  {(UINT64_C(1) << 15) - 1, 0, 0, 8},
    {(UINT64_C(1) << 15) - 1, 3, 0, 16}, {(UINT64_C(1) << 16) - 1, 3, 0, 16},
    {(UINT64_C(1) << 16) - 1, 3, 3, 24}, /* 6 */
};

/* Libraries, tables of characters and names, certificates, the time; where the resolver is told its servers.
 */
static const char *const system_paths[] = {"/usr",
                                           "/lib",
                                           "/lib64",
                                           "/etc",
                                           "/run/systemd/resolve",
                                           "/run/resolvconf",
                                           "/run/NetworkManager",
                                           "/dev/null",
                                           "/dev/urandom"};

struct maker {
    int fd;
    uint64_t handled;
};

/* A path that is not there, or is none of the file system's (a pipe), needs no rule. */
static void allow_path(const struct maker *maker, const char *path, uint64_t wanted)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    struct stat st;

    if (fd < 0)
        return;
    if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
        wanted &= READ_FILE | WRITE_FILE | TRUNCATE;
    struct path_rule rule = {.allowed = wanted & maker->handled, .parent = fd};
    syscall(ADD_RULE, maker->fd, RULE_PATH, &rule, 0);
    close(fd);
}

static void allow_port(const struct maker *maker, uint16_t port)
{
    struct port_rule rule = {.allowed = CONNECT_TCP, .port = port};

    syscall(ADD_RULE, maker->fd, RULE_PORT, &rule, 0);
}

/* The folder in which a file is written beside itself, and renamed: of a link, that of what it points at. */
static void allow_folder_of(const struct maker *maker, const char *path)
{
    char *real = realpath(path, NULL);
    _cleanup_free_ char *folder = real ? real : mem_string(path);
    char *slash = strrchr(folder, '/');

    if (slash)
        slash[slash == folder ? 1 : 0] = '\0';
    allow_path(maker, slash ? folder : ".",
               READ_FILE | WRITE_FILE | READ_DIR | REMOVE_FILE | MAKE_REG | TRUNCATE);
}

static void allow_all(const struct maker *maker, const struct confine_needs *needs)
{
    const char *catalogues = bindtextdomain(textdomain(NULL), NULL);

    for (size_t i = 0; i < ARRAY_LEN(system_paths); i++)
        allow_path(maker, system_paths[i], READ_FILE | READ_DIR);
    if (catalogues)
        allow_path(maker, catalogues, READ_FILE | READ_DIR);
    if (needs->read)
        allow_path(maker, needs->read, READ_FILE | READ_DIR);
    if (needs->write)
        allow_folder_of(maker, needs->write);
    if (needs->net == CONFINE_MAIL) {
        allow_port(maker, needs->port);
        allow_port(maker, 53);
    }
}

int confine_files(const struct confine_needs *needs)
{
    long version = syscall(CREATE_RULESET, NULL, 0, VERSION);

    if (version <= 0)
        return 0;
    if (version > (long)ARRAY_LEN(versions))
        version = ARRAY_LEN(versions);
    struct ruleset all = {versions[version - 1].files, versions[version - 1].net,
                          versions[version - 1].scoped};
    struct maker maker = {.handled = all.files};
    maker.fd = (int)syscall(CREATE_RULESET, &all, versions[version - 1].size, 0);
    if (maker.fd < 0)
        return 0;
    allow_all(&maker, needs);
    bool held = syscall(RESTRICT_SELF, maker.fd, 0) == 0;
    close(maker.fd);
    return held ? (int)version : 0;
}
