#include "formats/html.h"
#include "harness.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

static const struct {
    const char *html, *text;
} cases[] = {
    {"plain", "plain"},
    {"<p>one</p><p>two</p>", "one\n\ntwo"},
    {"one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"},
    {"one<br><br><br><br>two", "one\n\ntwo"},
    {"<div>one</div><div>two</div>", "one\ntwo"},
    {"a  lot \n of\t blanks", "a lot of blanks"},
    {"<ul><li>one<li>two</ul>after", "- one\n- two\nafter"},
    {"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
    {"<html><head><title>no</title><style>p{color:red}</style></head><body>yes</body></html>", "yes"},
    {"<script>if (a < b) alert('</p>')</script>yes", "yes"},
    {"<SCRIPT>never closed", ""},
    {"<style>never closed", ""},
    {"a<!-- b --> c", "a c"},
    {"a<!-- never closed", "a"},
    {"<!DOCTYPE html><p>a", "a"},
    {"<?xml version=\"1.0\"?>a", "a"},
    {"<![if !mso]>a<![endif]>", "a"},
    {"&lt;b&gt; &amp;amp; &quot;x&quot;", "<b> &amp; \"x\""},
    {"ma&ntilde;ana pi&ugrave; &Aacute;", "mañana più Á"},
    {"&#8364; &#x20AC; &#128; &euro;", "€ € € €"},
    {"&#0; &#xD800; &#x110000;", "\uFFFD \uFFFD \uFFFD"},
    {"&nbsp;a&nbsp;&nbsp;b&nbsp;", "a b"},
    {"a&zwnj;b", "ab"},
    {"AT&T &unknown; & &", "AT&T &unknown; & &"},
    {"&copy 2026", "© 2026"},
    {"1 < 2 and 3 > 2", "1 < 2 and 3 > 2"},
    {"a <", "a <"},
    {"a <b", "a <b"},
    {"<a href=\"x>y\">link</a>", "link"},
    {"<a title='it>s'>link</a>", "link"},
    {"<a title=\"never closed>link</a> and <b>more</b>", "link and more"},
    {"<pre>one\n  two\n</pre>three", "one\n  two\n\nthree"},
    {"<p>un <b>poco</b> <i>di</i>tutto</p>", "un poco ditutto"},
    {"<blockquote>quoted</blockquote>mine", "quoted\nmine"},
    {"", ""},
    {"   ", ""},
    {"<p></p><div></div>", ""},
};

START_TEST(pages)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        html_text(&text, cases[i].html, strlen(cases[i].html));
        ck_assert_str_eq(str_text(&text), cases[i].text);
    }
}
END_TEST

/* A megabyte of one thing over and over: done in no time, or the timeout tells. */
START_TEST(repeated_without_end)
{
    static const char *const pieces[] = {"<",    "<a",   "<a \"",   "<a x=\"",  "<!--",     "<!-",
                                         "&",    "&#",   "&a",      "<script>", "</script", "<p>",
                                         "<li>", "<br>", "<pre>\n", "a<b x='"};

    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        _cleanup_str_ struct str html = STR_INIT, text = STR_INIT;
        while (html.len < 1 << 20)
            str_add(&html, pieces[i]);
        html_text(&text, html.s, html.len);
        ck_assert_uint_le(text.len, html.len);
        ck_assert_uint_eq(text_valid(str_text(&text), text.len), text.len);
    }
}
END_TEST

int main(void)
{
    return harness_run("html", (const TTest *const[]){pages, repeated_without_end, NULL});
}
