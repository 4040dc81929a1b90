/* A client: a person, a company, or a group with members. */
#pragma once

#include "paletti/core/model.h"

enum client_state { CLIENT_PROSPECT, CLIENT_ACTIVE, CLIENT_LEAVING, CLIENT_LEFT };
enum client_register { REGISTER_TU, REGISTER_USTED, REGISTER_VOS, REGISTER_TU_IT, REGISTER_LEI, REGISTER_NONE };
enum client_number { NUMBER_ONE, NUMBER_SEVERAL, NUMBER_COMPANY };
enum person_role { ROLE_CONTACT, ROLE_PAYER, ROLE_IN_CHARGE };

struct person {
    char *given, *family, *title;
    int8_t role; /* enum person_role, -1 */
    char *email, *phone;
    int8_t gender;
};

struct client {
    char *ref, *name, *short_name;
    int8_t state; /* enum client_state; active when not given */
    int32_t since;
    struct texts emails, phones;
    char *zone;
    struct span day; /* their own day; from == to: 09:00-18:00 */
    char *language;
    int8_t reg;    /* enum client_register, -1: not given */
    int8_t number; /* enum client_number, -1 */
    bool large;
    char *country;
    int8_t b2b;         /* -1: not known */
    struct list people; /* struct person */
    char *member_of;
    char *label; /* private */
    char *notes; /* private */
    struct texts tags;
};

extern const struct model model_client;
/* Whether NAME begins with SEARCH, which is folded, or does so from one of its words on. */
bool client_called(const char *name, const char *search);
extern const char *const client_state_names[];
