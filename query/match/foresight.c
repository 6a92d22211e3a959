#include "query/match/foresight.h"

#include <math.h>

void foresight_begin(struct foresight *f, bool on)
{
	*f = (struct foresight){.on = on};
}

/*
 * The rank among the hits so far of a score that `max` documents of all reach, almost surely: fewer do only
 * if that many of the `max` best lie in the share by chance. Their number is about binomial; three
 * standard deviations above its mean are exceeded once in some hundreds of searches.
 */
static size_t safe_rank(size_t max, double share)
{
	double mean = (double)max * share;
	return (size_t)(mean + 3 * sqrt(mean * (1 - share))) + 2;
}

static void swap(double *a, double *b)
{
	double x = *a;
	*a = *b;
	*b = x;
}

/* The score of a rank, from 1, of some: the array is reordered (Hoare's selection). */
static double score_at(double *scores, size_t count, size_t rank)
{
	size_t low = 0, high = count - 1, wanted = rank - 1;
	while (low < high) {
		double middle = scores[low + (high - low) / 2];
		size_t i = low, k = high;
		for (;; i++, k--) {
			while (scores[i] > middle)
				i++;
			while (scores[k] < middle)
				k--;
			if (i >= k)
				break;
			swap(&scores[i], &scores[k]);
		}
		if (wanted <= k)
			high = k;
		else
			low = k + 1;
	}
	return scores[wanted];
}

double foresight_score(
	struct foresight *f, const struct top_hits *top, uint32_t docid, uint32_t last)
{
	double scores[FORESIGHT_HITS];
	if (!f->on || docid < f->next || docid > last || top->max > FORESIGHT_HITS)
		return 0;
	f->next = docid + docid / 4;
	size_t rank = safe_rank(top->max, (double)docid / last);
	if (rank >= top->max || rank > top->count)
		return 0;
	for (size_t i = 0; i < top->count; i++)
		scores[i] = top->at[i].score;
	double score = score_at(scores, top->count, rank);
	f->score = score > f->score ? score : f->score;
	return score;
}

bool foresight_was_right(const struct foresight *f, const struct top_hits *top)
{
	return f->score <= 0 || (top_hits_is_full(top) && top->at[0].score >= f->score);
}
