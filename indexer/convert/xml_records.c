#include "indexer/convert/xml_records.h"

#include "indexer/convert/xml_tree.h"

/* Takes the record that has begun, and sends its notice. */
static enum conversion_failure read_one(struct xml_reading *r)
{
	xmlDoc *tree;
	size_t line = xml_events_line(r->events);
	enum conversion_failure failure = xml_take(r->events, &tree);
	if (failure == CONVERSION_TOO_LARGE) {
		r->out->leave_out(r->out->data, line, failure);
		return CONVERSION_OK;
	}
	if (failure)
		return failure;
	xml_notice_begin(&r->notice, line, xml_events_mends(r->events));
	if (r->fill(r, xmlDocGetRootElement(tree)))
		failure = xml_notice_send(&r->notice, r->out);
	xmlFreeDoc(tree);
	return failure;
}

enum conversion_failure xml_records_read(struct xml_reading *r)
{
	enum conversion_failure failure = CONVERSION_OK;
	enum xml_event event = xml_events_next(r->events);
	bool any = false;
	for (; !failure && event != XML_EVENT_EOF; event = xml_events_next(r->events)) {
		any |= event == XML_EVENT_START;
		if (event == XML_EVENT_START && r->is_record(r))
			failure = read_one(r);
	}
	xml_notice_release(&r->notice);
	if (!failure)
		failure = xml_events_failure(r->events);
	return failure || any ? failure : CONVERSION_DAMAGED;
}
