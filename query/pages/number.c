#include "query/pages/number.h"

#include <inttypes.h>
#include <string.h>

#include "shared/core/i18n.h"

void number_put(FILE *out, uint64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, n);
	for (int i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			fputs(TR(",", "\u202f"), out);
		fputc(digits[i], out);
	}
}

void number_put_notices(FILE *out, uint64_t n)
{
	number_put(out, n);
	fputs(coop_singular(n) ? " notice" : " notices", out);
}
