/*
 * work.h - how much work a program does, counted in steps and not in time.
 *
 * Tests that are about the cost of something are linked with the objects in counted/, which
 * the compiler made to tell work.c of each branch that they take. One branch is one step; so
 * are 16 bytes that a function of the C library or of libcsv goes through for them. The same
 * work is about the same number of steps on any machine, however busy it is; optimization and
 * the compiler change it by a factor, so a test compares two numbers of one build.
 *
 * The programs in counted/ obey the environment:
 *
 *	WORK_FILE    gets a line "ALL AFTER" when the program ends: the steps that it took, and
 *	             those of them that it took after the signal
 *	WORK_SIGNAL  how many steps there are before the program gets a SIGTERM (none is sent)
 */
#ifndef COOP_TESTS_UNIT_WORK_H
#define COOP_TESTS_UNIT_WORK_H

#include <stdint.h>

/* The steps taken so far. Of each other thread, up to a thousand may not be in it yet. */
uint64_t work_done(void);

#endif
