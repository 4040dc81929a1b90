/* Calendars from anywhere, as days off and as appointments. */
#include "courier.h"

#define SPAN ",\"zone\":\"Europe/Madrid\",\"from\":\"2025-11-16\",\"to\":\"2029-11-16\""

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_read_as("ics", SPAN ",\"as\":\"closed\"", data, size);
    fuzz_read_as("ics", SPAN ",\"as\":\"meetings\"", data, size);
    return 0;
}
