/* open.c */
#include "query/actions/actions.h"
enum coop_status action_open(struct app *app, struct coop_error *err)
{
	(void)app;
	(void)err;
	return COOP_OK;
}
