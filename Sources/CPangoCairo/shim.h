/*
 * Pango on cairo's PDF surface: what Sources/Paper, its only importer, needs, without GObject's macros.
 *
 * 1. Names are fm_paper_…; lengths are points (1/72 inch), colours 0xRRGGBB.
 * 2. A sheet comes from fm_paper_open and ends in fm_paper_close, which accepts NULL. One thread at a time.
 * 3. Texts are UTF-8 and copied.
 */
#ifndef FM_CPANGOCAIRO_SHIM_H
#define FM_CPANGOCAIRO_SHIM_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct fm_paper {
    cairo_surface_t *surface;
    cairo_t *cairo;
} fm_paper;

/* NULL where the file can't be made. `created` is RFC 3339. */
static inline fm_paper *fm_paper_open(const char *path, double width, double height, const char *title,
                                      const char *created) {
    fm_paper *paper = (fm_paper *)calloc(1, sizeof(fm_paper));
    if (!paper) return NULL;
    paper->surface = cairo_pdf_surface_create(path, width, height);
    if (cairo_surface_status(paper->surface) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(paper->surface);
        free(paper);
        return NULL;
    }
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(paper->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    paper->cairo = cairo_create(paper->surface);
    return paper;
}

/* Ends the file; false where any drawing or the writing failed. */
static inline bool fm_paper_close(fm_paper *paper) {
    if (!paper) return true;
    bool good = cairo_status(paper->cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(paper->cairo);
    cairo_surface_finish(paper->surface);
    good = good && cairo_surface_status(paper->surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(paper->surface);
    free(paper);
    return good;
}

static inline void fm_paper_next_page(fm_paper *paper) { cairo_show_page(paper->cairo); }

static inline void fm_paper_colour(fm_paper *paper, uint32_t colour) {
    cairo_set_source_rgb(paper->cairo, ((colour >> 16) & 0xFF) / 255.0, ((colour >> 8) & 0xFF) / 255.0,
                         (colour & 0xFF) / 255.0);
}

/* Lays a text out in lines of at most `width` and answers its height; draws it where `draw` is set.
 * `alignment`: 0 left, 1 centre, 2 right. A word that is wider than a line is broken, so nothing is cut. */
static inline double fm_paper_text(fm_paper *paper, const char *text, double x, double y, double width,
                                   double size, bool bold, int alignment, uint32_t colour, bool draw) {
    PangoLayout *layout = pango_cairo_create_layout(paper->cairo);
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, "Liberation Sans, DejaVu Sans, Sans");
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout, alignment == 2   ? PANGO_ALIGN_RIGHT
                                       : alignment == 1 ? PANGO_ALIGN_CENTER
                                                        : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout, text, -1);
    int height = 0;
    pango_layout_get_size(layout, NULL, &height);
    if (draw) {
        fm_paper_colour(paper, colour);
        cairo_move_to(paper->cairo, x, y);
        pango_cairo_show_layout(paper->cairo, layout);
    }
    g_object_unref(layout);
    return (double)height / PANGO_SCALE;
}

static inline void fm_paper_box(fm_paper *paper, double x, double y, double width, double height,
                                uint32_t colour) {
    fm_paper_colour(paper, colour);
    cairo_rectangle(paper->cairo, x, y, width, height);
    cairo_fill(paper->cairo);
}

static inline void fm_paper_begin(fm_paper *paper, double x, double y) {
    cairo_new_path(paper->cairo);
    cairo_move_to(paper->cairo, x, y);
}

static inline void fm_paper_to(fm_paper *paper, double x, double y) { cairo_line_to(paper->cairo, x, y); }

/* Fills the path. */
static inline void fm_paper_fill(fm_paper *paper, uint32_t colour) {
    cairo_close_path(paper->cairo);
    fm_paper_colour(paper, colour);
    cairo_fill(paper->cairo);
}

/* Draws the path; a dash of 0 is a whole line. */
static inline void fm_paper_stroke(fm_paper *paper, double width, double dash, uint32_t colour) {
    double dashes[2] = {dash, dash * 0.6};
    cairo_set_dash(paper->cairo, dashes, dash > 0 ? 2 : 0, 0);
    cairo_set_line_width(paper->cairo, width);
    cairo_set_line_join(paper->cairo, CAIRO_LINE_JOIN_ROUND);
    fm_paper_colour(paper, colour);
    cairo_stroke(paper->cairo);
}

#endif
