#include "out.h"

#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int terminal_width(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 80;
}

void out_init(struct out *out, bool color, bool utf8)
{
    bool terminal = isatty(STDOUT_FILENO);

    *out = (struct out){.terminal = terminal, .color = color, .utf8 = utf8, .width = terminal ? terminal_width() : 0};
}

int out_write(struct out *out, const char *text, size_t len)
{
    if (!out->failed && fwrite(text, 1, len, stdout) != len)
        out->failed = true;
    return out->failed ? -1 : 0;
}

int out_text(struct out *out, const char *text)
{
    return out_write(out, text, strlen(text));
}

int out_safe(struct out *out, const char *text, bool one_line)
{
    _cleanup_str_ struct str safe = STR_INIT;

    text_safe(&safe, text, one_line);
    return out_write(out, str_text(&safe), safe.len);
}

int out_end(struct out *out)
{
    /* fwrite to a full disk succeeds as long as the buffer takes it: only flushing and closing tell. */
    if (fflush(stdout) != 0 || ferror(stdout) || fclose(stdout) != 0)
        out->failed = true;
    return out->failed ? -1 : 0;
}

void out_error(const char *text)
{
    _cleanup_str_ struct str safe = STR_INIT;

    text_safe(&safe, text, false);
    str_add_char(&safe, '\n');
    fputs(str_text(&safe), stderr);
}

bool out_progress_wanted(void)
{
    return isatty(STDERR_FILENO);
}

void out_progress(const char *text)
{
    if (!out_progress_wanted())
        return;
    fputs("\r\033[K", stderr);
    if (text) {
        _cleanup_str_ struct str safe = STR_INIT;
        text_safe(&safe, text, true);
        fputs(str_text(&safe), stderr);
    }
    fflush(stderr);
}
