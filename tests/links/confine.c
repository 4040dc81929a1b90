/* What a confined process still can do, tried: each attempt in a process of its own, for each kind of job;
 * and on a kernel that lacks what confines (a filter answers as such a kernel does). Where this kernel lacks
 * it, what needs it is left out, and said. */
#include "confine.h"

#include "paletti/base/attr.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* The folder in which all of it happens. */
static char place[] = "/tmp/paletti-confine-XXXXXX";

/* --- attempts: true where it was possible --- */

static bool try_open(const char *name, int flags)
{
    int fd = open(name, flags | O_CLOEXEC, 0600);

    return fd >= 0 && close(fd) == 0;
}

static bool read_named(void)
{
    return try_open("named", O_RDONLY);
}

static bool read_other(void)
{
    return try_open("other", O_RDONLY);
}

static bool list_folder(void)
{
    return try_open(".", O_RDONLY | O_DIRECTORY);
}

static bool read_system(void)
{
    int fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);

    return fd >= 0 && close(fd) == 0;
}

static bool write_named(void)
{
    return try_open("named", O_WRONLY);
}

static bool write_new(void)
{
    return try_open("new", O_WRONLY | O_CREAT) && unlink("new") == 0;
}

static bool write_elsewhere(void)
{
    return try_open("../paletti-confine-elsewhere", O_WRONLY | O_CREAT) &&
           unlink("/tmp/paletti-confine-elsewhere") == 0;
}

static bool remove_other(void)
{
    return unlink("other") == 0 && try_open("other", O_WRONLY | O_CREAT);
}

static bool run_program(void)
{
    char name[] = "/bin/true", *const arguments[] = {name, NULL};
    pid_t pid = fork();

    if (pid == 0) {
        execv(name, arguments);
        _exit(99);
    }
    int status = 0;
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static bool make_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    return fd >= 0 && close(fd) == 0;
}

static bool make_raw_socket(void)
{
    int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

    return fd >= 0 && close(fd) == 0;
}

/* Nobody listens there: being refused by the other side is as good as being let through by ours. */
static bool reach(uint16_t port)
{
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    return fd >= 0 &&
           (connect(fd, (struct sockaddr *)&address, sizeof address) == 0 || errno == ECONNREFUSED);
}

static bool connect_there(void)
{
    return reach(1);
}

static bool connect_elsewhere(void)
{
    return reach(2);
}

static bool listen_to_others(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    return fd >= 0 && listen(fd, 1) == 0;
}

static bool look_into_parent(void)
{
    return ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0;
}

static bool signal_parent(void)
{
    return kill(getppid(), SIGCONT) == 0;
}

static bool gain_privileges(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0;
}

static void *nothing(void *ctx)
{
    return ctx;
}

static bool start_thread(void)
{
    pthread_t thread;

    return pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0;
}

/* --- what each kind of job may --- */

enum { READ, WRITE, COMPOSE, MAIL, KINDS };
enum { LANDLOCK = 1, SECCOMP = 2, NET_RULES = 4, ALWAYS = 0 };
#define KIND(k) (1 << (k))
#define NOBODY  0

/* HELD_BY: what of the kernel's it takes to forbid it, either of them. */
static const struct {
    const char *what;
    bool (*attempt)(void);
    int kinds, held_by;
} attempts[] = {
    {"read the file of the job", read_named, KIND(READ) | KIND(WRITE) | KIND(MAIL), LANDLOCK},
    {"read another file", read_other, KIND(WRITE), LANDLOCK},
    {"list the folder", list_folder, KIND(WRITE), LANDLOCK},
    {"read the system's files", read_system, KIND(READ) | KIND(WRITE) | KIND(COMPOSE) | KIND(MAIL), ALWAYS},
    {"write to the file of the job", write_named, KIND(WRITE), LANDLOCK | SECCOMP},
    {"make a file beside it", write_new, KIND(WRITE), LANDLOCK | SECCOMP},
    {"make a file elsewhere", write_elsewhere, NOBODY, LANDLOCK},
    {"remove a file", remove_other, KIND(WRITE), LANDLOCK | SECCOMP},
    {"run a program", run_program, NOBODY, LANDLOCK | SECCOMP},
    {"make a socket", make_socket, KIND(MAIL), SECCOMP},
    {"make a raw socket", make_raw_socket, NOBODY, SECCOMP},
    {"reach the server", connect_there, KIND(MAIL), SECCOMP | NET_RULES},
    {"reach another port", connect_elsewhere, NOBODY, NET_RULES},
    {"listen", listen_to_others, NOBODY, SECCOMP},
    {"look into another process", look_into_parent, NOBODY, SECCOMP},
    {"signal another process", signal_parent, NOBODY, SECCOMP},
    {"gain privileges", gain_privileges, NOBODY, ALWAYS},
    {"start a thread", start_thread, KIND(MAIL), SECCOMP},
};

static void confine_as(int kind, struct confined *ret)
{
    struct confine_needs needs = {0};

    if (kind == READ || kind == MAIL)
        needs.read = "named";
    if (kind == WRITE)
        needs.write = "named";
    if (kind == MAIL) {
        needs.net = CONFINE_MAIL;
        needs.port = 1;
    }
    confine_process(&needs, ret);
}

/* 1: possible, 0: not, other: it died. */
static int attempt_confined(int kind, bool (*attempt)(void))
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        struct confined confined;
        confine_as(kind, &confined);
        _exit(attempt() ? 1 : 0);
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int kernel_has(const struct confined *confined)
{
    return (confined->landlock ? LANDLOCK : 0) | (confined->seccomp ? SECCOMP : 0) |
           (confined->landlock >= 4 ? NET_RULES : 0);
}

static int try_all(int has)
{
    static const char *const kinds[] = {"read", "write", "compose", "mail"};
    int failed = 0;

    for (size_t i = 0; i < ARRAY_LEN(attempts); i++)
        for (int kind = 0; kind < KINDS; kind++) {
            bool may = attempts[i].kinds & KIND(kind);
            if (!may && attempts[i].held_by && !(attempts[i].held_by & has)) {
                printf("left out, this kernel cannot forbid it: %s\n", attempts[i].what);
                continue;
            }
            int could = attempt_confined(kind, attempts[i].attempt);
            if (could == may)
                continue;
            printf("FAILED: a job to %s %s %s (%d)\n", kinds[kind], could ? "can" : "cannot",
                   attempts[i].what, could);
            failed++;
        }
    return failed;
}

/* --- kernels of before --- */

/* Landlock's calls, and what a filter is loaded with, answered as by a kernel that never had them. */
static void forget(bool landlock, bool seccomp)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

    if (seccomp) {
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                         SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP));
    }
    for (int call = 444; landlock && call <= 446; call++)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), call, 0);
    if (seccomp_load(filter) != 0)
        _exit(3);
    seccomp_release(filter);
}

static int confine_on_old_kernel(bool landlock, bool seccomp)
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        struct confined confined;
        forget(landlock, seccomp);
        confine_as(MAIL, &confined);
        bool told = confined.why && (confined.landlock != 0) == !landlock && confined.seccomp == !seccomp;
        _exit(told && connect_there() && read_named() ? 0 : 1);
    }
    waitpid(pid, &status, 0);
    if (status != 0)
        printf("FAILED: without%s%s: not told, or more than lost\n", landlock ? " Landlock" : "",
               seccomp ? " seccomp" : "");
    return status != 0;
}

static void make_files(void)
{
    if (!mkdtemp(place) || chdir(place) < 0)
        abort();
    for (int i = 0; i < 2; i++) {
        int fd = open(i ? "other" : "named", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || close(fd) < 0)
            abort();
    }
}

/* What this kernel has, known from a child: the confinement of this process would be its children's too. */
static int look_at_kernel(void)
{
    int status = 0;
    pid_t pid = fork();

    if (pid == 0) {
        struct confined confined;
        confine_as(MAIL, &confined);
        printf("Landlock %d, seccomp %d%s%s\n", confined.landlock, confined.seccomp, confined.why ? ": " : "",
               confined.why ? confined.why : "");
        fflush(stdout);
        _exit(kernel_has(&confined));
    }
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    make_files();
    int has = look_at_kernel(), failed = 0;

    if (has == 0) {
        printf("this kernel, or this build, confines nothing\n");
    } else {
        failed = try_all(has);
        if (has & SECCOMP)
            failed += confine_on_old_kernel(true, false) + confine_on_old_kernel(false, true) +
                      confine_on_old_kernel(true, true);
    }
    unlink("named");
    unlink("other");
    rmdir(place);
    printf("%d failed\n", failed);
    return has == 0 ? 77 : failed != 0;
}
