#include "query/http/log.h"

#include <inttypes.h>
#include <time.h>

#include "shared/core/buf.h"

enum { TARGET_MAX = 2000 /* bytes of an address that a line shows */ };

static void add_time(struct coop_buf *b)
{
	struct timespec now;
	struct tm tm;
	char text[sizeof "2026-02-03T04:05:06"];
	clock_gettime(CLOCK_REALTIME, &now);
	if (!gmtime_r(&now.tv_sec, &tm) ||
		strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &tm) == 0)
		text[0] = '\0';
	coop_buf_printf(b, "%s.%03ldZ", text, now.tv_nsec / 1000000);
}

/* Adds a word; what is neither printable nor ASCII is escaped. */
static void add_word(struct coop_buf *b, const char *word)
{
	coop_buf_byte(b, ' ');
	if (!word || !*word)
		coop_buf_byte(b, '-');
	for (int i = 0; word && word[i] && i < TARGET_MAX; i++) {
		unsigned char c = (unsigned char)word[i];
		if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\')
			coop_buf_printf(b, "%%%02X", c);
		else
			coop_buf_byte(b, (char)c);
	}
}

void log_write(FILE *log, const struct log_line *line)
{
	struct coop_buf b = {0};
	add_time(&b);
	add_word(&b, line->method);
	add_word(&b, line->target);
	if (line->status)
		coop_buf_printf(&b, " %u", line->status);
	else
		coop_buf_str(&b, " -");
	if (line->bytes >= 0)
		coop_buf_printf(&b, " %" PRId64, line->bytes);
	else
		coop_buf_str(&b, " -");
	coop_buf_printf(&b, " %" PRId64 "\n", line->milliseconds);
	if (!b.failed && fwrite(b.s, 1, b.len, log) == b.len)
		fflush(log);
	coop_buf_release(&b);
}
