#include "query/lasting/moment.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shared/core/i18n.h"

#define MOMENT_FORM "%Y-%m-%dT%H:%M:%SZ"

static const char *given(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	return epoch && *epoch ? epoch : NULL;
}

enum coop_status moment_of(int64_t seconds, char out[MOMENT_TEXT], struct coop_error *err)
{
	time_t moment = (time_t)seconds;
	struct tm tm;
	if (!gmtime_r(&moment, &tm) ||
		strftime(out, MOMENT_TEXT, MOMENT_FORM, &tm) != MOMENT_TEXT - 1)
		return coop_fail(err, COOP_E_ARG, "%s",
			TR("the clock tells no date", "l'horloge ne donne pas de date"));
	return COOP_OK;
}

enum coop_status moment_now(char out[MOMENT_TEXT], struct coop_error *err)
{
	const long long year_9999 = 253402300799;
	const char *epoch = given();
	char *end = NULL;
	errno = 0;
	long long seconds = epoch ? strtoll(epoch, &end, 10) : (long long)time(NULL);
	if (epoch &&
		(*epoch < '0' || *epoch > '9' || *end || errno || seconds > year_9999))
		return coop_fail(err, COOP_E_ARG,
			TR("SOURCE_DATE_EPOCH is no number of seconds: '%s'",
				"SOURCE_DATE_EPOCH n'est pas un nombre de secondes : « %s »"),
			epoch);
	return moment_of(seconds, out, err);
}

static bool parse(const char *text, struct tm *tm)
{
	*tm = (struct tm){0};
	const char *end =
		strlen(text) == MOMENT_TEXT - 1 ? strptime(text, MOMENT_FORM, tm) : NULL;
	return end && !*end;
}

bool moment_is_one(const char *text)
{
	struct tm tm;
	return parse(text, &tm);
}

void moment_add_day(const char *moment, struct coop_buf *out)
{
	static const char *const english[] = {"January", "February", "March", "April",
		"May", "June", "July", "August", "September", "October", "November",
		"December"};
	static const char *const french[] = {"janvier", "février", "mars", "avril", "mai",
		"juin", "juillet", "août", "septembre", "octobre", "novembre",
		"décembre"};
	struct tm utc, tm;
	if (!parse(moment, &utc))
		return;
	tm = utc;
	time_t seconds = timegm(&utc);
	tzset(); /* localtime_r() need not */
	if (!given() && !localtime_r(&seconds, &tm))
		tm = utc;
	coop_buf_printf(out, "%d%s %s %d", tm.tm_mday,
		coop_french() && tm.tm_mday == 1 ? "er" : "",
		(coop_french() ? french : english)[tm.tm_mon], tm.tm_year + 1900);
}
