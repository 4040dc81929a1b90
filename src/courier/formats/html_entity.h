/* Character references of HTML: &amp; &ntilde; &#8364; &#xE9; */
#pragma once

#include <stddef.h>

/* The reference at S ('&', N bytes in all): its length and its code point (0: to be dropped); 0 where there
 * is none. */
size_t html_entity(const char *s, size_t n, int *ret_rune);
