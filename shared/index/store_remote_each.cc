/*
 * store_remote_each.cc - many small questions to a server, side by side.
 *
 * The protocol has an answer follow each question, so that many questions take as many round trips. Further
 * connections save time where round trips are slow, and cost some: each is a process there.
 */
#include <atomic>
#include <chrono>
#include <exception>
#include <thread>

#include "shared/index/store_remote.hh"

namespace
{

constexpr size_t MOST = 8; /* connections at a time */

/* What threads share. */
struct work {
	coop_remote *r;
	size_t count;
	const std::function<void(Xapian::Database &, size_t)> &body;
	std::atomic<size_t> next;
	std::mutex lock; /* of what follows */
	std::exception_ptr failure;
};

/* Asks what no other thread does, until there is nothing left. */
void go_on(work &w) noexcept
{
	try {
		for (size_t i; (i = w.next++) < w.count;)
			remote_ask(w.r, [&](Xapian::Database &db) { w.body(db, i); });
	} catch (...) {
		w.next = w.count;
		const std::lock_guard<std::mutex> held(w.lock);
		if (!w.failure)
			w.failure = std::current_exception();
	}
}

/* How many connections are worth their time, when one question took so long. */
size_t connections(coop_remote *r, size_t left, std::chrono::steady_clock::duration took)
{
	constexpr int GAIN = 2; /* times what connecting takes */
	const std::lock_guard<std::mutex> held(r->lock);
	const bool more = took * left > r->connecting * GAIN;
	return std::min({left, MOST, more ? MOST : std::max<size_t>(r->idle.size(), 1)});
}

} /* namespace */

void remote_each(coop_remote *r, size_t count,
	const std::function<void(Xapian::Database &, size_t)> &body)
{
	if (count == 0)
		return;
	const auto begun = std::chrono::steady_clock::now();
	remote_ask(r, [&](Xapian::Database &db) { body(db, 0); });
	const auto took = std::chrono::steady_clock::now() - begun;
	work w{r, count, body, {1}, {}, {}};
	std::vector<std::thread> threads;
	if (count > 1)
		for (size_t n = connections(r, count - 1, took); n > 1; n--) {
			try {
				threads.emplace_back([&w] { go_on(w); });
			} catch (...) {
				break; /* fewer do it as well */
			}
		}
	go_on(w);
	for (auto &t : threads)
		t.join();
	if (w.failure)
		std::rethrow_exception(w.failure);
}
