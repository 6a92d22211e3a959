/*
 * coopidx-convert-mail - converts e-mails and mailboxes for coopidx (worker.h). The only user of GMime.
 */
#include "indexer/convert/mail.h"
#include "indexer/convert/worker.h"

static enum conversion_failure convert(struct doc *doc, const struct input *input)
{
	(void)doc;
	return mail_answer(input->suffixes);
}

int main(int argc, char **argv)
{
	static const struct work table[] = {{"EML", .answers = true, .run = convert},
		{"MBOX", .answers = true, .run = convert}, {0}};
	mail_prepare();
	return worker_main(table, argc, argv);
}
