/* What one reads before a decision, whole, on one page of Markdown: the facts in the words of the decision's page, what stands
 * behind each figure with its dates, money, promises, breaches, extras, complaints, earlier decisions with what was expected and
 * how they turned out, and what was learned. Without the private label, private notes and private reasons: it may be read by
 * somebody else. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"

/* CLIENT as a person names one. Appends to *TO. */
int view_dossier(struct app *app, const char *client, struct str *to, struct err *err);
