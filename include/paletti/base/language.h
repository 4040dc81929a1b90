/* The locale of a program, and the one catalogue it reads.
 *
 * A program reads at most one catalogue and looks for none when it speaks English: gettext itself would look for half a
 * dozen of files under the names of every locale. Works where the locale that is asked for is not installed. */
#pragma once

#include <stdbool.h>

struct str;

/* The first of PLACES, paths relative to the folder of this program, that exists; NULL when none does. The caller owns
 * it. */
char *program_beside(const char *const *places);

/* Takes the language of the environment: that of $LANGUAGE, else of the locale. To be called once, before any text. LOCALE_DIR is where the installation puts catalogues; those beside the
 * program, or in its build folder, win. */
void language_init(const char *locale_dir);

/* Takes the characters of the locale of the environment, UTF-8 where it is asked for: for libraries that ask libc about
 * them. language_init does so for other languages than English, and where only libc knows which characters they are; five
 * files are looked for. */
void language_characters(void);

/* Whether the terminal speaks UTF-8, as the environment has it. */
bool language_utf8(void);

/* From here on in LANGUAGE ("es", "it_IT"), whatever the environment says; English where there is no catalogue. */
void language_choose(const char *language, const char *locale_dir);

/* Appends N, not negative, with one decimal: "12.4", or "12,4" where the language has it so. */
void language_add_tenths(struct str *to, double n);
