/* XML of other people's making, walked from end to end: the only home of expat. A document type is
 * refused, so no entity can be declared and nothing is ever fetched or multiplied. */
#ifndef ETABLERA_REPORT_XML_H
#define ETABLERA_REPORT_XML_H

#include <stdbool.h>
#include <stddef.h>

/* What is told of on the way; each may be NULL. Names and attributes are as written, UTF-8;
 * `pairs` is name, value, name, value ..., ended by NULL. */
struct xml_walker {
    void (*start)(void *context, const char *name, const char **pairs);
    void (*end)(void *context, const char *name);
    void (*text)(void *context, const char *p, size_t n); /* may come in pieces */
    void *context;
};

/* False when the bytes are not well-formed XML, nest deeper than 256 elements, or have a document
 * type. Handlers have then been called for what stood before the fault. */
bool xml_walk(const char *data, size_t size, const struct xml_walker *walker);

/* The value of an attribute; NULL when there is none. */
const char *xml_attribute(const char **pairs, const char *name);
/* The name without its prefix: "x:row" -> "row". */
const char *xml_local(const char *name);

#endif
