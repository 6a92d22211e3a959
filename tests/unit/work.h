/*
 * work.h - measures the work of a program in steps, not in time.
 *
 * Tests of cost are linked with the objects in counted/, which the compiler instruments
 * so that work.c learns of each branch taken. A branch is one step; so are 16 bytes
 * processed by a function of the C library or of libcsv. The same work takes about the
 * same number of steps on any machine, however busy; compilers and optimisation change it
 * by a factor, so a test compares two numbers of one build.
 *
 * The programs in counted/ obey the environment:
 *
 *   WORK_FILE    gets a line "ALL AFTER" when the program ends: all steps, and those after the
 *                signal
 *   WORK_SIGNAL  after how many steps the program gets a SIGTERM (default: none)
 */
#ifndef COOP_TESTS_UNIT_WORK_H
#define COOP_TESTS_UNIT_WORK_H

#include <stdint.h>

/* The steps taken so far; up to a thousand of each other thread may be missing. */
uint64_t work_done(void);

#endif
