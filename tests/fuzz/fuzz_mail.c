/*
 * fuzz_mail.c - any bytes are a mailbox: what is answered is notices and files, and what is told of
 * those left out. What is kept of a message has no more words than the message.
 */
#include "indexer/convert/mail.h"
#include "indexer/convert/quotes.h"
#include "indexer/decode/mail_head.h"
#include "tests/fuzz/answers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void mail_check_answer(const struct coop_buf *answer)
{
	struct fuzz_frame frame;
	bool open = false;
	for (size_t at = 0; fuzz_next_frame(answer, &at, &frame);) {
		bool in_file = frame.tag == FRAME_DATA || frame.tag == FRAME_CLOSE ||
			       frame.tag == FRAME_FAILURE;
		HOLDS(in_file == open);
		if (frame.tag == FRAME_MEMBER)
			HOLDS(frame.len > 0 && frame.len <= FRAME_NAME_MAX);
		else if (!in_file)
			fuzz_check_notice(&frame);
		open = frame.tag == FRAME_MEMBER || frame.tag == FRAME_DATA;
	}
	HOLDS(!open);
}

/* Of two messages with the same text, the second quotes nothing that the first has not. */
static void mail_check_quotes(const char *s, size_t n)
{
	struct coop_buf first = {0}, second = {0};
	static struct quotes *q; /* it is large */
	if (!q)
		HOLDS((q = quotes_new()) != NULL);
	quotes_add(q, s, n, &first);
	quotes_add(q, s, n, &second);
	HOLDS(!first.failed && !second.failed);
	HOLDS(first.len <= n + 1 && second.len <= first.len);
	coop_buf_release(&first);
	coop_buf_release(&second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool prepared;
	struct coop_buf answer = {0};
	if (!prepared)
		mail_prepare();
	prepared = true;
	mail_begins((const char *)data, size);
	enum conversion_failure failure =
		fuzz_answer(mail_answer, ".csv .txt .eml", data, size, &answer);
	HOLDS(failure == CONVERSION_OK);
	mail_check_answer(&answer);
	mail_check_quotes((const char *)data, size);
	coop_buf_release(&answer);
	return 0;
}
