/*
 * fuzz_config.c - any bytes are a configuration, of a project when the first is odd.
 *
 * What is refused says so, with the place; a line that is not refused sets what may stand there, to a value
 * without a control character; and a path of a project leads below its folder.
 */
#include "shared/cli/config.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_config_line(
	const struct coop_config *c, const struct coop_config_line *line, bool project)
{
	static const char folder[] = "/usr/";
	const char *name = coop_config_string(c, line->name),
		   *value = coop_config_string(c, line->value);
	HOLDS(line->number > 0 && line->column > 0 && line->programs != 0);
	for (unsigned program = 1; program <= 2; program++) {
		const struct coop_setting *s =
			coop_setting_find((enum coop_program)program, name, strlen(name));
		if (!(line->programs & program))
			continue;
		HOLDS(s && s->place >= (project ? COOP_SETTING_ANY : COOP_SETTING_USER));
		if (value && project && coop_setting_is_path(s))
			HOLDS(strncmp(value, folder, sizeof folder - 1) == 0 &&
				!strstr(value, "/../"));
	}
	for (const char *at = value; at && *at; at++)
		HOLDS((unsigned char)*at >= 0x20 || *at == '\t');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct coop_config c = {0};
	struct coop_error err = {0};
	if (size == 0)
		return 0;
	bool project = *data % 2;
	const char *path = project ? "/usr/.coop" : "/usr/config";
	enum coop_status st = coop_config_parse(
		&c, path, project, (const char *)data + 1, size - 1, &err);
	HOLDS(st == COOP_OK || st == COOP_E_ARG);
	HOLDS(st == COOP_OK || strncmp(err.msg, path, strlen(path)) == 0);
	for (size_t i = 0; i < c.count; i++)
		check_config_line(&c, &c.lines[i], project);
	coop_config_release(&c);
	return 0;
}
