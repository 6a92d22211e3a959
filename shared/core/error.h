/*
 * error.h - status codes and error messages.
 *
 * Every function that can fail returns an `enum coop_status` and takes a `struct
 * coop_error *err` as its last argument. The structure is the caller's and owns nothing, so
 * that filling it never allocates: errors can be reported when memory is exhausted and
 * inside a C++ catch clause.
 *
 * One rule for `err`, everywhere: it may be NULL, when the caller wants the status alone. Only the
 * functions below read or write through it. All others return the status they got and hand `err`
 * on; a function that needs to see a failure before it passes it on keeps an error of its own
 * (`= {0}`) and calls coop_pass_on().
 */
#ifndef COOP_CORE_ERROR_H
#define COOP_CORE_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

enum coop_status {
	COOP_OK = 0,
	COOP_E_NOMEM,   /* an allocation failed */
	COOP_E_IO,      /* a file or stream could not be read or written */
	COOP_E_ARG,     /* the command line or a caller asks for the impossible */
	COOP_E_INPUT,   /* a document or file that cannot be understood */
	COOP_E_QUERY,   /* a query that cannot be run, such as an empty one */
	COOP_E_NOINDEX, /* there is no index at this place */
	COOP_E_LOCKED,  /* another process is writing the index */
	COOP_E_STALE,   /* the index changed while it was read: reopen and try again */
	COOP_E_VERSION, /* the index was made by another schema or analysis: rebuild it */
	COOP_E_CORRUPT, /* the index is damaged: rebuild it */
	COOP_E_ENGINE,  /* the engine failed unexpectedly: a bug to report */
	COOP_E_INTERRUPTED, /* the user pressed Ctrl-C */
	COOP_E_UNREAD /* a source was not read in full; a message already said why */
};

/*
 * An error. `msg` says what failed and why, in the user's language, without a full stop;
 * `hint`, if not empty, what the user can do. Initialise with `= {0}`.
 */
struct coop_error {
	enum coop_status status;
	char msg[600];
	char hint[300];
	const char *form; /* the format string of `msg`: identifies the kind of error */
};

#if defined(__GNUC__)
#define COOP_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define COOP_PRINTF(fmt, args)
#endif

/*
 * Records an error and returns `status`, so that a caller can `return coop_fail(...)`.
 * The first error wins: if `err` already holds one it is unchanged. `err` may be NULL.
 */
enum coop_status coop_fail(struct coop_error *err, enum coop_status status,
	const char *fmt, ...) COOP_PRINTF(3, 4);

/*
 * Records the failure that another structure holds, and returns its status: COOP_OK, and nothing
 * recorded, when it holds none. The first failure wins; `err` may be NULL.
 */
enum coop_status coop_pass_on(struct coop_error *err, const struct coop_error *from);

/* coop_fail() for a failed allocation, and for an interruption by the user. */
enum coop_status coop_fail_nomem(struct coop_error *err);
enum coop_status coop_fail_interrupted(struct coop_error *err);

/*
 * coop_fail(COOP_E_IO) for a system call that set errno: "<what> '<path>': <reason>".
 * `what` is a phrase in the user's language such as "cannot open".
 */
enum coop_status coop_fail_errno(
	struct coop_error *err, const char *what, const char *path);

/*
 * The same for the entry `name` of the folder `path`, or for `path` itself when `name` is NULL:
 * "cannot read '<path>/<name>': <reason>", and "cannot write ...".
 */
enum coop_status coop_cannot_read(
	const char *path, const char *name, struct coop_error *err);
enum coop_status coop_cannot_write(
	const char *path, const char *name, struct coop_error *err);

/* The text of an errno value, in the user's language for the common ones. */
const char *coop_errno_text(int number);

/* Sets the hint, unless there is one. `err` may be NULL. */
void coop_hint(struct coop_error *err, const char *fmt, ...) COOP_PRINTF(2, 3);

#ifdef __cplusplus
}
#endif
#endif
