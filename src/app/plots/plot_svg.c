/* What every picture has as SVG: its size, its name and what it says for who cannot see it, and its colours. */
#include "plot_inside.h"
#include "svg.h"

#include "paletti/base/i18n.h"

/* The classes of all pictures: b the ground, h t a q texts, c m e how they are anchored, r a row, 1 to 4 the shades of the
 * week and n what is written on them, f my hours, g lines to read by, x y z on time, late and not answered. Nothing is told by
 * colour alone: shades have their numbers on them, late is hatched, not answered is hollow. */
static const char style[] =
    "<style>\n"
    "text{font:13px system-ui,-apple-system,'Segoe UI',sans-serif;fill:#24292f}\n"
    ".b{fill:#fff}.h{font-size:18px;font-weight:600}.t{font-weight:600}.q,.a{fill:#57606a}.m{text-anchor:middle}.e{text-anchor:end}\n"
    ".r{fill:#f3f4f6}.l1{fill:#d3e4f6}.l2{fill:#9cc3e8}.l3{fill:#3f7fc0}.l4{fill:#174a86}\n"
    ".n{font-size:11px;text-anchor:middle}.n1,.n2,.n3,.n4{stroke-width:3;paint-order:stroke}\n"
    ".n1{stroke:#d3e4f6}.n2{stroke:#9cc3e8}.n3{fill:#fff;stroke:#3f7fc0}.n4{fill:#fff;stroke:#174a86}\n"
    ".f{fill:none;stroke:#b4460c;stroke-width:2.5;stroke-linecap:square}.g{fill:none;stroke:#d8dee4}\n"
    ".x{fill:#2f7d4f}.y{fill:url(#late)}.yb{fill:#fff}.ys{stroke:#b4460c}.z{fill:none;stroke:#57606a;stroke-width:1.5;stroke-dasharray:3 2}\n"
    "@media(prefers-color-scheme:dark){\n"
    "text{fill:#e6edf3}.b{fill:#14181d}.q,.a{fill:#9aa4af}.r{fill:#1d2329}\n"
    ".l1{fill:#1c3654}.l2{fill:#2b5a8c}.l3{fill:#6aa6df}.l4{fill:#c4e0fb}\n"
    ".n1{stroke:#1c3654}.n2{stroke:#2b5a8c}.n3{fill:#0b1622;stroke:#6aa6df}.n4{fill:#0b1622;stroke:#c4e0fb}\n"
    ".f{stroke:#f59e5b}.g{stroke:#323a43}.x{fill:#56b37d}.yb{fill:#14181d}.ys{stroke:#f59e5b}.z{stroke:#9aa4af}\n"
    "}\n"
    "</style>\n"
    "<defs><pattern id=\"late\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
    "<rect class=\"yb\" width=\"6\" height=\"6\"/><path class=\"ys\" d=\"M1.5 0V6\" stroke-width=\"3\"/></pattern></defs>\n";

void plot_svg(const struct plot *plot, struct str *to)
{
    _cleanup_str_ struct str heading = STR_INIT, words = STR_INIT;
    int w = plot->kind->svg_w, h = plot->kind->svg_height ? plot->kind->svg_height(plot) : plot->kind->svg_h;

    plot_heading_of(plot, plot->client.name, &heading); /* a file is no screen: nothing is blurred */
    plot_words(plot, &words);
    str_printf(to,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" lang=\"%s\" "
               "role=\"img\" aria-labelledby=\"title desc\">\n<title id=\"title\">",
               w, h, C_("code of this language", "en"));
    svg_escape(to, str_text(&heading));
    str_add(to, "</title>\n<desc id=\"desc\">");
    svg_escape(to, str_text(&words));
    str_add(to, "</desc>\n");
    str_add(to, style);
    svg_rect(to, "b", 0, 0, w, h);
    svg_text(to, "h", 24, 34, str_text(&heading));
    plot->kind->svg(plot, to);
    str_add(to, "</svg>\n");
}
