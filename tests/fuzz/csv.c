/* Tables from anywhere. */
#include "courier.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read("csv", data, size);
    return 0;
}
