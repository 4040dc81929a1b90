/* Blur, for when others look at the screen: clients become "Client 07", the same one in every place; what people wrote,
 * addresses and phones become dots of the same length. One switch for what this app hands out to be looked at; what is
 * searched and found, written and exported is as ever. While it is off, texts are handed back as they came. */
#pragma once

#include "paletti/app/app.h"

void app_blur(struct app *app, bool on);
bool app_blurred(const struct app *app);

/* Borrowed until a few more have been asked for. */
/* TEXT with the clients, people, addresses and phones in it blurred. */
const char *app_blur_names(struct app *app, const char *text);
/* TEXT, which somebody wrote: dots. NULL stays NULL. */
const char *app_blur_text(struct app *app, const char *text);
/* The client whose NAME it is. */
const char *app_blur_client(struct app *app, int64_t id, const char *name);
