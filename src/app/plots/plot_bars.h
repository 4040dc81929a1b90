/* Bars, one a line, in sections that have a scale of their own: what the pictures of clients, quarters and decisions are made
 * of. Lines stand in the order they were added in; who wants to sort them by what they amount to may. */
#pragma once

#include "plot_inside.h"

struct plot_bar {
    char *label, *text; /* "Willow & Wren", "84 EUR" */
    int64_t value;      /* may be below 0: then its length is that of the same above 0, and it is hollow */
    int64_t client_id;  /* whose name the label is; 0: nobody's */
    size_t place;       /* in which it was added */
};
struct plot_section {
    char *title; /* or NULL */
    size_t first;
    int64_t mark; /* a line through the section, at that value */
    char *mark_text; /* "your target: 60 EUR"; NULL: no line */
};
/* Data of such a kind of picture; the first member of what has more. */
struct plot_bars {
    struct plot_bar *bars;
    struct plot_section *sections;
    size_t n, cap, n_sections, cap_sections;
    char *summary; /* one sentence of all of it, or NULL */
};

void plot_bars_clear(struct plot_bars *bars);
void plot_bars_done(struct plot *plot);
/* TITLE may be NULL. */
void plot_bars_section(struct plot_bars *bars, const char *title);
/* A line at VALUE through the last section; takes TEXT over. */
void plot_bars_mark(struct plot_bars *bars, int64_t value, char *text);
/* Takes TEXT over. */
void plot_bars_add(struct plot_bars *bars, int64_t client_id, const char *label, int64_t value, char *text);
/* The end of the section I in `bars`. */
size_t plot_section_end(const struct plot_bars *bars, size_t i);
/* The longest bar that the section I has to show, its line included; at least 1. */
int64_t plot_section_most(const struct plot_bars *bars, size_t i);

/* As people see it. */
const char *plot_bar_label(const struct plot *plot, const struct plot_bar *bar);

/* As a kind's hooks. */
void plot_bars_sort(struct plot *plot);
void plot_bars_extent(const struct plot *plot, int room, int *ret_w, int *ret_h);
void plot_bars_paint(const struct plot *plot, const struct plot_paper *paper);
void plot_bars_words(const struct plot *plot, struct str *to);
void plot_bars_svg(const struct plot *plot, struct str *to);
int plot_bars_svg_h(const struct plot *plot);
