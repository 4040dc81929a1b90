/* Compiler attributes and the small macros that everything uses. */
#pragma once

#include <stddef.h>

/* Runs FN(&variable) when the variable goes out of scope. FN takes a pointer to the variable. */
#define _cleanup_(fn)      __attribute__((cleanup(fn)))
#define _printf_(fmt, va)  __attribute__((format(printf, fmt, va)))
#define _noreturn_         __attribute__((noreturn))
#define _must_check_       __attribute__((warn_unused_result))
#define _unused_           __attribute__((unused))

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Defines the static function NAME_p(TYPE **p) that frees *p with NAME: for _cleanup_(NAME_p). */
#define DEFINE_CLEANUP(type, name)          \
    static inline void name##_p(type **p)   \
    {                                       \
        name(*p);                           \
    }                                       \
    struct define_cleanup_swallows_semicolon
