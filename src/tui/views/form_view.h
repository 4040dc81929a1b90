/* Forms: a record as a person fills it in, field by field. */
#pragma once

#include "view.h"

/* What view_form_ops is opened with. TYPE: of the record; SUBJECT: of a new one the ref of its client (or NULL), else its
 * own. Owned. */
char *form_view_new_record(const char *type, const char *subject);
char *form_view_record(const char *type, const char *ref);
/* The recap of the call REF. */
char *form_view_recap(const char *ref);
/* The page of the first start: me, my hours, who was told. */
char *form_view_setup(void);
