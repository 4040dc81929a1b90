#include "demo_shift.h"

int64_t demo_shift_instant(const struct zone *zone, int64_t at, int weeks)
{
    int32_t second;

    if (at == INSTANT_NONE || weeks == 0)
        return at;
    int32_t day = zone_day(zone, at, &second);
    enum zone_pick pick = zone_instant(zone, day, second, ZONE_FIRST) == at ? ZONE_FIRST : ZONE_LAST;
    return zone_instant(zone, day + 7 * weeks, second, pick);
}

static void shift_field(const struct field *field, void *record, const struct zone *zone, int weeks)
{
    struct list *list;
    int32_t *day;

    switch ((enum field_kind)field->kind) {
    case FIELD_INSTANT:
        *(int64_t *)field_of(field, record) =
            demo_shift_instant(zone, *(int64_t *)field_of(field, record), weeks);
        break;
    case FIELD_DATE:
        day = field_of(field, record);
        *day += *day == DAY_NONE ? 0 : 7 * weeks;
        break;
    case FIELD_OBJECT:
        demo_shift(field->model, field_of(field, record), zone, weeks);
        break;
    case FIELD_LIST:
        list = field_of(field, record);
        for (size_t i = 0; i < list->n; i++)
            demo_shift(field->model, (char *)list->v + i * field->model->size, zone, weeks);
        break;
    default:
        break;
    }
}

void demo_shift(const struct model *model, void *record, const struct zone *zone, int weeks)
{
    for (size_t i = 0; i < model->n; i++)
        shift_field(&model->fields[i], record, zone, weeks);
}
