/*
 * make_shards INDEX FOLDER... - deals the notices of an index to shards in new folders, for t_shards.sh.
 * The root of their paths is the current folder. With -o each file goes to one shard, with all its notices; with -e they have what the engine's servers need.
 */
#include "tests/unit/shards.h"

int main(int argc, char **argv)
{
	struct coop_error err = {0};
	struct coop_analyzer *analyzer;
	struct coop_collection *c;
	struct coop_buf dirs[SHARDS_MOST] = {{0}};
	struct dealt dealt = {.dealing = BY_NOTICE};
	char *root = getcwd(NULL, 0);
	int option;
	dealt.root = root;
	while ((option = getopt(argc, argv, "oe")) != -1) {
		need(option == 'o' || option == 'e', "no such option");
		if (option == 'o')
			dealt.dealing = BY_SOURCE;
		else
			dealt.engine_tools = true;
	}
	size_t n = argc > optind ? (size_t)(argc - optind - 1) : 0;
	need(n > 0 && n <= SHARDS_MOST, "make_shards [-o] [-e] INDEX FOLDER...");
	for (size_t i = 0; i < n; i++) {
		coop_buf_str(&dirs[i], argv[optind + 1 + (int)i]);
		need(!coop_buf_check(&dirs[i], &err), err.msg);
	}
	need(!coop_analyzer_new(&analyzer, &err), err.msg);
	need(!coop_collection_open(
		     (const char *const[]){argv[optind]}, 1, analyzer, &c, &err),
		err.msg);
	deal_shards_as(c, &dealt, dirs, n);
	coop_collection_free(c);
	coop_analyzer_free(analyzer);
	for (size_t i = 0; i < n; i++)
		coop_buf_release(&dirs[i]);
	free(root);
	return 0;
}
