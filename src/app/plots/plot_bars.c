#include "plot_bars.h"

#include "paletti/app/blur.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* --- filling --- */

void plot_bars_clear(struct plot_bars *bars)
{
    for (size_t i = 0; i < bars->n; i++) {
        free(bars->bars[i].label);
        free(bars->bars[i].text);
    }
    for (size_t i = 0; i < bars->n_sections; i++) {
        free(bars->sections[i].title);
        free(bars->sections[i].mark_text);
    }
    bars->n = bars->n_sections = 0;
    free(MEM_TAKE(bars->summary));
}

void plot_bars_done(struct plot *plot)
{
    struct plot_bars *bars = plot->data;

    plot_bars_clear(bars);
    free(bars->bars);
    free(bars->sections);
}

void plot_bars_section(struct plot_bars *bars, const char *title)
{
    MEM_GROW(bars->sections, bars->n_sections, bars->cap_sections);
    bars->sections[bars->n_sections++] = (struct plot_section){.title = mem_string(title), .first = bars->n};
}

void plot_bars_mark(struct plot_bars *bars, int64_t value, char *text)
{
    struct plot_section *section = &bars->sections[bars->n_sections - 1];

    section->mark = value;
    section->mark_text = text;
}

void plot_bars_add(struct plot_bars *bars, int64_t client_id, const char *label, int64_t value, char *text)
{
    MEM_GROW(bars->bars, bars->n, bars->cap);
    bars->bars[bars->n] = (struct plot_bar){
        .label = mem_string(label), .text = text, .value = value, .client_id = client_id, .place = bars->n};
    bars->n++;
}

size_t plot_section_end(const struct plot_bars *bars, size_t i)
{
    return i + 1 < bars->n_sections ? bars->sections[i + 1].first : bars->n;
}

static int64_t length(int64_t value)
{
    return value < 0 ? -value : value;
}

int64_t plot_section_most(const struct plot_bars *bars, size_t i)
{
    const struct plot_section *section = &bars->sections[i];
    int64_t most = section->mark_text && section->mark > 1 ? section->mark : 1;

    for (size_t k = section->first; k < plot_section_end(bars, i); k++)
        most = length(bars->bars[k].value) > most ? length(bars->bars[k].value) : most;
    return most;
}

const char *plot_bar_label(const struct plot *plot, const struct plot_bar *bar)
{
    return bar->client_id ? app_blur_client(plot->app, bar->client_id, bar->label) : bar->label;
}

/* --- sorting --- */

static int by_place(const void *a, const void *b)
{
    const struct plot_bar *x = a, *y = b;

    return (x->place > y->place) - (x->place < y->place);
}

static int by_amount(const void *a, const void *b)
{
    const struct plot_bar *x = a, *y = b;

    return x->value != y->value ? (x->value < y->value) - (x->value > y->value) : by_place(a, b);
}

void plot_bars_sort(struct plot *plot)
{
    struct plot_bars *bars = plot->data;

    for (size_t i = 0; i < bars->n_sections; i++) {
        size_t first = bars->sections[i].first, n = plot_section_end(bars, i) - first;
        if (n > 1)
            qsort(bars->bars + first, n, sizeof *bars->bars, plot->by_amount ? by_amount : by_place);
    }
}

/* --- in words --- */

void plot_bars_words(const struct plot *plot, struct str *to)
{
    const struct plot_bars *bars = plot->data;

    if (bars->summary)
        str_printf(to, "%s\n", bars->summary);
    for (size_t i = 0; i < bars->n_sections; i++) {
        const struct plot_section *section = &bars->sections[i];
        if (section->title)
            str_printf(to, "%s:\n", section->title);
        if (section->mark_text)
            str_printf(to, "%s.\n", section->mark_text);
        for (size_t k = section->first; k < plot_section_end(bars, i); k++) {
            const struct plot_bar *bar = &bars->bars[k];
            str_printf(to, "%s: %s.\n", plot_bar_label(plot, bar), bar->text);
        }
    }
}
