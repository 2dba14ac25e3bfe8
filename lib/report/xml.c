/* A thin walk over expat: the only file that knows it. */
#include "report/xml.h"

#include <expat.h>
#include <stdint.h>
#include <string.h>

enum { MOST_DEPTH = 256 };

struct walk {
    const struct xml_walker *walker;
    XML_Parser parser;
    int depth;
};

static void XMLCALL walk_start(void *user, const XML_Char *name, const XML_Char **pairs)
{
    struct walk *w = user;
    if (++w->depth > MOST_DEPTH) {
        XML_StopParser(w->parser, XML_FALSE);
        return;
    }
    if (w->walker->start != NULL)
        w->walker->start(w->walker->context, name, pairs);
}

static void XMLCALL walk_end(void *user, const XML_Char *name)
{
    struct walk *w = user;
    w->depth--;
    if (w->walker->end != NULL)
        w->walker->end(w->walker->context, name);
}

static void XMLCALL walk_text(void *user, const XML_Char *p, int n)
{
    struct walk *w = user;
    w->walker->text(w->walker->context, p, (size_t)n);
}

static void XMLCALL walk_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                                 const XML_Char *public_id, int has_internal_subset)
{
    struct walk *w = user;
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    XML_StopParser(w->parser, XML_FALSE);
}

bool xml_walk(const char *data, size_t size, const struct xml_walker *walker)
{
    struct walk w = {.walker = walker, .parser = XML_ParserCreate("UTF-8")};
    if (w.parser == NULL)
        return false;
    XML_SetUserData(w.parser, &w);
    XML_SetElementHandler(w.parser, walk_start, walk_end);
    if (walker->text != NULL)
        XML_SetCharacterDataHandler(w.parser, walk_text);
    XML_SetStartDoctypeDeclHandler(w.parser, walk_doctype);
    bool good = size < INT32_MAX && XML_Parse(w.parser, data, (int)size, 1) == XML_STATUS_OK;
    XML_ParserFree(w.parser);
    return good;
}

const char *xml_attribute(const char **pairs, const char *name)
{
    for (; pairs[0] != NULL; pairs += 2)
        if (strcmp(pairs[0], name) == 0)
            return pairs[1];
    return NULL;
}

const char *xml_local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}
