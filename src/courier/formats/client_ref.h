/* Refs of what another program numbers, once for each client that it is about. */
#pragma once

/* ID#client; where that is too long for a ref, a hash stands for the first part, or for all. The caller owns it. */
char *client_ref(const char *id, const char *client);
