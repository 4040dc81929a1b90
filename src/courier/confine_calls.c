#include "confine_calls.h"

#include "paletti/base/attr.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/* What a program does that computes, waits, and reads what is open. */
/* clang-format off */
static const char *const always[] = {
    "access", "arch_prctl", "brk", "clock_getres", "clock_gettime", "clock_nanosleep", "close", "dup", "dup2",
    "dup3", "exit", "exit_group", "faccessat", "faccessat2", "fadvise64", "fcntl", "fstat", "fstatfs",
    "futex", "getcwd", "getdents64", "getegid", "geteuid", "getgid", "getpid", "getppid", "getrandom",
    "getrlimit", "gettid", "gettimeofday", "getuid", "lseek", "lstat", "madvise", "membarrier", "mmap",
    "mprotect", "mremap", "munmap", "nanosleep", "newfstatat", "pipe", "pipe2", "poll", "ppoll", "pread64",
    "prlimit64", "pselect6", "read", "readlink", "readlinkat", "readv", "restart_syscall", "rseq",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "select",
    "set_robust_list", "set_tid_address", "sigaltstack", "stat", "statfs", "statx", "sysinfo", "tgkill",
    "time", "umask", "uname", "write", "writev",
};
/* clang-format on */

/* clang-format off */
static const char *const writing[] = {
    "chmod", "fallocate", "fchmod", "fchmodat", "fdatasync", "flock", "fsync", "ftruncate", "link", "linkat",
    "open", "openat", "pwrite64", "rename", "renameat", "renameat2", "unlink", "unlinkat",
};
/* clang-format on */

/* bind is what the resolver needs for asking the kernel which addresses there are. */
/* clang-format off */
static const char *const talking[] = {
    "bind", "connect", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_wait", "eventfd2", "getpeername",
    "getsockname", "getsockopt", "recvfrom", "recvmmsg", "recvmsg", "sendmmsg", "sendmsg", "sendto",
    "setsockopt", "shutdown", "socketpair",
};
/* clang-format on */

static bool allow(scmp_filter_ctx filter, const char *const *names, size_t n)
{
    bool fine = true;

    for (size_t i = 0; i < n; i++) {
        int number = seccomp_syscall_resolve_name(names[i]);
        /* Not all machines have all of them. */
        if (number != __NR_SCMP_ERROR && number >= 0)
            fine &= seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0) == 0;
    }
    return fine;
}

static bool allow_when(scmp_filter_ctx filter, const char *name, struct scmp_arg_cmp condition)
{
    int number = seccomp_syscall_resolve_name(name);

    if (number == __NR_SCMP_ERROR || number < 0)
        return true;
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, 1, &condition) == 0;
}

static struct scmp_arg_cmp has_bits(unsigned int argument, uint64_t mask, uint64_t value)
{
    return (struct scmp_arg_cmp){argument, SCMP_CMP_MASKED_EQ, mask, value};
}

static struct scmp_arg_cmp equals(unsigned int argument, uint64_t value)
{
    return (struct scmp_arg_cmp){argument, SCMP_CMP_EQ, value, 0};
}

static bool allow_reading(scmp_filter_ctx filter)
{
    uint64_t changes = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

    return allow_when(filter, "open", has_bits(1, changes, 0)) &&
           allow_when(filter, "openat", has_bits(2, changes, 0));
}

/* Questions about a descriptor; nothing that types into a terminal. */
static bool allow_ioctl(scmp_filter_ctx filter)
{
    static const uint64_t questions[] = {FIONBIO, FIONREAD, TCGETS};
    bool fine = true;

    for (size_t i = 0; i < ARRAY_LEN(questions); i++)
        fine &= allow_when(filter, "ioctl", equals(1, questions[i]));
    return fine;
}

/* The resolver runs in a thread; another process can not be made. */
static bool allow_net(scmp_filter_ctx filter)
{
    static const uint64_t families[] = {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK};
    bool fine = allow(filter, talking, ARRAY_LEN(talking)) &&
                allow_when(filter, "clone", has_bits(0, CLONE_THREAD | CLONE_VM, CLONE_THREAD | CLONE_VM));

    for (size_t i = 0; i < ARRAY_LEN(families); i++)
        fine &= allow_when(filter, "socket", equals(0, families[i]));
    return fine;
}

bool confine_calls(const struct confine_needs *needs)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));

    if (!filter)
        return false;
    bool fine = allow(filter, always, ARRAY_LEN(always)) && allow_ioctl(filter) &&
                (needs->write ? allow(filter, writing, ARRAY_LEN(writing)) : allow_reading(filter)) &&
                (needs->net == CONFINE_NO_NET || allow_net(filter)) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return fine;
}
