/* Ids for what brings none. */
#pragma once

/* "h-" and 32 hexadecimal digits of a SHA-256 over TEXT; the caller owns it. */
char *short_hash(const char *text);
