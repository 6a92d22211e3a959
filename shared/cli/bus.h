/*
 * bus.h - what a program says when a mapped file can no longer be read.
 *
 * A file of an index that becomes shorter while it is mapped, or whose disk fails, is not reported by
 * a system call: the read of memory itself raises SIGBUS.
 */
#ifndef COOP_CLI_BUS_H
#define COOP_CLI_BUS_H

/*
 * From now on such a read ends the process with COOP_EXIT_ERROR and a message that names the file
 * (mapping.h), or says `otherwise` where the file is no mapping of an index; NULL for a program that
 * maps nothing else. `program` is how messages begin. Both are borrowed until the process ends.
 */
void coop_catch_bus(const char *program, const char *otherwise);

#endif
