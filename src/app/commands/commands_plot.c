/* Pictures of the log: in characters, as values, or into a file. */
#include "commands.h"
#include "plot_tell.h"

#include "paletti/app/plot.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <unistd.h>

/* What is there already is somebody's. */
static int may_write(const struct request *request, const char *path, struct err *err)
{
    bool force = request->options[PLOT_OPTION_FORCE];

    if (force && !path)
        return err_set(err, _("--force says that --svg may write over a file; there is no --svg"));
    if (path && !force && access(path, F_OK) == 0)
        return err_set(err, _("%s is there already; name another file, or say --force to write over it"), path);
    return 0;
}

static int write_svg(const struct plot *plot, const char *path, struct err *err)
{
    _cleanup_(file_out_free_p) struct file_out *file = NULL;
    _cleanup_str_ struct str text = STR_INIT;

    plot_svg(plot, &text);
    if (file_out_open(path, &file, err) < 0 || file_out_write(file, str_text(&text), text.len, err) < 0)
        return -1;
    return file_out_commit(MEM_TAKE(file), err);
}

static void say_written(const char *path, struct answer *answer)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (answer->page) {
        str_printf(&text, _("The picture is in %s."), path);
        answer_text(answer, NULL, str_text(&text));
        return;
    }
    answer_open_object(answer, NULL);
    answer_text(answer, "file", path);
    answer_close_object(answer);
}

COMMAND_RUN(plot)
{
    _cleanup_(plot_free_p) struct plot *plot = NULL;
    const char *path = plot_request_file(request);
    struct plot_wish wish;

    *ret_changes = CHANGE_NOTHING;
    if (plot_wish_read(app, request, &wish, err) < 0 || may_write(request, path, err) < 0 ||
        view_plot(app, &wish, request, &plot, err) < 0 || (path && write_svg(plot, path, err) < 0))
        return -1;
    if (path)
        say_written(path, answer);
    else if (answer->page)
        plot_tell(plot, answer);
    else
        plot_answer(plot, answer);
    return 0;
}
