/* The pages of what comes after a decision, and before there is one: looking back, a second chance, what is
 * left to do, closing, the intake questions, the profile. decide.md, "Afterwards". */
#pragma once

#include "view.h"

/* Opened with: a decision's ref, or a client as a person names one; the same; a client's ref, or NULL for
 * everybody; a client's ref; a prospect's; nothing. */
extern const struct view_ops view_look_back_ops, view_chance_ops, view_tasks_ops, view_closing_ops,
    view_intake_ops, view_profile_ops;
