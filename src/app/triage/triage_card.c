/* A card: why, in sentences; the last entries; what can be done, and what would be done first. */
#include "triage_inside.h"

#include "blurring.h"
#include "deciding_inside.h"
#include "letter_draft.h"

#include "paletti/app/card.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/records.h"

void triage_card_page_clear(struct triage_card_page *page)
{
    char **const owned[] = {&page->client, &page->name,     &page->manner, &page->breach,
                            &page->invoice, &page->question, &page->why};

    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        free(*owned[i]);
    texts_clear(&page->lines);
    *page = (struct triage_card_page){0};
}

/* --- whom it is about --- */

static int find_card(void *ctx, const struct triage_card_row *row)
{
    struct triage_card_page *page = ctx;

    if (row->id != page->card)
        return 0;
    page->client_id = row->client_id;
    page->client = mem_string(row->client);
    page->name = mem_string(row->name);
    return 1;
}

static int fill_manner(struct triage_queue *queue, struct triage_card_page *page)
{
    _cleanup_str_ struct str manner = STR_INIT;
    const struct house *house;
    struct client client;
    struct letter_party party;

    if (app_house(queue->app, &house, queue->err) < 0)
        return -1;
    int r = store_get(queue->store, &model_client, page->client, &client, queue->err);
    if (r != 0)
        return r;
    letter_meet(&client, &house->me, &party);
    struct letter_manner how = letter_manner(&party);
    words_manner(&manner, how.locale->language, how.address);
    page->manner = str_take(&manner);
    model_clear(&model_client, &client);
    return 0;
}

static int64_t keep_days(struct app *app)
{
    _cleanup_free_ char *refused = NULL; /* the decision's page says it */
    struct decide_house house;

    deciding_house_load(app, &house, &refused);
    int64_t days = house.keep_days;
    decide_house_clear(&house);
    return days;
}

int app_triage_card(struct app *app, int64_t card, struct triage_card_page *ret, struct err *err)
{
    _cleanup_triage_card_ struct triage_card_page page = {.card = card, .suggested = -1};
    _cleanup_triage_queue_ struct triage_queue queue = {0};
    struct triage_row row;
    struct store *store;

    int r = app_need_file(app, &store, err);
    if (r == 0)
        r = triage_last(store, &row, err);
    if (r == 0)
        r = triage_cards(store, row.id, find_card, &page, err);
    if (r <= 0)
        return r < 0 ? -1 : 1;
    if (triage_queue_build(app, store, page.client_id, NULL, &queue, err) < 0)
        return -1;
    queue.err = err;
    if (fill_manner(&queue, &page) < 0 || triage_say(&queue, &page) < 0)
        return -1;
    _cleanup_free_ char *name = page.name;
    page.name = mem_string(app_blur_client(app, page.client_id, name));
    page.keep_days = keep_days(app);
    *ret = page;
    page = (struct triage_card_page){0};
    return 0;
}
