#include "shared/index/shard_mark.h"

#include <inttypes.h>
#include <stddef.h>

bool coop_shard_mark_same(
	const struct coop_shard_mark *a, const struct coop_shard_mark *b)
{
	return a->shard == b->shard && a->shards == b->shards && a->facts == b->facts;
}

/* Takes a number from 1 to COOP_SHARDS_MAX off the front; 0 when there is none. */
static unsigned take_number(const char **s)
{
	unsigned n = 0;
	for (; **s >= (n > 0 ? '0' : '1') && **s <= '9' && n <= COOP_SHARDS_MAX; ++*s)
		n = n * 10 + (unsigned)(**s - '0');
	return n <= COOP_SHARDS_MAX ? n : 0;
}

bool coop_shard_mark_parse(const char *text, struct coop_shard_mark *out)
{
	const char *s = text;
	unsigned shard = take_number(&s), shards = 0;
	if (shard > 0 && *s == '/') {
		s++;
		shards = take_number(&s);
	}
	if (*s != '\0' || shard == 0 || shard > shards)
		return false;
	out->shard = shard;
	out->shards = shards;
	return true;
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool coop_shard_mark_parse_facts(const char *text, struct coop_shard_mark *out)
{
	uint64_t n = 0;
	size_t i = 0;
	for (; i < COOP_FACTS_DIGITS && digit(text[i]) >= 0; i++)
		n = n << 4 | (unsigned)digit(text[i]);
	if (i < COOP_FACTS_DIGITS || text[i] != '\0' || n == 0)
		return false;
	out->facts = n;
	return true;
}

void coop_shard_mark_print(const struct coop_shard_mark *m, struct coop_buf *out)
{
	coop_buf_printf(out, "%u/%u", m->shard, m->shards);
}

void coop_shard_mark_print_facts(const struct coop_shard_mark *m, struct coop_buf *out)
{
	coop_buf_printf(out, "%016" PRIx64, m->facts);
}
