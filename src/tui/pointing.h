/* The mouse: what is pointed at is selected, the wheel moves in what is under it. Never more than that. */
#pragma once

#include "decoder.h"
#include "shell.h"

void shell_point(struct shell *shell, const struct event *event);
