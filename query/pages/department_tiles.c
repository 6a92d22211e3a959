#include "query/pages/department_tiles.h"

#include <string.h>

#include "query/syntax/departments.h"

/* The codes, four characters each. Monaco, 980, is beside 06. */
static const char *const grid[TILE_ROWS] = {
	"                    62  59                      ",
	"                76  80  60  02  08              ",
	"        50  14  27  95  93  51  55  54  57  67  ",
	"29  22  35  61  78  92  75  94  10  52  88  68  ",
	"    56  53  72  28  91  77  89  21  70  90      ",
	"    44  49  37  41  45  58  71  39  25          ",
	"        85  79  86  36  18  03  69  01  74      ",
	"        17  16  87  23  63  42  38  73          ",
	"        33  24  19  15  43  07  26  05          ",
	"        40  47  46  12  48  30  84  04  06  980 ",
	"        64  32  82  81  34  13  83          2B  ",
	"            65  31  09  11                  2A  ",
	"                        66                      ",
	"                                                ",
	"971 972 973 974 975 976 977 978 984 986 987 988 ",
};

/* Compares a code, which ends with a blank, with that of a department. */
static int compare(const char *code, const char *with)
{
	size_t len = strcspn(code, " ");
	int order = strncmp(code, with, len);
	return order != 0 ? order : with[len] ? -1 : 0;
}

size_t department_at_tile(size_t row, size_t column)
{
	const char *code = grid[row] + column * 4;
	size_t low = 0, high = departments_count();
	while (*code != ' ' && low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(code, department_at(middle)->code);
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return DEPARTMENT_NONE;
}
