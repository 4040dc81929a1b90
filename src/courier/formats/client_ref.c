#include "formats/client_ref.h"

#include "formats/short_hash.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

#define REF_MAX 200 /* bytes: a record's ref is refused beyond */

char *client_ref(const char *id, const char *client)
{
    char *ref = str_format("%s#%s", id, client);

    if (strlen(ref) > REF_MAX) {
        _cleanup_free_ char *whole = ref, *short_id = short_hash(id);
        ref = strlen(client) < REF_MAX / 2 ? str_format("%s#%s", short_id, client) : short_hash(whole);
    }
    return ref;
}
