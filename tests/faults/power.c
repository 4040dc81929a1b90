#include "power.h"

#include "paletti/base/mem.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 512

/* What stood where something was written since the last sync. */
struct undo {
    sqlite3_int64 at;
    int n; /* bytes that were there; fewer than were written at the end of the file */
    char *bytes;
};

/* A file by its name; it outlives being closed. */
struct tracked {
    char *name;
    struct undo *undos;
    size_t n, cap;
    sqlite3_int64 synced_size;
};

struct power {
    sqlite3_vfs vfs;
    sqlite3_vfs *below;
    struct tracked *files[64];
    size_t n_files;
    int count, cut;
    uint64_t random;
};

struct power_file {
    sqlite3_file base;
    struct power *power;
    struct tracked *tracked;
    sqlite3_file *below;
};

static struct power_file *of(sqlite3_file *file)
{
    return (struct power_file *)file;
}

static uint64_t next_random(struct power *power)
{
    power->random ^= power->random << 13;
    power->random ^= power->random >> 7;
    power->random ^= power->random << 17;
    return power->random;
}

static void forget(struct tracked *tracked)
{
    for (size_t i = 0; i < tracked->n; i++)
        free(tracked->undos[i].bytes);
    tracked->n = 0;
}

/* Puts back what stood there, the newest first, sector by sector as chance has it. */
static void lose(struct power *power, struct tracked *tracked)
{
    int fd = open(tracked->name, O_WRONLY);

    for (size_t i = tracked->n; fd >= 0 && i-- > 0;) {
        const struct undo *undo = &tracked->undos[i];
        for (int at = 0; at < undo->n; at += SECTOR) {
            int n = undo->n - at < SECTOR ? undo->n - at : SECTOR;
            if (next_random(power) & 1)
                (void)!pwrite(fd, undo->bytes + at, (size_t)n, undo->at + at);
        }
    }
    /* What made the file longer may be gone as well. */
    if (fd >= 0 && tracked->n && next_random(power) & 1 && lseek(fd, 0, SEEK_END) > tracked->synced_size)
        (void)!ftruncate(fd, tracked->synced_size);
    if (fd >= 0)
        close(fd);
}

/* Counts an operation; the power goes before it is done. */
static void tick(struct power *power)
{
    if (++power->count != power->cut)
        return;
    for (size_t i = 0; i < power->n_files; i++)
        lose(power, power->files[i]);
    _exit(9);
}

static struct tracked *track(struct power *power, const char *name)
{
    for (size_t i = 0; i < power->n_files; i++)
        if (strcmp(power->files[i]->name, name) == 0)
            return power->files[i];
    if (power->n_files == ARRAY_LEN(power->files))
        abort();
    struct tracked *tracked = mem_zero(1, sizeof *tracked);
    tracked->name = mem_string(name);
    return power->files[power->n_files++] = tracked;
}

static void remember(struct power_file *file, sqlite3_int64 at, int n)
{
    struct tracked *tracked = file->tracked;
    sqlite3_int64 size = 0;

    if (!tracked)
        return;
    file->below->pMethods->xFileSize(file->below, &size);
    if (tracked->n == 0)
        tracked->synced_size = size;
    struct undo undo = {.at = at, .n = at >= size ? 0 : at + n > size ? (int)(size - at) : n};
    undo.bytes = mem_zero((size_t)undo.n + 1, 1);
    if (undo.n)
        file->below->pMethods->xRead(file->below, undo.bytes, undo.n, at);
    MEM_GROW(tracked->undos, tracked->n, tracked->cap);
    tracked->undos[tracked->n++] = undo;
}

/* --- the layer's methods --- */

static int power_close(sqlite3_file *file)
{
    return of(file)->below->pMethods ? of(file)->below->pMethods->xClose(of(file)->below) : SQLITE_OK;
}

static int power_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
    return of(file)->below->pMethods->xRead(of(file)->below, to, n, at);
}

static int power_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
    tick(of(file)->power);
    remember(of(file), at, n);
    return of(file)->below->pMethods->xWrite(of(file)->below, from, n, at);
}

static int power_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_int64 old = 0;

    tick(of(file)->power);
    of(file)->below->pMethods->xFileSize(of(file)->below, &old);
    if (old > size)
        remember(of(file), size, (int)(old - size));
    return of(file)->below->pMethods->xTruncate(of(file)->below, size);
}

static int power_sync(sqlite3_file *file, int flags)
{
    tick(of(file)->power);
    if (of(file)->tracked)
        forget(of(file)->tracked);
    return of(file)->below->pMethods->xSync(of(file)->below, flags);
}

static int power_file_size(sqlite3_file *file, sqlite3_int64 *ret)
{
    return of(file)->below->pMethods->xFileSize(of(file)->below, ret);
}

static int power_lock(sqlite3_file *file, int level)
{
    return of(file)->below->pMethods->xLock(of(file)->below, level);
}

static int power_unlock(sqlite3_file *file, int level)
{
    return of(file)->below->pMethods->xUnlock(of(file)->below, level);
}

static int power_check_lock(sqlite3_file *file, int *ret)
{
    return of(file)->below->pMethods->xCheckReservedLock(of(file)->below, ret);
}

static int power_control(sqlite3_file *file, int op, void *arg)
{
    return of(file)->below->pMethods->xFileControl(of(file)->below, op, arg);
}

static int power_sector_size(sqlite3_file *file)
{
    (void)file;
    return SECTOR;
}

/* No promises: this disk may tear everything that it may. */
static int power_characteristics(sqlite3_file *file)
{
    (void)file;
    return 0;
}

static int power_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret)
{
    return of(file)->below->pMethods->xShmMap(of(file)->below, page, size, extend, ret);
}

static int power_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return of(file)->below->pMethods->xShmLock(of(file)->below, offset, n, flags);
}

static void power_shm_barrier(sqlite3_file *file)
{
    of(file)->below->pMethods->xShmBarrier(of(file)->below);
}

static int power_shm_unmap(sqlite3_file *file, int remove)
{
    return of(file)->below->pMethods->xShmUnmap(of(file)->below, remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = power_close,
    .xRead = power_read,
    .xWrite = power_write,
    .xTruncate = power_truncate,
    .xSync = power_sync,
    .xFileSize = power_file_size,
    .xLock = power_lock,
    .xUnlock = power_unlock,
    .xCheckReservedLock = power_check_lock,
    .xFileControl = power_control,
    .xSectorSize = power_sector_size,
    .xDeviceCharacteristics = power_characteristics,
    .xShmMap = power_shm_map,
    .xShmLock = power_shm_lock,
    .xShmBarrier = power_shm_barrier,
    .xShmUnmap = power_shm_unmap,
};

static int power_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret_flags)
{
    struct power *power = vfs->pAppData;
    struct power_file *own = of(file);

    own->power = power;
    own->below = (sqlite3_file *)(own + 1);
    own->tracked = name ? track(power, name) : NULL;
    int rc = power->below->xOpen(power->below, name, own->below, flags, ret_flags);
    own->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
    return rc;
}

static int power_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    struct power *power = vfs->pAppData;

    tick(power);
    forget(track(power, name));
    return power->below->xDelete(power->below, name, sync);
}

struct power *power_install(int cut, uint64_t seed)
{
    struct power *power = mem_zero(1, sizeof *power);

    power->below = sqlite3_vfs_find(NULL);
    power->cut = cut;
    power->random = seed * 2 + 1;
    power->vfs = *power->below;
    power->vfs.pNext = NULL;
    power->vfs.zName = "power";
    power->vfs.pAppData = power;
    power->vfs.szOsFile = (int)sizeof(struct power_file) + power->below->szOsFile;
    power->vfs.xOpen = power_open;
    power->vfs.xDelete = power_delete;
    sqlite3_vfs_register(&power->vfs, 1);
    return power;
}

int power_count(const struct power *power)
{
    return power->count;
}
