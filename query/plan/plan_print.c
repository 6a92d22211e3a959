/*
 * plan_print.c - plans as text.
 */
#include <string.h>

#include "query/plan/plan.h"

static const char *const names[] = {[COOP_OP_OR] = "OR",
	[COOP_OP_AND] = "AND",
	[COOP_OP_SYNONYM] = "SYNONYM",
	[COOP_OP_ALL] = "ALL",
	[COOP_OP_WITHOUT] = "WITHOUT",
	[COOP_OP_MAYBE] = "MAYBE",
	[COOP_OP_NEAR] = "NEAR",
	[COOP_OP_ORDERED] = "ORDERED"};

static const char *const running[] = {[COOP_RUNNING_NOT] = "",
	[COOP_RUNNING_ANY] = "/running",
	[COOP_RUNNING_SUMMARY] = "/summary",
	[COOP_RUNNING_HISTORY] = "/history"};

static void put_term(const char *s, size_t n, struct coop_buf *out)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c <= ' ' || c == 0x7f || strchr("()^/\\", c))
			coop_buf_printf(out, "\\%02x", c);
		else
			coop_buf_byte(out, (char)c);
	}
}

void plan_print(const struct coop_plan *plan, struct coop_buf *out)
{
	bool near = plan->op == COOP_OP_NEAR || plan->op == COOP_OP_ORDERED;
	if (plan->op == COOP_OP_TERM)
		put_term(plan->s, plan->len, out);
	else
		coop_buf_printf(out, "(%s", names[plan->op]);
	if (near && plan->s)
		coop_buf_str(out, plan->len == strlen(COOP_TERM_SENTENCE) ? "/sentence"
									  : "/paragraph");
	else if (near)
		coop_buf_printf(out, "/%u", plan->window);
	coop_buf_str(out, running[plan->running]);
	for (size_t i = 0; i < plan->nkids; i++) {
		coop_buf_byte(out, ' ');
		plan_print(&plan->kids[i], out);
	}
	if (plan->op != COOP_OP_TERM)
		coop_buf_byte(out, ')');
	if (plan->weight != 1)
		coop_buf_printf(out, "^%.4g", plan->weight);
}
