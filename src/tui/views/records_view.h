/* Records of one type in a list: to look at, add, edit, remove. */
#pragma once

/* What view_records_ops is opened with; CLIENT: the ref of the one they are about, or NULL. Owned. */
char *records_view_argument(const char *type, const char *client);
