/* A question with yes and no, before what cannot be meant by a single key. */
#pragma once

/* What view_confirm_ops is opened with: QUESTION, and the LINE that is run on yes. Owned. */
char *confirm_view_argument(const char *question, const char *line);
