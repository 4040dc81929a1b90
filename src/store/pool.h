/* The memory of SQLite. */
#pragma once

/* Gives SQLite the pool to allocate from. Does nothing when SQLite is in use already. */
void pool_install(void);
