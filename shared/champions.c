#include "shared/champions.h"

#include "shared/bytes.h"

enum { CHAMPION = 2 * COOP_BYTES_NUMBER };

void coop_champions_pack(uint32_t holding, const struct coop_champion *champions,
	size_t count, struct coop_buf *out)
{
	coop_buf_number(out, holding);
	for (size_t i = 0; i < count; i++) {
		coop_buf_number(out, champions[i].docid);
		coop_buf_number(out, champions[i].impact);
	}
}

size_t coop_champions_count(const char *packed, size_t len, uint64_t holding)
{
	if (len < COOP_BYTES_NUMBER || coop_bytes_number(packed) != holding)
		return 0;
	return (len - COOP_BYTES_NUMBER) / CHAMPION;
}

struct coop_champion coop_champions_at(const char *packed, size_t i)
{
	const char *s = packed + COOP_BYTES_NUMBER + i * CHAMPION;
	return (struct coop_champion){
		coop_bytes_number(s), coop_bytes_number(s + COOP_BYTES_NUMBER)};
}
