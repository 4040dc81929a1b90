#include "commands.h"

#include "paletti/app/demo.h"
#include "paletti/base/mem.h"

static const char *const outcomes[] = {
    [DEMO_MADE] = "made", [DEMO_OPENED] = "opened", [DEMO_RENEWED] = "renewed"};

unsigned demo_request_flags(const struct request *request)
{
    return (request->options[DEMO_OPTION_FRESH] ? DEMO_FRESH : 0) |
           (request->options[DEMO_OPTION_FIXED] ? DEMO_FIXED : 0);
}

static void answer_demo(const struct demo *demo, struct answer *answer)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "demo", outcomes[demo->outcome]);
    answer_text(answer, "file", demo->path);
    if (demo->records)
        answer_integer(answer, "records", demo->records);
    answer_integer(answer, "weeks", demo->weeks);
    if (demo->age)
        answer_integer(answer, "age", demo->age);
    if (demo->kept)
        answer_text(answer, "kept", demo->kept);
    if (!answer->people) {
        answer_instant(answer, "now", demo->now);
    } else {
        _cleanup_free_ char *words = str_format("paletti --db %s", demo->path);
        answer_text(answer, "open_with", words);
    }
    answer_close_object(answer);
}

COMMAND_RUN(demo)
{
    struct demo demo;

    *ret_changes = CHANGE_ALL;
    if (app_demo_make(app, demo_request_flags(request), &demo, err) < 0)
        return -1;
    answer_demo(&demo, answer);
    demo_done(&demo);
    return 0;
}
